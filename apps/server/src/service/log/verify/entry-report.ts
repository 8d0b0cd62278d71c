import { decodeEntry, type EventEntry, type IndexRootEntry, LogError, type ShardStartEntry } from '@recourse/log'
import type { Finding } from './finding.ts'

/** What later checks need of the entries of one block of a log of ours, packed so that it moves between threads at no cost. */
export interface EntryReport {
  /** Leaf index of the first entry. */
  readonly first: number
  /** 32 bytes an entry; zeros where it is no event. */
  readonly labels: Uint8Array
  /** Hours an entry; `NO_HOURS` where it is no event. */
  readonly hours: Uint32Array
  /** Kind byte an entry; 0 where it is no event. */
  readonly kinds: Uint8Array
  /** Index roots and shard starts, in order of their leaves. */
  readonly others: readonly { readonly leaf: number; readonly entry: IndexRootEntry | ShardStartEntry }[]
}

/** No time: 4,294,967,295 hours lie in the year 491,938. */
export const NO_HOURS = 0xffff_ffff

const EVENT_BYTES = 70

/** Collects the entries of one block; `first` is the leaf index at which the block begins. */
export function entryReader(first: number): {
  /** `place` counts from `first`. What cannot be decoded is a finding, and stands as no event. */
  readonly read: (place: number, bundle: Uint8Array, width: number, found: Finding[]) => void
  readonly done: () => EntryReport
} {
  const most = 65_536
  const labels = new Uint8Array(most * 32)
  const hours = new Uint32Array(most).fill(NO_HOURS)
  const kinds = new Uint8Array(most)
  const others: EntryReport['others'][number][] = []
  let count = 0

  function event(place: number, { kind, hours: at, label }: Pick<EventEntry, 'kind' | 'hours' | 'label'>): void {
    kinds[place] = kind
    hours[place] = at
    labels.set(label, place * 32)
  }

  return {
    read(place, bundle, width, found) {
      let at = 0
      for (let i = 0; i < width && at + 2 <= bundle.length; i++) {
        const length = (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0)
        const entry = bundle.subarray(at + 2, at + 2 + length)
        at += 2 + length
        count = Math.max(count, place + i + 1)
        if (length === EVENT_BYTES && entry[0] === 1) {
          const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength)
          event(place + i, { kind: entry[1] ?? 0, hours: view.getUint32(2), label: entry.subarray(6, 38) })
          continue
        }
        try {
          // A copy: what is decoded is kept, and the bundle is read over.
          const decoded = decodeEntry(entry.slice())
          if (decoded.type === 'event') event(place + i, decoded)
          else others.push({ leaf: first + place + i, entry: decoded })
        } catch (error) {
          if (!(error instanceof LogError)) throw error
          found.push({ class: 'void event', place: `leaf ${first + place + i}`, detail: error.message })
        }
      }
    },
    done: () => ({
      first,
      labels: labels.slice(0, count * 32),
      hours: hours.slice(0, count),
      kinds: kinds.slice(0, count),
      others,
    }),
  }
}
