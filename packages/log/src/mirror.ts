import { decodeBundle, encodeBundle } from './bundle.ts'
import { bigEndian, byteReader, concat } from './bytes.ts'
import { LogError } from './error.ts'
import { assertHash, HASH_BYTES, hashLeafInto, type Sha256 } from './hash.ts'
import { assertSize, treeRoot, verifySubtreeConsistency } from './merkle.ts'
import { fromBase64, parseDecimal, toBase64 } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** Head of an `add-entries` body (C2SP tlog-mirror). The packages of [start, end) follow it. */
export interface AddEntries {
  readonly origin: string
  readonly start: bigint
  readonly end: bigint
  /** Opaque, from the mirror; empty at first. */
  readonly ticket: Uint8Array
}

/** Entries [start, end) as one package carries them; the proof is for the subtree [subtreeStart, end). */
export interface PackageRange {
  readonly subtreeStart: bigint
  readonly start: bigint
  readonly end: bigint
}

export interface EntryPackage {
  readonly entries: readonly Uint8Array[]
  readonly proof: readonly Uint8Array[]
}

/** Ours: packages in one request. */
export const MAX_PACKAGES = 32
const MAX_PROOF_HASHES = 63
const MAX_TICKET_TEXT = 90_000

/** The canonical sequence of packages, cut at multiples of 256; the first `limit` of it. Throws out_of_range. */
export function packageRanges(start: bigint, end: bigint, limit: number = MAX_PACKAGES): PackageRange[] {
  assertSize(start)
  assertSize(end)
  if (start > end) throw new LogError('out_of_range', `entries from ${start} to ${end} run backwards`)
  const ranges: PackageRange[] = []
  for (let from = start; from < end && ranges.length < limit; ) {
    const subtreeStart = from - (from % 256n)
    const to = subtreeStart + 256n < end ? subtreeStart + 256n : end
    ranges.push({ subtreeStart, start: from, end: to })
    from = to
  }
  return ranges
}

/** Throws out_of_range where origin or ticket is longer than a u16 tells. */
export function writeAddEntries({ origin, start, end, ticket }: AddEntries): Uint8Array {
  const name = encodeUtf8(origin)
  return concat([
    bigEndian(name.length, 2),
    name,
    bigEndian(start, 8),
    bigEndian(end, 8),
    bigEndian(ticket.length, 2),
    ticket,
  ])
}

/** One package. Throws mirror_malformed (more than 63 hashes), hash_length, entry_too_large. */
export function writeEntryPackage({ entries, proof }: EntryPackage): Uint8Array {
  if (proof.length > MAX_PROOF_HASHES)
    throw new LogError('mirror_malformed', `a package carries at most ${MAX_PROOF_HASHES} hashes`)
  proof.forEach(assertHash)
  return concat([encodeBundle(entries), bigEndian(proof.length, 1), ...proof])
}

/** A whole `add-entries` body: its head and as many complete packages as it holds, at most `limit`. `rest` counts the bytes behind the last. Throws mirror_malformed. */
export function parseAddEntries(
  bytes: Uint8Array,
  limit: number = MAX_PACKAGES,
): AddEntries & { readonly packages: readonly EntryPackage[]; readonly rest: number } {
  const reader = byteReader(bytes, 'mirror_malformed', 'the request')
  const name = reader.take(reader.u16())
  const start = reader.u64()
  const end = reader.u64()
  const ticket = reader.take(reader.u16())
  if (start > end) throw new LogError('mirror_malformed', `entries from ${start} to ${end} run backwards`)
  const origin = mirrorRead(() => decodeUtf8(name))
  const packages: EntryPackage[] = []
  let rest = reader.left()
  for (const range of packageRanges(start, end, limit)) {
    const next = nextPackage(bytes.subarray(bytes.length - rest), Number(range.end - range.start))
    if (next === undefined) break
    packages.push(next.found)
    rest -= next.length
  }
  return { origin, start, end, ticket, packages, rest }
}

/** The package at the front, or undefined where its bytes are not all there. */
function nextPackage(bytes: Uint8Array, count: number): { found: EntryPackage; length: number } | undefined {
  let at = 0
  for (let i = 0; i < count; i++) {
    const [high, low] = bytes.subarray(at, at + 2)
    if (high === undefined || low === undefined) return undefined
    at += 2 + high * 256 + low
  }
  const hashes = bytes[at]
  if (hashes === undefined) return undefined
  if (hashes > MAX_PROOF_HASHES)
    throw new LogError('mirror_malformed', `a package carries at most ${MAX_PROOF_HASHES} hashes`)
  const length = at + 1 + hashes * HASH_BYTES
  if (length > bytes.length) return undefined
  const proof = Array.from({ length: hashes }, (_, i) =>
    bytes.slice(at + 1 + i * HASH_BYTES, at + 1 + (i + 1) * HASH_BYTES),
  )
  return { found: { entries: decodeBundle(bytes.subarray(0, at), count), proof }, length }
}

/**
 * A package against the tree of `end`: the subtree is hashed from `before` (leaf hashes [subtreeStart, start) laid end to end, which the mirror has) and
 * the entries. Throws what `verifySubtreeConsistency` throws; proof_length where the number of entries is not the range's.
 */
export function verifyEntryPackage(
  sha256: Sha256,
  claim: {
    readonly range: PackageRange
    readonly before: Uint8Array
    readonly size: bigint
    readonly root: Uint8Array
  } & EntryPackage,
): void {
  const { range, before, entries, proof, size, root } = claim
  const { subtreeStart, start, end } = range
  if (BigInt(entries.length) !== end - start || BigInt(before.length) !== (start - subtreeStart) * BigInt(HASH_BYTES)) {
    throw new LogError('proof_length', `the package of [${start}, ${end}) does not hold its entries`)
  }
  const hashes = new Uint8Array(before.length + entries.length * HASH_BYTES)
  hashes.set(before)
  entries.forEach((entry, i) => {
    hashLeafInto(sha256, entry, hashes, before.length + i * HASH_BYTES)
  })
  const subtreeRoot = treeRoot(sha256, hashes)
  verifySubtreeConsistency(sha256, { start: subtreeStart, end, size, subtreeRoot, root, proof })
}

/** `text/x.tlog.mirror-info`: pending size, next entry, ticket. */
export interface MirrorInfo {
  readonly pendingSize: bigint
  readonly nextEntry: bigint
  readonly ticket: Uint8Array
}

export function writeMirrorInfo({ pendingSize, nextEntry, ticket }: MirrorInfo): Uint8Array {
  return encodeUtf8(`${pendingSize}\n${nextEntry}\n${toBase64(ticket)}\n`)
}

/** Throws mirror_malformed. */
export function parseMirrorInfo(bytes: Uint8Array): MirrorInfo {
  const text = bytes.length > MAX_TICKET_TEXT ? '' : mirrorRead(() => decodeUtf8(bytes))
  const [size, next, ticket, end, ...rest] = text.split('\n')
  if (size === undefined || next === undefined || ticket === undefined || end !== '' || rest.length > 0) {
    throw new LogError('mirror_malformed', 'expected three lines: pending size, next entry, ticket')
  }
  return mirrorRead(() => ({
    pendingSize: parseDecimal(size),
    nextEntry: parseDecimal(next),
    ticket: fromBase64(ticket),
  }))
}

function mirrorRead<T>(parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new LogError('mirror_malformed', 'a field cannot be read', { cause })
  }
}
