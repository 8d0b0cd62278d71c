import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type InitParts, initLog } from '../../../apps/server/src/service/log/init.ts'
import type { LogStore } from '../../../apps/server/src/service/log/log-store.ts'
import type { LogIdentity, TileStore } from '../../../apps/server/src/service/log/ports.ts'
import { testDatabase } from '../../../apps/server/src/store/embedded/testing.ts'
import { openPool } from '../../../apps/server/src/store/postgres/pool.ts'
import { FAULT_ORIGIN, type FaultPlace, type FaultPool, faultParts, logFolder } from './fault-parts.ts'
import type { LogProcessLine } from './process.ts'
import type { Program, Running } from './program.ts'
import { expectConsistent, expectEveryLeafOnce, type SeenNotes, seenNotes } from './whole.ts'

/** A log on a database and in a folder of its own, with somebody outside who reads its checkpoint all the time. */
export interface FaultLog {
  readonly place: FaultPlace
  readonly pool: FaultPool
  readonly parts: InitParts
  readonly store: LogStore
  readonly tiles: TileStore
  readonly identity: LogIdentity
  /** Leaf hashes, in hex, that were said to be committed. */
  readonly acknowledged: Set<string>
  readonly seen: SeenNotes
  /** Starts a process on it whose acknowledgments are remembered. */
  start(program: Program, settings?: Omit<Parameters<Program['run']>[0], keyof FaultPlace>): Running
  /** Everything queued is sequenced and published, by `running` unless it ends before; false then. */
  settled(running?: Running): Promise<boolean>
  /** Acknowledged leaves are there once, files are what the entries demand, every checkpoint ever seen fits. Gives the size. */
  expectWhole(): Promise<bigint>
  close(): Promise<void>
}

export interface FaultLogOptions {
  /** A database that the test made otherwise; closed by whoever made it. */
  readonly connectionString?: string
  /** The root of the tile store, made and removed by whoever gives it. */
  readonly tiles?: string
  readonly change?: Parameters<typeof faultParts>[2]
}

/** What a process on a busy computer may need to publish what is queued. */
const SETTLED_WITHIN_MS = 40_000

export async function faultLog({ connectionString, tiles, change = {} }: FaultLogOptions = {}): Promise<FaultLog> {
  const database = connectionString === undefined ? await testDatabase() : null
  const address = connectionString ?? database?.connectionString ?? ''
  const made = tiles === undefined ? await mkdtemp(join(tmpdir(), 'recourse-faults-tiles-')) : null
  const place: FaultPlace = { connectionString: address, tiles: tiles ?? made ?? '' }
  const pool = openPool({ connectionString: address, name: 'recourse test', size: 4, onTrouble: () => undefined })
  const parts = faultParts(pool, place, change)
  const identity = await initLog(parts, {
    origin: FAULT_ORIGIN,
    granularityHours: 24,
    kinds: 'full',
    demonstration: false,
  })
  const tileStore = parts.tilesOf(identity.folder)
  const acknowledged = new Set<string>()
  const seen = seenNotes(() => readFile(join(logFolder(place), 'checkpoint')))
  return {
    place,
    pool,
    parts,
    store: parts.store,
    tiles: tileStore,
    identity,
    acknowledged,
    seen,
    start: (program, settings = {}) =>
      program.run({ ...place, ...settings }, (line: LogProcessLine) => {
        if (line.kind === 'acknowledged') for (const leaf of line.leaves) acknowledged.add(leaf)
      }),
    async settled(running) {
      const until = performance.now() + SETTLED_WITHIN_MS
      while (!(await isSettled(pool, identity.log))) {
        if (running?.isOver() === true) return false
        if (performance.now() > until) throw new Error(`not settled: ${JSON.stringify(running?.lines.slice(-5))}`)
        await sleep(10)
      }
      return true
    },
    async expectWhole() {
      const whole = await expectEveryLeafOnce({ pool, log: identity.log, tiles: tileStore, acknowledged })
      await expectConsistent(seen, whole.leafHashes)
      return BigInt(whole.leafHashes.length)
    },
    async close() {
      seen.stop()
      await pool.end()
      await database?.close()
      if (made !== null) await rm(made, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function isSettled(pool: FaultPool, log: number): Promise<boolean> {
  const { rows } = await pool.query<{ settled: boolean }>(
    'SELECT size = published_size AND NOT EXISTS (SELECT 1 FROM log_outbox) AS settled FROM log_head WHERE log = $1',
    [log],
  )
  return rows[0]?.settled === true
}
