import type { Agreement } from './agreement.ts'
import { monthInZone } from './month-in-zone.ts'

/** What was requested under an agreement in one calendar month. */
export interface MonthUsage {
  /** `YYYY-MM`, in the zone of the agreement's quota; UTC where it has none. */
  readonly month: string
  readonly records: number
  /** null where no quota is stated: unknown, never unlimited. */
  readonly quota: number | null
  /** Whether more than the quota was requested; equal to it is no finding (rule AG-01). False where none is stated. */
  readonly isOver: boolean
}

/** Sums the dated use of an agreement by calendar month, oldest first; months without use are not listed. */
export function usageByMonth(agreement: Pick<Agreement, 'quota' | 'usage'>): readonly MonthUsage[] {
  const zone = agreement.quota?.zone ?? 'UTC'
  const quota = agreement.quota?.records ?? null
  const byMonth = new Map<string, number>()
  for (const { at, records } of agreement.usage) {
    const month = monthInZone(at, zone)
    byMonth.set(month, (byMonth.get(month) ?? 0) + records)
  }
  return [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, records]) => ({ month, records, quota, isOver: quota !== null && records > quota }))
}
