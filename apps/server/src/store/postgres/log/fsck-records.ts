import type { PoolClient } from 'pg'
import { type OpenedRow, recordFault } from '../../../service/log/fsck/record-check.ts'
import { type LogCrypto, type LogIdentity, LogStop } from '../../../service/log/ports.ts'
import { unseal } from '../../keys/sealing.ts'
import { bytesOf } from './rows.ts'
import { type SealingKeys, seedContext, streamKeyContext } from './sealing-keys.ts'
import { readSlots } from './slot-text.ts'

export interface RecordParts {
  readonly crypto: LogCrypto
  readonly identity: LogIdentity
  readonly sealing: SealingKeys
}

interface RecordRow {
  readonly id: string
  readonly stream: Buffer
  readonly seq: string
  readonly kind: number
  readonly schema: number
  readonly slots: string
  readonly wrapped: Buffer | null
  readonly sealing_key: string | null
  readonly name: string | null
  readonly wrapped_key: Buffer | null
  readonly stream_sealing: string | null
  readonly before: Buffer | null
  readonly before_known: boolean
}

/** What is wrong with a record, seen from its leaf; null where all fits. */
export type RecordCheck = (leaf: Pick<OpenedRow, 'hours' | 'label' | 'leafHash'>) => string | null

/** A check for each record these rows name; an erased one passes whatever its leaf holds. */
export async function recordsOf(
  client: PoolClient,
  parts: RecordParts,
  rows: readonly { readonly record: string | null }[],
): Promise<Map<string, RecordCheck>> {
  const ids = rows.flatMap(({ record }) => (record === null ? [] : [record]))
  const checks = new Map<string, RecordCheck>()
  if (ids.length === 0) return checks
  const erased = await client.query<{ record: string }>(
    'SELECT record FROM log_erasure WHERE record = ANY($1::uuid[]) AND done',
    [ids],
  )
  for (const { record } of erased.rows) checks.set(record, () => null)
  const { rows: found } = await client.query<RecordRow>(
    `SELECT r.id, r.stream, r.seq, r.kind, r.schema, r.slots, d.wrapped, d.sealing_key, s.name, s.wrapped_key,
       s.sealing_key AS stream_sealing, e.leaf_hash AS before, (r.seq = 1 OR e.leaf_hash IS NOT NULL) AS before_known
     FROM log_record r JOIN log_stream s ON s.id = r.stream LEFT JOIN log_seed d ON d.record = r.id
       LEFT JOIN LATERAL (SELECT e.leaf_hash FROM log_record p JOIN log_entry e ON e.record = p.id
         WHERE p.stream = r.stream AND p.seq = r.seq - 1 LIMIT 1) e ON true
     WHERE r.id = ANY($1::uuid[])`,
    [ids],
  )
  const wanted = found.flatMap((row) => [row.sealing_key, row.stream_sealing].filter((id) => id !== null))
  const { keys, fault } = await keysOf(client, parts.sealing, wanted)
  const origins = await originsOf(client)
  for (const row of found)
    checks.set(row.id, (leaf) => fault ?? opened(parts, row, keys, leaf, (origin) => origins.has(origin)))
  return checks
}

async function keysOf(
  client: PoolClient,
  sealing: SealingKeys,
  ids: readonly string[],
): Promise<{ keys: ReadonlyMap<string, Uint8Array>; fault: string | null }> {
  try {
    return { keys: await sealing.find(client, ids), fault: null }
  } catch (error) {
    if (couldNotTell(error)) throw error
    // One damaged key hides the others of this batch; each is asked for alone.
    const keys = new Map<string, Uint8Array>()
    for (const id of new Set(ids)) {
      const one = await sealing.find(client, [id]).catch((trouble: unknown) => {
        if (couldNotTell(trouble)) throw trouble
        return new Map<string, Uint8Array>()
      })
      for (const [found, key] of one) keys.set(found, key)
    }
    return { keys, fault: null }
  }
}

function couldNotTell(error: unknown): boolean {
  // Without the wrapping key nothing can be told: that is no finding.
  if (error instanceof LogStop) return true
  return (
    error instanceof Error &&
    ('severity' in error || ('code' in error && /^(E[A-Z]+|[0-9A-Z]{5})$/.test(String(error.code))))
  )
}

function opened(
  { crypto, identity }: RecordParts,
  row: RecordRow,
  keys: ReadonlyMap<string, Uint8Array>,
  leaf: Pick<OpenedRow, 'hours' | 'label' | 'leafHash'>,
  isOrigin: (origin: string) => boolean,
): string | null {
  const sealing = row.sealing_key === null ? undefined : keys.get(row.sealing_key)
  if (row.wrapped === null || sealing === undefined)
    return 'its seed cannot be opened: the seed or its key is missing or damaged'
  const seed = unsealed(sealing, row.wrapped, seedContext(row.id))
  if (seed === null) return 'its seed is damaged'
  const streamSealing = row.stream_sealing === null ? undefined : keys.get(row.stream_sealing)
  const key =
    row.wrapped_key === null || streamSealing === undefined
      ? null
      : unsealed(streamSealing, row.wrapped_key, streamKeyContext(bytesOf(row.stream)))
  let slots: OpenedRow['slots']
  try {
    slots = readSlots(row.slots)
  } catch (error) {
    return `its slots cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
  const before = row.before_known ? (row.before === null ? null : bytesOf(row.before)) : undefined
  const stream = { id: bytesOf(row.stream), name: row.name, key }
  const { kind: code, schema } = row
  return recordFault(
    crypto,
    identity,
    { code, schema, seq: BigInt(row.seq), slots, seed, stream, before, ...leaf },
    isOrigin,
  )
}

/** null where the key, the context or a byte is another one. */
function unsealed(key: Uint8Array, sealed: Buffer, context: string): Uint8Array | null {
  try {
    return unseal(key, bytesOf(sealed), context)
  } catch {
    // What does not open is told by its row.
    return null
  }
}

async function originsOf(client: PoolClient): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ origin: string }>('SELECT origin FROM log_identity')
  return new Set(rows.map(({ origin }) => origin))
}
