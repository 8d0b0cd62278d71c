import type { PoolClient } from 'pg'
import type { Chance } from '../../../service/log/record-log.ts'
import { seal, unseal } from '../../keys/sealing.ts'

/** A key that wraps seeds and stream keys. It leaves this process only wrapped. */
export interface SealingKey {
  readonly id: string
  readonly key: Uint8Array
}

export interface SealingKeys {
  make(client: Pick<PoolClient, 'query'>): Promise<SealingKey>
  /** Those that are there; erased ones are missing from the answer. */
  find(client: Pick<PoolClient, 'query'>, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Of a key that was erased: nothing of it stays in memory. */
  forget(id: string): void
}

const MOST_KEPT = 1_024

/**
 * Sealing keys, wrapped in the database by the key `wrapping` of RECOURSE_KEYS. At most 1,024 stay unwrapped in memory;
 * another process that erased one has deleted what it opens.
 */
export function sealingKeys(options: {
  /** 32 bytes, from outside the database. */
  readonly wrappingKey: () => Promise<Uint8Array>
  readonly chance: Chance
  readonly mostKept?: number
}): SealingKeys {
  const { wrappingKey, chance, mostKept = MOST_KEPT } = options
  const kept = new Map<string, Uint8Array>()
  const keep = (id: string, key: Uint8Array): void => {
    kept.delete(id)
    kept.set(id, key)
    const oldest = kept.size > mostKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
  }

  return {
    async make(client) {
      const made = { id: chance.uuid(), key: chance.secret() }
      const wrapped = seal(await wrappingKey(), made.key, contextOf(made.id))
      await client.query('INSERT INTO log_sealing_key (id, wrapped) VALUES ($1, $2)', [made.id, wrapped])
      // Not kept before it is asked for: the transaction may still be rolled back.
      return made
    },
    async find(client, ids) {
      const found = new Map<string, Uint8Array>()
      const missing: string[] = []
      for (const id of new Set(ids)) {
        const key = kept.get(id)
        if (key === undefined) missing.push(id)
        else found.set(id, key)
      }
      if (missing.length > 0) {
        const { rows } = await client.query<{ id: string; wrapped: Buffer }>(
          'SELECT id, wrapped FROM log_sealing_key WHERE id = ANY($1::uuid[])',
          [missing],
        )
        const wrapping = await wrappingKey()
        for (const { id, wrapped } of rows) {
          const key = unseal(wrapping, wrapped, contextOf(id))
          keep(id, key)
          found.set(id, key)
        }
      }
      return found
    },
    forget: (id) => {
      kept.delete(id)
    },
  }
}

/** Whether there is anything that a lost wrapping key would shut for ever. */
export async function anythingSealed(client: Pick<PoolClient, 'query'>): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM log_sealing_key LIMIT 1')
  return (rowCount ?? 0) > 0
}

function contextOf(id: string): string {
  return `recourse/sealing-key/v1 ${id}`
}

/** What a stream key and a seed are bound to, so that neither opens in another's place. */
export function streamKeyContext(stream: Uint8Array): string {
  return `recourse/stream-key/v1 ${Buffer.from(stream).toString('hex')}`
}

export function seedContext(record: string): string {
  return `recourse/seed/v1 ${record}`
}
