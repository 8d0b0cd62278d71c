import { randomBytes } from 'node:crypto'
import { EMPTY_EDGE, encodeEntry, grow, parseVkey } from '@recourse/log'
import { type InitParts, initLog } from '../../apps/server/src/service/log/init.ts'
import type { LogStore, OutboxRow } from '../../apps/server/src/service/log/log-store.ts'
import { openOwnCheckpoint } from '../../apps/server/src/service/log/own-checkpoint.ts'
import { LOG_SETTINGS, type LogParts } from '../../apps/server/src/service/log/parts.ts'
import { readWitnessPolicy } from '../../apps/server/src/service/log/policy-file.ts'
import type { LogIdentity } from '../../apps/server/src/service/log/ports.ts'
import { type OpenLog, startUp } from '../../apps/server/src/service/log/start-up.ts'
import { testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { keysOf, type LogKeys } from '../../apps/server/src/store/keys/log-keys.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { ed25519Key, mlDsa44Key, signatureChecks } from '../../apps/server/src/store/keys/signature.ts'
import { postgresLog } from '../../apps/server/src/store/postgres/log/log-store.ts'
import { openPool } from '../../apps/server/src/store/postgres/pool.ts'
import { type FaultyTiles, faultyTiles } from './faulty-tiles.ts'

export const ORIGIN = 'recourse.example/log/2026'
export const crypto = { sha256, checks: signatureChecks }
export const NO_WITNESS = readWitnessPolicy(sha256, null)

const seedOf = (origin: string, which: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => (origin.charCodeAt(i % origin.length) + which * 7 + i) & 0xff)

export function testKeys(origin: string): LogKeys {
  return keysOf(origin, ed25519Key(seedOf(origin, 1)), mlDsa44Key(seedOf(origin, 2)))
}

/** An event nobody could have foreseen; hours of whole days. */
export function randomLeaf(): Pick<OutboxRow, 'label' | 'entry'> {
  const label = new Uint8Array(randomBytes(32))
  const commitment = new Uint8Array(randomBytes(32))
  return { label, entry: encodeEntry({ type: 'event', kind: 0x10, hours: 24 * 20_000, label, commitment }) }
}

export interface TestLog {
  readonly pool: ReturnType<typeof openPool>
  readonly connectionString: string
  readonly store: LogStore
  /** Of every folder that was asked for. */
  readonly folders: Map<string, FaultyTiles>
  readonly parts: InitParts
  /** Now, which only a test moves. */
  clock: { at: number; now(): number }
  close(): Promise<void>
}

/** A database of its own, tiles in memory, a clock that runs and can be moved. */
export async function testLog(change: (parts: InitParts) => Partial<InitParts> = () => ({})): Promise<TestLog> {
  const database = await testDatabase()
  const { connectionString } = database
  const pool = openPool({ connectionString, name: 'recourse test', size: 6, onTrouble: () => undefined })
  const store = postgresLog(pool, connectionString)
  const folders = new Map<string, FaultyTiles>()
  const clock = { at: 0, now: () => Date.now() + clock.at }
  const tilesOf = (folder: string): FaultyTiles => {
    const known = folders.get(folder) ?? faultyTiles()
    folders.set(folder, known)
    return known
  }
  const base: InitParts = {
    store,
    tilesOf,
    keysOf: async (origin) => testKeys(origin),
    makeKeys: async (origin) => testKeys(origin),
    keyFiles: async () => [],
    hasNoTiles: async () => [...folders.values()].every(({ files }) => files.size === 0),
    origin: null,
    crypto,
    clock,
    policy: NO_WITNESS,
    post: () => Promise.reject(new Error('no witness is asked here')),
    settings: { ...LOG_SETTINGS, publishMs: 50, pollMs: 20 },
  }
  return {
    pool,
    connectionString,
    store,
    folders,
    parts: { ...base, ...change(base) },
    clock,
    async close() {
      await pool.end()
      await database.close()
    },
  }
}

export const NEW_LOG = { origin: ORIGIN, granularityHours: 24, kinds: 'full', demonstration: false } as const

export function init(log: TestLog, parts: InitParts = log.parts): Promise<LogIdentity> {
  return initLog(parts, NEW_LOG)
}

/** Takes the lead for `work`, as the one sequencer. */
export async function leading<T>(
  log: TestLog,
  identity: LogIdentity,
  work: (open: OpenLog) => Promise<T>,
  parts: LogParts = log.parts,
): Promise<T> {
  const leadership = await log.store.tryLead(identity.log)
  if (leadership === null) throw new Error('somebody else leads')
  try {
    return await work(await startUp(parts, identity))
  } finally {
    await leadership.release()
  }
}

/** The files of these entries as one batch over an empty log writes them: full tiles and the last partial ones. */
export function filesAtOnce(entries: readonly Uint8Array[]): Map<string, Uint8Array> {
  return new Map(grow(sha256, EMPTY_EDGE, entries).files.map(({ path, bytes }) => [path, bytes]))
}

export function opened(note: Uint8Array, origin: string = ORIGIN) {
  const { vkeys } = testKeys(origin)
  for (const vkey of vkeys) parseVkey(sha256, vkey)
  return openOwnCheckpoint(crypto, origin, vkeys, NO_WITNESS.policy, note)
}
