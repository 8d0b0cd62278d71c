import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeEntry, digest, encodeEntry, type LogEntry, leafHash, shardStart, toHex } from './index.ts'
import { ascii, expectCode, hex, refusesOnlyByLogError, sha256, sharedJson, sharedPresent } from './testing.ts'

describe.skipIf(!sharedPresent)('published entries (needs ../shared)', () => {
  const vectors = sharedPresent ? sharedJson('recourse', 'entries.json') : {}

  test('events and index roots', () => {
    const entries: [LogEntry, { entry: string; leafHash: string }][] = [
      ...vectors.event.map((e: Record<string, string>) => [
        {
          type: 'event',
          kind: e.kind,
          hours: e.hours,
          label: hex(e.label ?? ''),
          commitment: hex(e.commitment ?? ''),
        },
        e,
      ]),
      ...vectors.indexRoot.map((e: Record<string, string>) => [
        {
          type: 'index-root',
          size: BigInt(e.size ?? 0),
          labels: BigInt(e.count ?? 0),
          root: hex(e.root ?? ''),
        },
        e,
      ]),
    ]
    for (const [entry, expected] of entries) {
      expect(toHex(encodeEntry(entry))).toBe(expected.entry)
      expect(decodeEntry(hex(expected.entry))).toEqual(entry)
      expect(toHex(leafHash(sha256, hex(expected.entry)))).toBe(expected.leafHash)
    }
  })

  test('entries to refuse', () => {
    for (const { entry, needs } of vectors.reject) {
      if (needs === undefined) expectCode(() => decodeEntry(hex(entry)), 'entry_malformed')
      else expectCode(() => decodeEntry(hex(entry), 24), 'entry_granularity')
    }
  })
})

describe('entries', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const u64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
  const entry: fc.Arbitrary<LogEntry> = fc.oneof(
    fc.record({
      type: fc.constant('event' as const),
      kind: fc.nat(255),
      hours: fc.nat(2 ** 32 - 1),
      label: hash,
      commitment: hash,
    }),
    fc.record({ type: fc.constant('index-root' as const), size: u64, labels: u64, root: hash }),
    fc.record({ type: fc.constant('shard-start' as const), size: u64, root: hash, originHash: hash }),
  )

  test('round-trip with 70, 49 and 73 bytes; any other length is refused', () => {
    fc.assert(
      fc.property(entry, (value) => {
        const bytes = encodeEntry(value)
        expect(bytes).toHaveLength({ event: 70, 'index-root': 49, 'shard-start': 73 }[value.type])
        expect(decodeEntry(bytes)).toEqual(value)
        expectCode(() => decodeEntry(bytes.subarray(0, -1)), 'entry_malformed')
        expectCode(() => decodeEntry(new Uint8Array([...bytes, 0])), 'entry_malformed')
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => refusesOnlyByLogError(() => decodeEntry(bytes))))
  })

  test('what does not fit its field is refused, not cut', () => {
    const event: LogEntry = {
      type: 'event',
      kind: 1,
      hours: 1,
      label: new Uint8Array(32),
      commitment: new Uint8Array(32),
    }
    expectCode(() => encodeEntry({ ...event, kind: 256 }), 'out_of_range')
    expectCode(() => encodeEntry({ ...event, hours: 2 ** 32 }), 'out_of_range')
    expectCode(() => encodeEntry({ ...event, hours: 0.5 }), 'out_of_range')
    expectCode(() => encodeEntry({ ...event, label: new Uint8Array(31) }), 'hash_length')
    expectCode(
      () => encodeEntry({ type: 'index-root', size: -1n, labels: 0n, root: new Uint8Array(32) }),
      'out_of_range',
    )
  })

  test('a shard start names the log before by the hash of its origin', () => {
    const start = shardStart(sha256, 'recourse.example/log/2026', 7n, new Uint8Array(32))
    expect(start.originHash).toEqual(digest(sha256, ascii('recourse.example/log/2026')))
    expect(encodeEntry(start)[0]).toBe(3)
  })
})
