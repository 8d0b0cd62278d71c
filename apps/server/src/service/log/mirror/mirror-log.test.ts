import { parseForkEvidence, parseVkey, verifyForkEvidence } from '@recourse/log'
import { expect, test } from 'vitest'
import { blocksHere } from '../../../store/tiles/block-pool.ts'
import { memoryTiles } from '../../../store/tiles/memory.ts'
import { fsckLog } from '../fsck/fsck-log.ts'
import type { TileStore } from '../ports.ts'
import { crypto, event, madeLog, memoryReader, POLICY, VKEY } from '../verify/testing/made-log.ts'
import { trustOf } from '../verify/trust.ts'
import { mirrorOnce } from './mirror-log.ts'

const trust = trustOf(crypto, [], POLICY)
const events = (from: number, count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => event(from + i))

async function clean(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const reader = memoryReader(files)
  const checked = await fsckLog({
    crypto,
    reader,
    pool: blocksHere(reader),
    trust,
    policyFile: null,
    granularityHours: 24,
    database: null,
    now: () => 0,
  })
  expect(checked.findings).toEqual([])
}

test('a mirror follows a growing log, keeps every checkpoint, and is itself a clean log', async () => {
  const log = madeLog()
  const store = memoryTiles()
  const look = () => mirrorOnce({ crypto, source: memoryReader(log.files), store, trust })
  let archived = 0
  for (const [at, count] of [1, 254, 1, 1, 300, 0, 700, 23].entries()) {
    const since = log.size()
    log.add(events(Number(since), count))
    log.publish(at)
    archived++
    expect(await look()).toMatchObject(count === 0 ? { kind: 'same' } : { kind: 'grown', since, size: log.size() })
    expect(await look()).toMatchObject({ kind: 'same', size: log.size() })
    expect([...store.files.keys()].filter((path) => path.startsWith('checkpoints/'))).toHaveLength(archived)
    await clean(store.files)
  }
  // Of the partial tiles only those of tiles that are not full yet are left.
  expect([...store.files.keys()].filter((path) => path.startsWith('tile/0/000.p'))).toEqual([])
})

test('70,000 leaves come top down, and an interruption at any write leaves only true files behind', async () => {
  const log = madeLog()
  log.add(events(0, 66_000))
  log.publish()
  const files = new Map<string, Uint8Array>()
  let creates = 0
  const failing = (after: number): TileStore => {
    const store = memoryTiles(files)
    return {
      ...store,
      async create(wanted) {
        if (creates++ >= after) throw new Error('killed')
        await store.create(wanted)
      },
    }
  }
  for (const after of [0, 1, 2, 3, 3]) {
    creates = 0
    await expect(mirrorOnce({ crypto, source: memoryReader(log.files), store: failing(after), trust })).rejects.toThrow(
      'killed',
    )
    expect(files.has('checkpoint')).toBe(false)
    for (const [path, bytes] of files) {
      if (path.startsWith('tile/')) expect(Buffer.compare(bytes, log.files.get(path) ?? new Uint8Array()), path).toBe(0)
    }
  }
  const asked: string[] = []
  const source = memoryReader(log.files)
  const counted = {
    ...source,
    read(path: string, limit: number) {
      asked.push(path)
      return source.read(path, limit)
    },
  }
  const stored = [...files.keys()].filter((path) => path.startsWith('tile/entries')).length
  expect(await mirrorOnce({ crypto, source: counted, store: memoryTiles(files), trust })).toMatchObject({
    kind: 'grown',
  })
  expect(stored).toBeGreaterThan(50)
  expect(asked.filter((path) => path.startsWith('tile/entries'))).toHaveLength(258 - stored)
  await clean(files)
}, 120_000)

test.each([
  [300, 300],
  [300, 500],
  [256, 700],
  [500, 300],
])('a log that shows %i leaves and then %i others is caught, with evidence that holds', async (first, second) => {
  const [log, other] = [madeLog(), madeLog()]
  const store = memoryTiles()
  log.add(events(0, first))
  log.publish()
  await mirrorOnce({ crypto, source: memoryReader(log.files), store, trust })
  const before = store.files.get('checkpoint')
  other.add(events(9_000, second))
  other.publish()
  const step = await mirrorOnce({ crypto, source: memoryReader(other.files), store, trust })
  if (step.kind !== 'forked') throw new Error(JSON.stringify(step, (_, value) => String(value)))
  verifyForkEvidence(
    crypto.sha256,
    parseForkEvidence(step.evidence.bytes),
    [parseVkey(crypto.sha256, VKEY)],
    crypto.checks,
  )
  expect(store.files.get('checkpoint')).toEqual(before)
  for (const path of other.files.keys()) {
    if (path.startsWith('tile/'))
      expect(
        Buffer.compare(store.files.get(path) ?? new Uint8Array(), other.files.get(path) ?? new Uint8Array()),
      ).not.toBe(0)
  }
})

test('an older checkpoint of the same log is stale, and the mirror never goes back', async () => {
  const log = madeLog()
  const store = memoryTiles()
  log.add(events(0, 100))
  const older = log.publish()
  log.add(events(100, 300))
  log.publish()
  const source = memoryReader(log.files)
  await mirrorOnce({ crypto, source, store, trust })
  const before = store.files.get('checkpoint')
  log.files.set('checkpoint', older)
  expect(await mirrorOnce({ crypto, source, store, trust })).toEqual({ kind: 'stale', size: 100n })
  expect(store.files.get('checkpoint')).toEqual(before)
})

test('a checkpoint that was seen binds the log, though a kill came before its tiles', async () => {
  const [log, other] = [madeLog(), madeLog()]
  log.add(events(0, 10))
  log.publish()
  const store = memoryTiles()
  await mirrorOnce({ crypto, source: memoryReader(log.files), store, trust })
  other.add([...events(0, 10), event(77)])
  other.publish()
  const gone = {
    ...memoryReader(other.files),
    read: (path: string) => (path === 'checkpoint' ? (other.files.get(path) ?? null) : null),
  }
  expect(await mirrorOnce({ crypto, source: gone, store, trust })).toMatchObject({ kind: 'differs' })
  log.add(events(10, 20))
  log.publish()
  expect(await mirrorOnce({ crypto, source: memoryReader(log.files), store, trust })).toMatchObject({ kind: 'forked' })
})

test('a source that serves other bytes than it signs publishes nothing here', async () => {
  const log = madeLog()
  log.add(events(0, 600))
  log.publish()
  for (const path of log.files.keys()) {
    const files = new Map(log.files)
    const bytes = files.get(path)?.slice() ?? new Uint8Array()
    bytes[bytes.length - 7] = 1 ^ (bytes[bytes.length - 7] ?? 0)
    files.set(path, bytes)
    const store = memoryTiles()
    expect((await mirrorOnce({ crypto, source: memoryReader(files), store, trust })).kind, path).toBe('differs')
    expect(store.files.has('checkpoint')).toBe(false)
    for (const [name, stored] of store.files) {
      if (name.startsWith('tile/')) expect(Buffer.compare(stored, log.files.get(name) ?? new Uint8Array())).toBe(0)
    }
  }
})
