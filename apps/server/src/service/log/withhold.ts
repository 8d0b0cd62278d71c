import { commitRecord, type SlotValue, toBase64 } from '@recourse/log'
import { allBut } from './all-but.ts'
import { LOG_EVENTS } from './event-kind.ts'
import { type LogCrypto, LogStop } from './ports.ts'
import type { RecordLog, WithheldDisclosure } from './record-log.ts'

/**
 * Discloses a record of a case but for some slots, and logs in the same stream which ones were kept back, for what
 * reason and on whose authority (a rule id and an office, never a name). The disclosure is verified like any other;
 * what is withheld stays committed to. `LogStop` `record_absent`, `withholding_unfit`, `log_absent`.
 */
export async function withhold(
  deps: { readonly log: RecordLog; readonly crypto: Pick<LogCrypto, 'sha256'> },
  asked: {
    readonly record: string
    readonly slots: ReadonlySet<number>
    readonly reason: string
    readonly authority: string
    readonly at: number
  },
): Promise<WithheldDisclosure> {
  const { record, slots, reason, authority, at } = asked
  if (reason.trim() === '' || authority.trim() === '' || slots.size === 0) {
    throw new LogStop('withholding_unfit', 'log.md 2', 'fields are withheld for a stated reason, on a stated authority')
  }
  const opened = await deps.log.open(record)
  if (opened === null) throw new LogStop('record_absent', 'log.md 2', `record ${record} is not here, or was erased`)
  // Before anything is logged: it refuses a slot that is not there.
  const disclosure = allBut(commitRecord(deps.crypto.sha256, opened), opened.schema, slots)
  const value = (content: string): SlotValue => ({ kind: 'value', value: content })
  const { code, version } = LOG_EVENTS.FieldsWithheld
  const says: readonly SlotValue[] = [
    value(toBase64(opened.leafHash)),
    { kind: 'list', items: [...slots].sort((a, b) => a - b) },
    value(reason),
    value(authority),
  ]
  const logged = await deps.log.append([{ stream: { kind: 'id', id: opened.stream }, code, version, slots: says }], at)
  const event = logged?.[0]
  if (event === undefined) throw new LogStop('log_absent', 'log.md 5', 'no log is live: nothing is withheld unlogged')
  return { disclosure, event }
}
