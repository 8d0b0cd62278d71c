import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EMPTY_EDGE,
  type EntryPackage,
  grow,
  leafHash,
  nodesFromTiles,
  type PackageRange,
  packageRanges,
  parseAddEntries,
  parseMirrorInfo,
  proveSubtreeConsistency,
  tilePath,
  verifyEntryPackage,
  writeAddEntries,
  writeEntryPackage,
  writeMirrorInfo,
} from './index.ts'
import { ascii, expectCode, flip, ownVectors, refusesOnlyByLogError, sha256 } from './testing.ts'

const entries = Array.from({ length: 900 }, (_, i) => ascii(`entry ${i}`))
const { files, root } = grow(sha256, EMPTY_EDGE, entries)
const tiles = new Map(files.map(({ path, bytes }) => [path, bytes]))
const read = nodesFromTiles(sha256, 900n, (tile) => tiles.get(tilePath(tile)))

function packageOf({ subtreeStart, start, end }: PackageRange): EntryPackage {
  return {
    entries: entries.slice(Number(start), Number(end)),
    proof: proveSubtreeConsistency(sha256, read, { start: subtreeStart, end }, 900n),
  }
}

const leaves = (from: bigint, to: bigint): Uint8Array =>
  new Uint8Array(Buffer.concat(entries.slice(Number(from), Number(to)).map((entry) => leafHash(sha256, entry))))

function claimOf(range: PackageRange) {
  return { range, before: leaves(range.subtreeStart, range.start), size: 900n, root, ...packageOf(range) }
}

function bodyOf(start: bigint, end: bigint): Uint8Array {
  const head = writeAddEntries({ origin: 'example.com/log', start, end, ticket: ascii('ticket') })
  return new Uint8Array(
    Buffer.concat([head, ...packageRanges(start, end).map((range) => writeEntryPackage(packageOf(range)))]),
  )
}

describe('mirror requests', () => {
  test('packages are cut at multiples of 256, at most 32 a request', () => {
    for (const { start, end, packages } of ownVectors('mirror').ranges) {
      const found = packageRanges(BigInt(start), BigInt(end)).map((r) => [r.subtreeStart, r.start, r.end].map(String))
      expect(found).toEqual(packages)
    }
    expect(packageRanges(1n, 1n << 60n)).toHaveLength(32)
    expectCode(() => packageRanges(2n, 1n), 'out_of_range')
  })

  test('the bytes are those a second program wrote', () => {
    const { request, head, packageHex } = ownVectors('mirror')
    const bytes = writeAddEntries({
      origin: request.origin,
      start: BigInt(request.start),
      end: BigInt(request.end),
      ticket: ascii(request.ticket),
    })
    expect(Buffer.from(bytes).toString('hex')).toBe(head)
    const proof = request.proof.map((byte: number) => new Uint8Array(32).fill(byte))
    const one = writeEntryPackage({ entries: request.entries.map(ascii), proof })
    expect(Buffer.from(one).toString('hex')).toBe(packageHex)
    const back = parseAddEntries(new Uint8Array(Buffer.concat([bytes, one])))
    expect(back.packages).toEqual([{ entries: request.entries.map(ascii), proof }])
    expect([back.origin, back.rest]).toEqual([request.origin, 0])
  })

  test('from any entry on, every package verifies against the tree', () => {
    fc.assert(
      fc.property(fc.nat(899), (from) => {
        const back = parseAddEntries(bodyOf(BigInt(from), 900n))
        const ranges = packageRanges(BigInt(from), 900n)
        expect(back.packages).toHaveLength(ranges.length)
        ranges.forEach((range, i) => {
          const found = back.packages[i]
          if (found === undefined) throw new Error('the lengths are equal')
          verifyEntryPackage(sha256, { ...claimOf(range), ...found })
        })
      }),
      { numRuns: 8 },
    )
  })

  test('a package with a bit turned, or of another place, is refused', () => {
    const [range, second] = packageRanges(300n, 900n)
    if (range === undefined || second === undefined) throw new Error('there are two packages')
    const claim = claimOf(range)
    verifyEntryPackage(sha256, claim)
    const wrong = [
      { ...claim, entries: claim.entries.map((entry, i) => (i === 5 ? flip(entry, 3) : entry)) },
      { ...claim, before: flip(claim.before, 77) },
      { ...claim, proof: claim.proof.map((hash, i) => (i === 0 ? flip(hash, 9) : hash)) },
      { ...claim, root: flip(root, 0) },
      { ...claim, entries: packageOf(second).entries },
      { ...claim, before: new Uint8Array() },
      { ...claim, proof: claim.proof.slice(1) },
    ]
    for (const changed of wrong) {
      expectCode(() => verifyEntryPackage(sha256, changed), 'consistency_mismatch', 'proof_length')
    }
  })

  test('a body cut anywhere keeps its complete packages; random ones are refused by this error', () => {
    const body = bodyOf(250n, 900n)
    const whole = parseAddEntries(body)
    for (let length = 60; length < body.length; length += 97) {
      const cut = parseAddEntries(body.subarray(0, length))
      expect(cut.packages).toEqual(whole.packages.slice(0, cut.packages.length))
      expect(cut.packages.length).toBeLessThan(whole.packages.length)
    }
    expectCode(() => parseAddEntries(body.subarray(0, 20)), 'mirror_malformed')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => refusesOnlyByLogError(() => parseAddEntries(bytes))),
    )
    const proof = Array.from({ length: 64 }, () => root)
    expectCode(() => writeEntryPackage({ entries: [], proof }), 'mirror_malformed')
  })

  test('mirror-info', () => {
    const info = { pendingSize: 9n, nextEntry: 7n, ticket: ascii('t') }
    expect(Buffer.from(writeMirrorInfo(info)).toString()).toBe('9\n7\ndA==\n')
    expect(parseMirrorInfo(writeMirrorInfo(info))).toEqual(info)
    expect(parseMirrorInfo(ascii('0\n0\n\n')).ticket).toHaveLength(0)
    for (const text of ['', '0\n0\n', '0\n0\n\n\n', '00\n0\n\n', '0\n0\n=\n', 'a\n0\n\n', '0\n0']) {
      expectCode(() => parseMirrorInfo(ascii(text)), 'mirror_malformed')
    }
    fc.assert(fc.property(fc.uint8Array(), (bytes) => refusesOnlyByLogError(() => parseMirrorInfo(bytes))))
  })
})
