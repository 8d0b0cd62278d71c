import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InitParts } from '../../../apps/server/src/service/log/init.ts'
import { LOG_SETTINGS, type LogParts, type LogSettings } from '../../../apps/server/src/service/log/parts.ts'
import { readWitnessPolicy, type WitnessPolicy } from '../../../apps/server/src/service/log/policy-file.ts'
import type { Chance, EventToLog, RecordLog } from '../../../apps/server/src/service/log/record-log.ts'
import { keysOf, type LogKeys } from '../../../apps/server/src/store/keys/log-keys.ts'
import { sha256 } from '../../../apps/server/src/store/keys/sha256.ts'
import { ed25519Key, mlDsa44Key, signatureChecks } from '../../../apps/server/src/store/keys/signature.ts'
import { postgresLog } from '../../../apps/server/src/store/postgres/log/log-store.ts'
import { postgresRecordLog } from '../../../apps/server/src/store/postgres/log/record-log.ts'
import { type SealingKeys, sealingKeys } from '../../../apps/server/src/store/postgres/log/sealing-keys.ts'
import type { openPool } from '../../../apps/server/src/store/postgres/pool.ts'
import { folderTiles } from '../../../apps/server/src/store/tiles/folder.ts'

/** What the process under test and the test beside it put together alike. */

export const FAULT_ORIGIN = 'faults.example/log/2026'
export const FAULT_CRYPTO = { sha256, checks: signatureChecks }
export const NO_WITNESS: WitnessPolicy = readWitnessPolicy(sha256, null)

/** Quick cycles, so that a kill has many moments to hit; no floor, so that a small disk is really filled. */
const QUICK: LogSettings = { ...LOG_SETTINGS, pollMs: 10, publishMs: 20, collectMs: 100, floorBytes: 0 }

const seed = (which: string): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`${FAULT_ORIGIN} ${which}`).digest())

/** ML-DSA-44 signs slowly in JavaScript: the keys themselves are made once. */
const KEYS: LogKeys = keysOf(FAULT_ORIGIN, ed25519Key(seed('ed25519')), mlDsa44Key(seed('ml-dsa-44')))

export const faultKeys = (): LogKeys => KEYS

export type FaultPool = ReturnType<typeof openPool>

/** Where everything of a log under test lies. */
export interface FaultPlace {
  readonly connectionString: string
  /** Root of the tile store; the log's own folder is below it. */
  readonly tiles: string
}

export const LOG_FOLDER = '2026'

export function logFolder({ tiles }: Pick<FaultPlace, 'tiles'>): string {
  return join(tiles, LOG_FOLDER)
}

export function faultParts(
  pool: FaultPool,
  { connectionString, tiles }: FaultPlace,
  { settings = {}, ...change }: { readonly settings?: Partial<LogSettings> } & Partial<Omit<LogParts, 'settings'>> = {},
): InitParts {
  return {
    store: postgresLog(pool, connectionString),
    tilesOf: (folder) => folderTiles(join(tiles, folder)),
    keysOf: async () => KEYS,
    makeKeys: async () => KEYS,
    keyFiles: async () => [],
    hasNoTiles: async () => (await readdir(tiles)).length === 0,
    origin: null,
    crypto: FAULT_CRYPTO,
    clock: { now: () => Date.now() },
    policy: NO_WITNESS,
    post: () => Promise.reject(new Error('no witness is asked here')),
    ...change,
    settings: { ...QUICK, ...settings },
  }
}

const CHANCE: Chance = { uuid: () => randomUUID(), secret: () => new Uint8Array(randomBytes(32)) }

/** One wrapping key, whichever process seals and opens. */
export function faultSealing(): SealingKeys {
  return sealingKeys({ wrappingKey: async () => seed('wrapping'), chance: CHANCE })
}

export function faultRecords(pool: FaultPool): RecordLog {
  return postgresRecordLog(pool, { chance: CHANCE, sealing: faultSealing() })
}

/** Events of one public stream, which serves the purpose as well as a case's. */
export function faultEvents(stream: string, count: number): readonly EventToLog[] {
  return Array.from({ length: count }, (_, n) => ({
    stream: { kind: 'public', name: `use-case/${stream}` },
    code: 0x2f,
    version: 1,
    slots: [
      { kind: 'value', value: `about ${n}` },
      { kind: 'value', value: 'synthetic' },
    ],
  }))
}
