import { type Disclosure, disclose, type RecordCommitment } from '@recourse/log'
import { LogStop } from './ports.ts'

/**
 * Every slot but the withheld ones; lists with each of their items, for a slot's own value tells only their number.
 * @throws LogStop `withholding_unfit` for a slot that the record does not have
 */
export function allBut(record: RecordCommitment, schema: number, withheld: ReadonlySet<number>): Disclosure {
  const shown = record.slots.map((slot, at) => ({ at, items: slot.items })).filter(({ at }) => !withheld.has(at))
  for (const slot of withheld) {
    if (record.slots[slot] === undefined) throw new LogStop('withholding_unfit', 'log.md 2', `there is no slot ${slot}`)
  }
  return disclose(
    record,
    schema,
    new Set(shown.filter(({ items }) => items.length === 0).map(({ at }) => at)),
    new Map(shown.filter(({ items }) => items.length > 0).map(({ at, items }) => [at, new Set(items.keys())])),
  )
}
