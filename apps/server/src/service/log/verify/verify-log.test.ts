import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksHere } from '../../../store/tiles/block-pool.ts'
import { directoryReader } from '../../../store/tiles/directory-reader.ts'
import type { LogReader } from './reader.ts'
import { crypto, event, madeLog, memoryReader, POLICY, VKEY } from './testing/made-log.ts'
import { trustOf } from './trust.ts'
import { type LogVerdict, verifyLog } from './verify-log.ts'

const VECTORS = join(import.meta.dirname, '../../../../../../../shared/vectors')
const present = existsSync(VECTORS)
const vector = (path: string): Uint8Array => new Uint8Array(readFileSync(join(VECTORS, path)))

function verified(
  reader: LogReader,
  { vkeys = [VKEY], policy = null, since }: { vkeys?: string[]; policy?: Uint8Array | null; since?: Uint8Array } = {},
): Promise<LogVerdict> {
  return verifyLog({
    crypto,
    reader,
    pool: blocksHere(reader),
    trust: trustOf(crypto, vkeys, policy),
    ...(since === undefined ? {} : { since }),
    now: () => 0,
  })
}

function eventsFrom(first: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => event(first + i))
}

test.each([0, 1, 255, 256, 257, 512, 700])(
  'a log of %i leaves verifies, whole and since every size before',
  async (size) => {
    const log = madeLog()
    const older: Uint8Array[] = []
    for (let at = 0; at < size; at += 100) {
      older.push(log.publish())
      log.add(eventsFrom(at, Math.min(100, size - at)))
    }
    log.publish()
    const reader = memoryReader(log.files)
    expect(await verified(reader, { policy: POLICY })).toMatchObject({
      ok: true,
      leaves: size,
      size: BigInt(size),
      errors: [],
    })
    for (const since of older) expect((await verified(reader, { since })).errors).toEqual([])
  },
)

test('a second level of tiles is rebuilt: 70,000 leaves', async () => {
  const log = madeLog()
  log.add(Array.from({ length: 70_000 }, (_, i) => Uint8Array.of(i & 255, i >> 8, i >> 16)))
  log.publish()
  expect(await verified(memoryReader(log.files))).toMatchObject({ ok: true, leaves: 70_000 })
  const tile = log.files.get('tile/1/000')
  if (tile === undefined) throw new Error('no tile')
  tile[8_000] = 1 ^ (tile[8_000] ?? 0)
  const { errors } = await verified(memoryReader(log.files))
  expect(errors[0]).toMatchObject({
    class: 'differs',
    place: 'tile/1/000',
    detail: expect.stringContaining('hash 250'),
  })
}, 120_000)

test('an entry that was changed is named by its leaf and its bundle, one hash by its tile', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 600))
  log.publish()
  const bundle = log.files.get('tile/entries/001') ?? new Uint8Array()
  const tile = log.files.get('tile/0/000') ?? new Uint8Array()
  bundle[72 * 3 + 20] = 1 ^ (bundle[72 * 3 + 20] ?? 0)
  const first = await verified(memoryReader(log.files))
  expect(first.errors).toEqual([
    { class: 'differs', place: 'tile/entries/001', detail: expect.stringContaining('leaf 259:') },
  ])
  tile[32 * 7] = 1 ^ (tile[32 * 7] ?? 0)
  const second = await verified(memoryReader(log.files))
  expect(second.errors.map(({ place }) => place)).toEqual(['tile/0/000', 'tile/entries/001'])
  expect(second.errors[0]?.detail).toContain('leaf 7:')
})

test('every flipped bit of a needed file is found', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 300))
  log.publish()
  const needed = [
    'tile/0/000',
    'tile/0/001.p/44',
    'tile/1/000.p/1',
    'tile/entries/000',
    'tile/entries/001.p/44',
    'checkpoint',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...needed), fc.nat(), async (path, n) => {
      const files = new Map(log.files)
      const bytes = files.get(path)?.slice() ?? new Uint8Array()
      const bit = n % (bytes.length * 8)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      files.set(path, bytes)
      expect((await verified(memoryReader(files), { policy: POLICY })).ok).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('every missing, cut or lengthened file is found and named', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 300))
  log.publish()
  for (const path of log.files.keys()) {
    const files = new Map(log.files)
    files.delete(path)
    expect((await verified(memoryReader(files))).errors[0]).toMatchObject({ class: 'missing', place: path })
    const bytes = log.files.get(path) ?? new Uint8Array()
    files.set(path, bytes.subarray(0, -1))
    expect((await verified(memoryReader(files))).errors[0]?.place).toBe(path)
    files.set(path, Buffer.concat([bytes, Uint8Array.of(0)]))
    expect((await verified(memoryReader(files))).errors[0]?.place).toBe(path)
  }
})

test('where a partial tile is gone, the full one serves', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 300))
  const note = log.publish()
  log.add(eventsFrom(300, 300))
  log.files.set('checkpoint', note)
  for (const path of log.files.keys()) if (path.endsWith('.p/44')) log.files.delete(path)
  expect((await verified(memoryReader(log.files))).errors).toEqual([])
})

test('a log that went back, or has another past, is forked', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 300))
  const since = log.publish()
  const other = madeLog()
  other.add(eventsFrom(1, 400))
  other.publish()
  expect((await verified(memoryReader(other.files), { since })).errors).toMatchObject([
    { class: 'forked', place: '--since' },
  ])
  const shorter = madeLog()
  shorter.add(eventsFrom(0, 200))
  shorter.publish()
  expect((await verified(memoryReader(shorter.files), { since })).errors).toMatchObject([{ class: 'forked' }])
})

test('a checkpoint nobody known signed, or too few witnesses cosigned, is refused', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 3))
  log.publish(0, false)
  expect((await verified(memoryReader(log.files), { policy: POLICY })).errors).toMatchObject([{ class: 'refused' }])
  const foreign = ['example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx']
  expect(await verified(memoryReader(log.files), { vkeys: foreign })).toMatchObject({
    ok: false,
    size: null,
    errors: [{ class: 'refused', place: 'checkpoint', detail: expect.stringContaining('signature_missing') }],
  })
})

test.skipIf(!present)('our log and one by another implementation verify (needs ../shared)', async () => {
  const ours = await verified(directoryReader(join(VECTORS, 'recourse/log')), {
    vkeys: [],
    policy: vector('recourse/log/policy'),
    since: vector('recourse/log/checkpoint.285'),
  })
  expect(ours).toMatchObject({ ok: true, size: 300n, origin: 'recourse.example/log' })
  const vkeys = [Buffer.from(vector('tessera-log/vkey')).toString('utf8')]
  const reader = directoryReader(join(VECTORS, 'tessera-log/log'))
  for (let size = 0; size <= 15; size++) {
    const since = vector(`tessera-log/log/checkpoint.${size}`)
    expect((await verified(reader, { vkeys, since })).errors).toEqual([])
  }
})

test('bundles stored packed are read where the place allows it, and a packed bomb is not', async () => {
  const log = madeLog()
  log.add(eventsFrom(0, 256))
  log.publish()
  const bundle = log.files.get('tile/entries/000') ?? new Uint8Array()
  log.files.set('tile/entries/000', gzipSync(bundle))
  const packed = { ...memoryReader(log.files), unpack: directoryReader('.', { packed: true }).unpack ?? (() => null) }
  expect((await verified(packed)).errors).toEqual([])
  expect((await verified(memoryReader(log.files))).errors).toMatchObject([
    { class: 'differs', place: 'tile/entries/000' },
  ])
  log.files.set('tile/entries/000', gzipSync(Buffer.alloc(40_000_000)))
  expect((await verified(packed)).ok).toBe(false)
})
