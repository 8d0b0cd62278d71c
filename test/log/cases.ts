import { decodeEntry, type EventEntry } from '@recourse/log'
import type { EventToLog, RecordLog } from '../../apps/server/src/service/log/record-log.ts'
import { sequenceForTest } from '../../apps/server/src/store/postgres/log/testing/live-log.ts'
import type { openPool } from '../../apps/server/src/store/postgres/pool.ts'

/** As the store opens it. */
export type Pool = ReturnType<typeof openPool>

/** A case as the tests know it: its key, its records, and the leaves they became. */
export interface KnownCase {
  readonly id: Uint8Array
  readonly key: Uint8Array
  readonly records: readonly string[]
}

/** One event of each kind, in order, all saying the same words. */
export async function openCase(
  log: RecordLog,
  kinds: readonly number[],
  words: readonly string[],
  at: number,
): Promise<KnownCase> {
  const stream = await log.openCaseStream()
  const logged = await log.append(
    kinds.map(
      (code): EventToLog => ({
        stream: { kind: 'id', id: stream.id },
        code,
        version: 1,
        slots: words.map((value) => ({ kind: 'value', value })),
      }),
    ),
    at,
  )
  return { ...stream, records: (logged ?? []).map(({ record }) => record) }
}

/** What everybody sees of the log: its leaves, decoded. */
export async function publicLeaves(pool: Pool): Promise<readonly EventEntry[]> {
  return (await sequenceForTest(pool)).map((entry) => {
    const read = decodeEntry(entry, 24)
    if (read.type !== 'event') throw new Error('only events were logged')
    return read
  })
}

/** Every run of 8 bytes in these; a run that two of them share is a link. */
export function windowsOf(bytes: Uint8Array): ReadonlySet<string> {
  const text = Buffer.from(bytes).toString('latin1')
  return new Set(Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8)))
}
