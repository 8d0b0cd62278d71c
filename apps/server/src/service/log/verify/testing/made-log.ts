import {
  EMPTY_EDGE,
  encodeEntry,
  encodeUtf8,
  grow,
  type LogEdge,
  type LogEntry,
  labelIndexRoot,
  noteSigner,
  signNote,
  sortLabels,
  treeRoot,
  type VerifierKey,
  verifierKey,
  writeCheckpoint,
  writeVkey,
} from '@recourse/log'
import { sha256 } from '../../../../store/keys/sha256.ts'
import { ed25519Key, signatureChecks } from '../../../../store/keys/signature.ts'
import type { LogCrypto } from '../../ports.ts'
import type { LogReader } from '../reader.ts'

export const crypto: LogCrypto = { sha256, checks: signatureChecks }
export const ORIGIN = 'log.example/made'

/** 2026-07-01 00:00 UTC. */
export const BEGUN = 1_782_864_000

const logKey = ed25519Key(new Uint8Array(32).fill(1))
/** The same key under the name of another log. */
export function keyOf(origin: string): VerifierKey {
  return verifierKey(sha256, origin, 'ed25519', logKey.publicKey)
}

const witness = ed25519Key(new Uint8Array(32).fill(2))
const vkey = verifierKey(sha256, ORIGIN, 'ed25519', logKey.publicKey)
const witnessKey = verifierKey(sha256, 'witness.example/w', 'ed25519-cosignature', witness.publicKey)

export const VKEY: string = writeVkey(vkey)
export const POLICY: Uint8Array = encodeUtf8(`log ${VKEY}\nwitness w ${writeVkey(witnessKey)}\nquorum w\n`)

/** A log of ours in memory, with made-up events; every hundredth leaf is an index root over the leaves before. */
export interface MadeLog {
  readonly files: Map<string, Uint8Array>
  readonly entries: readonly Uint8Array[]
  readonly size: () => bigint
  add(entries: readonly Uint8Array[]): void
  /** Signs the tree as it is, `atSeconds` after `BEGUN`, cosigned unless said otherwise, and publishes it. */
  publish(atSeconds?: number, cosigned?: boolean): Uint8Array
}

export function madeLog(origin: string = ORIGIN, key: VerifierKey = vkey): MadeLog {
  const files = new Map<string, Uint8Array>()
  const entries: Uint8Array[] = []
  let edge: LogEdge = EMPTY_EDGE
  let root = new Uint8Array(treeRoot(sha256, new Uint8Array()))
  return {
    files,
    entries,
    size: () => edge.size,
    add(more) {
      const grown = grow(sha256, edge, more)
      for (const { path, bytes } of grown.files) files.set(path, new Uint8Array(bytes))
      edge = grown.edge
      root = new Uint8Array(grown.root)
      entries.push(...more)
    },
    publish(atSeconds = 0, cosigned = true) {
      const text = writeCheckpoint({ origin, size: edge.size, root, extensions: [] })
      const time = BigInt(BEGUN + atSeconds)
      const cosigner = noteSigner(witnessKey, time, witness.sign)
      const signers = [noteSigner(key, time, logKey.sign), ...(cosigned ? [cosigner] : [])]
      const note = signNote(text, signers)
      files.set('checkpoint', note)
      return note
    },
  }
}

export function label(n: number): Uint8Array {
  const out = new Uint8Array(32)
  sha256(encodeUtf8(`label ${n}`), out, 0)
  return out
}

/** Event `n`, in the first hour of `BEGUN`'s day. */
export function event(n: number, change: Partial<Extract<LogEntry, { type: 'event' }>> = {}): Uint8Array {
  const hours = BEGUN / 3_600
  return encodeEntry({ type: 'event', kind: 0x11, hours, label: label(n), commitment: label(-n - 1), ...change })
}

/** Events, and as every hundredth leaf an index root over all before it. */
export function eventsAndRoots(count: number, from = 0): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => {
    const leaf = from + i
    if (leaf % 100 !== 99) return event(leaf)
    const places = Array.from({ length: leaf }, (_, n) => n).filter((n) => n % 100 !== 99)
    const sorted = sortLabels(places.map((n) => ({ label: label(n), index: BigInt(n) })))
    const size = BigInt(leaf)
    return encodeEntry({
      type: 'index-root',
      size,
      labels: BigInt(sorted.length),
      root: labelIndexRoot(sha256, sorted),
    })
  })
}

/** As a folder answers: into the room that is given, else in an array of the caller's own. */
export function memoryReader(files: ReadonlyMap<string, Uint8Array>): LogReader {
  return {
    place: 'memory',
    concurrency: 1,
    read(path, _limit, room) {
      const bytes = files.get(path)
      if (bytes === undefined || room === undefined) return bytes?.slice() ?? null
      const laid = room(bytes.length).subarray(0, bytes.length)
      laid.set(bytes)
      return laid
    },
    async *list() {
      yield* files.keys()
    },
  }
}
