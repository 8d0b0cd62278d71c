import {
  decodeEntry,
  decodeUtf8,
  digest,
  EMPTY_EDGE,
  encodeEntry,
  encodeUtf8,
  grow,
  type LogEdge,
  labelTreeRoot,
  noteSigner,
  PLACE_BYTES,
  type Policy,
  parsePolicy,
  readyIndex,
  signNote,
  sortPlaces,
  streamLabel,
  verifierKey,
  writeCheckpoint,
  writeVkey,
} from '@recourse/log'
import { sha256 } from '../../../store/keys/sha256.ts'
import { ed25519Key } from '../../../store/keys/signature.ts'
import type { ReadLogFile } from '../stream-proof.ts'

/** A log in memory with one witness, for tests: appended to, signed at any size, read as its files. */
export interface StreamLog {
  readonly origin: string
  readonly policy: Policy
  readonly policyText: string
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly entries: readonly Uint8Array[]
  append(...entries: readonly Uint8Array[]): void
  /** Appends a root over the first `size` leaves; all by default. Its leaf index. */
  appendIndexRoot(size?: number): bigint
  /** The note of the newest size, cosigned then (POSIX seconds). */
  sign(time: number): { readonly note: string; readonly size: bigint; readonly root: Uint8Array }
  readonly read: ReadLogFile
}

export function eventEntry(key: Uint8Array, k: number, kind: number): Uint8Array {
  const label = streamLabel(sha256, key, BigInt(k))
  return encodeEntry({ type: 'event', kind, hours: 495_000, label, commitment: digest(sha256, label) })
}

/** Of nobody's stream. */
export function otherEntry(i: number, kind = 0x10): Uint8Array {
  const label = digest(sha256, encodeUtf8(`other ${i}`))
  return encodeEntry({ type: 'event', kind, hours: 495_000, label, commitment: digest(sha256, label) })
}

export function streamKeyOf(name: string): Uint8Array {
  return digest(sha256, encodeUtf8(`the key of ${name}`))
}

export function streamLog(origin = 'example.com/log', seed = 1): StreamLog {
  const [own, witness] = [ed25519Key(new Uint8Array(32).fill(seed)), ed25519Key(new Uint8Array(32).fill(2))]
  const ownKey = verifierKey(sha256, origin, 'ed25519', own.publicKey)
  const witnessKey = verifierKey(sha256, 'example.com/w', 'ed25519-cosignature', witness.publicKey)
  const policyText = `log ${writeVkey(ownKey)}\nwitness w ${writeVkey(witnessKey)}\nquorum w\n`
  const files = new Map<string, Uint8Array>()
  const entries: Uint8Array[] = []
  let edge: LogEdge = EMPTY_EDGE
  let root = grow(sha256, edge, []).root
  const append = (...added: readonly Uint8Array[]): void => {
    const grown = grow(sha256, edge, added)
    for (const { path, bytes } of grown.files) files.set(path, bytes)
    entries.push(...added)
    edge = grown.edge
    root = grown.root
  }
  return {
    origin,
    policy: parsePolicy(sha256, encodeUtf8(policyText)),
    policyText,
    files,
    entries,
    append,
    appendIndexRoot(size = entries.length) {
      const places = placesOf(entries.slice(0, size))
      const { labels, root: indexRoot } = labelTreeRoot(readyIndex(sha256, sortPlaces(places), 0).tree)
      append(encodeEntry({ type: 'index-root', size: BigInt(size), labels, root: indexRoot }))
      return BigInt(entries.length - 1)
    },
    sign(time) {
      const text = writeCheckpoint({ origin, size: edge.size, root, extensions: [] })
      const signers = [noteSigner(ownKey, 0n, own.sign), noteSigner(witnessKey, BigInt(time), witness.sign)]
      return { note: decodeUtf8(signNote(text, signers)), size: edge.size, root }
    },
    read: (path) => Promise.resolve(files.get(path) ?? null),
  }
}

/** Labels with their leaves, in the order of the leaves. */
export function placesOf(entries: readonly Uint8Array[]): Uint8Array {
  const rows = entries.flatMap((bytes, i) => {
    const entry = decodeEntry(bytes)
    if (entry.type !== 'event') return []
    const place = new Uint8Array(PLACE_BYTES)
    place.set(entry.label)
    new DataView(place.buffer).setBigUint64(32, BigInt(i))
    return [place]
  })
  return new Uint8Array(Buffer.concat(rows))
}
