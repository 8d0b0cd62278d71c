import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Config } from './config.ts'
import type { ErasureDeps } from './service/log/erase.ts'
import type { Chance, RecordLog } from './service/log/record-log.ts'
import { erasureList } from './store/keys/erasure-list.ts'
import { keyFolder } from './store/keys/key-folder.ts'
import { wrappingKey } from './store/keys/wrapping-key.ts'
import { postgresErasures } from './store/postgres/log/erase.ts'
import { postgresRecordLog } from './store/postgres/log/record-log.ts'
import { anythingSealed, sealingKeys } from './store/postgres/log/sealing-keys.ts'
import { streamKey } from './store/postgres/log/stream-key.ts'

const SECRET_BYTES = 32
const SECRETS_AT_ONCE = 128

/** Secrets are drawn from the system many at a time, and each leaves its place blank behind it. */
function systemChance(): Chance {
  let drawn = new Uint8Array()
  let at = 0
  return {
    uuid: () => randomUUID(),
    secret() {
      if (at === drawn.length) {
        drawn = new Uint8Array(randomBytes(SECRET_BYTES * SECRETS_AT_ONCE))
        at = 0
      }
      const secret = drawn.slice(at, at + SECRET_BYTES)
      drawn.fill(0, at, at + SECRET_BYTES)
      at += SECRET_BYTES
      return secret
    },
  }
}

/** Records and their erasure in this database, under the keys of RECOURSE_KEYS. No key is read before it is needed. */
export function openRecordLog(
  pool: Pool,
  config: Pick<Config, 'keysFolder'>,
): {
  readonly log: RecordLog
  readonly erasure: ErasureDeps
  /** Key of a case's stream, for whoever rebuilds the log; null where it was erased. */
  streamKeyOf(stream: Uint8Array): Promise<Uint8Array | null>
} {
  const chance = systemChance()
  const list = erasureList(config.keysFolder)
  const wrapping = wrappingKey({ keys: keyFolder(config.keysFolder), list, inUse: () => anythingSealed(pool) })
  const sealing = sealingKeys({ wrappingKey: wrapping, chance })
  const log = postgresRecordLog(pool, { chance, sealing })
  const streamKeyOf = (stream: Uint8Array): Promise<Uint8Array | null> => streamKey(pool, sealing, stream)
  return { log, streamKeyOf, erasure: { erasures: postgresErasures(pool, { log, sealing }), list } }
}
