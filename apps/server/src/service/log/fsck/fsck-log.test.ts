import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeEntry, parseForkEvidence, parseVkey, verifyForkEvidence } from '@recourse/log'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksHere } from '../../../store/tiles/block-pool.ts'
import { directoryReader } from '../../../store/tiles/directory-reader.ts'
import type { LogReader } from '../verify/reader.ts'
import {
  crypto,
  event,
  eventsAndRoots,
  type MadeLog,
  madeLog,
  memoryReader,
  POLICY,
  VKEY,
} from '../verify/testing/made-log.ts'
import { trustOf } from '../verify/trust.ts'
import { archivePath } from './archive.ts'
import { type FsckState, type FsckVerdict, fsckLog } from './fsck-log.ts'

const VECTORS = join(import.meta.dirname, '../../../../../../../shared/vectors')
const present = existsSync(VECTORS)

function checked(
  reader: LogReader,
  more: { policy?: Uint8Array; from?: FsckState; onState?: (state: FsckState) => void; granularityHours?: number } = {},
): Promise<FsckVerdict> {
  const { policy = POLICY, granularityHours = 24, from, onState } = more
  return fsckLog({
    crypto,
    reader,
    pool: blocksHere(reader),
    trust: trustOf(crypto, [], policy),
    policyFile: policy,
    granularityHours,
    database: null,
    ...(from === undefined ? {} : { from }),
    ...(onState === undefined ? {} : { onState }),
    now: () => 0,
  })
}

/** 350 leaves with three index roots, partial tiles of every step, and a mirror's archive. */
function archived(): MadeLog {
  const log = madeLog()
  for (const [at, upTo] of [5, 99, 230, 256, 350].entries()) {
    const from = Number(log.size())
    log.add(eventsAndRoots(upTo - from, from))
    const note = log.publish(at * 600)
    log.files.set(archivePath(crypto, note, BigInt(upTo)), note)
  }
  log.files.set('vkey', Buffer.from(`${VKEY}\n`))
  log.files.set('policy', POLICY)
  return log
}

test('a sound log with archive, index roots and old partial tiles is clean', async () => {
  const log = archived()
  expect(await checked(memoryReader(log.files))).toMatchObject({ ok: true, findings: [], leaves: 350 })
})

test('every flipped bit of every file is found', async () => {
  const log = archived()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...log.files.keys()), fc.nat(), async (path, n) => {
      const files = new Map(log.files)
      const bytes = files.get(path)?.slice() ?? new Uint8Array()
      const bit = n % (bytes.length * 8)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      files.set(path, bytes)
      const { ok, findings } = await checked(memoryReader(files))
      expect({ ok, first: findings[0] !== undefined, path, bit }).toEqual({ ok: false, first: true, path, bit })
    }),
    { numRuns: process.env.RECOURSE_TEST_LONG === '1' ? 5_000 : 300 },
  )
})

test('what nothing needs is unexpected', async () => {
  const log = archived()
  log.files.set('tile/0/007', new Uint8Array(8192))
  log.files.set('notes.txt', new Uint8Array(1))
  log.files.set('tile/0/1', new Uint8Array(1))
  const { findings } = await checked(memoryReader(log.files))
  expect(findings.map((one) => [one.class, one.place])).toEqual([
    ['unexpected', 'tile/0/007'],
    ['unexpected', 'notes.txt'],
    ['unexpected', 'tile/0/1'],
  ])
})

test('entries that lie among themselves are named: doubled label, wrong index root, wrong hours, no entry at all', async () => {
  const log = archived()
  const at = Number(log.size())
  const hours = 480_000
  log.add([
    event(3),
    encodeEntry({ type: 'index-root', size: 350n, labels: 347n, root: new Uint8Array(32) }),
    encodeEntry({ type: 'index-root', size: 1_000n, labels: 347n, root: new Uint8Array(32) }),
    event(1_001, { hours }),
    event(1_002, { hours: hours + 1 }),
    Uint8Array.of(9, 9),
    encodeEntry({ type: 'shard-start', size: 1n, root: new Uint8Array(32), originHash: new Uint8Array(32) }),
  ])
  log.publish(10_000)
  const { findings } = await checked(memoryReader(log.files))
  expect(findings.map((one) => [one.class, one.place]).sort()).toEqual(
    [
      ['void event', `leaf ${at}`],
      ['index wrong', `leaf ${at + 1}`],
      ['index wrong', `leaf ${at + 2}`],
      ['differs', `leaf ${at + 3}`],
      ['differs', `leaf ${at + 4}`],
      ['void event', `leaf ${at + 5}`],
      ['void event', `leaf ${at + 6}`],
    ].sort(),
  )
})

test('two checkpoints that part become evidence that holds', async () => {
  for (const size of [4, 100, 350]) {
    const log = archived()
    const other = madeLog()
    other.add(Array.from({ length: size }, (_, i) => event(i + 5_000)))
    const note = other.publish()
    const place = archivePath(crypto, note, BigInt(size))
    log.files.set(place, note)
    const { findings, evidence } = await checked(memoryReader(log.files))
    expect(findings).toMatchObject([{ class: 'forked', place }])
    const proven = parseForkEvidence(evidence[0]?.bytes ?? new Uint8Array())
    const { older, newer } = verifyForkEvidence(crypto.sha256, proven, [parseVkey(crypto.sha256, VKEY)], crypto.checks)
    expect([older.checkpoint.size, newer.checkpoint.size]).toEqual([BigInt(size), 350n])
  }
})

test('an archive that is ahead of the log shows that the log went back', async () => {
  const log = archived()
  const kept = [...log.files.keys()].find((path) => path.startsWith('checkpoints/0/256-')) ?? ''
  const older = log.files.get(kept) ?? new Uint8Array()
  log.files.set('checkpoint', older)
  const { findings } = await checked(memoryReader(log.files))
  expect(findings.some((one) => one.class === 'forked' && one.place === 'checkpoint')).toBe(true)
})

test('a check goes on behind what an earlier one found clean, and trusts nothing else', async () => {
  const log = madeLog()
  const count = 66_000
  log.add(Array.from({ length: count }, (_, i) => event(i)))
  log.publish()
  const states: FsckState[] = []
  expect((await checked(memoryReader(log.files), { onState: (state) => states.push(state) })).findings).toEqual([])
  const from = states.at(-1)
  expect(from?.edge.blocks).toBe(1)
  if (from === undefined) throw new Error('no state')
  const damaged = new Map(log.files)
  damaged.delete('tile/0/003')
  expect((await checked(memoryReader(damaged), { from })).findings).toEqual([])
  const doubled = madeLog()
  doubled.add([...log.entries, event(7)])
  doubled.publish()
  expect((await checked(memoryReader(doubled.files), { from })).findings).toMatchObject([
    { class: 'void event', place: `leaf ${count}` },
  ])
  const forged = { ...from, edge: { ...from.edge, tiles: from.edge.tiles.map((tile) => tile.map((byte) => byte ^ 1)) } }
  expect((await checked(memoryReader(log.files), { from: forged })).ok).toBe(false)
}, 120_000)

test.skipIf(!present)('the vector log is clean but for the files that are no log (needs ../shared)', async () => {
  const folder = join(VECTORS, 'recourse/log')
  const policy = new Uint8Array(readFileSync(join(folder, 'policy')))
  const { findings } = await checked(directoryReader(folder), { policy, granularityHours: 1 })
  const places = findings.map(({ place }) => place).sort()
  expect(places).toEqual(['checkpoint.285', 'checkpoint.291', 'entry-77.bin', 'entry-77.tlog-proof', 'vkeys.json'])
})
