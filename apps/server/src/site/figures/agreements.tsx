import { spokenNumber } from '@recourse/papers'
import { type Agreement, usageByMonth } from '@recourse/register'
import { Bars } from '../component/bars/bars.tsx'
import type { Draw } from './drawn.ts'

/** Reported volumes against quotas; an agreement of which neither is known stands there all the same. */
export const drawAgreements: Draw = ({ agreements }, { lang, say }) => {
  if (agreements.length === 0) return null
  const known = agreements.filter((agreement) => agreement.quota !== null).length
  const title = say('figures.agreements-title', { known, total: agreements.length })
  const rows = agreements.map((agreement) => [
    agreement.key,
    agreement.quota?.records ?? null,
    agreement.requested?.records ?? null,
    monthly(agreement),
  ])
  const picture = (
    <Bars
      alt={title}
      labels="above"
      rows={agreements.map((agreement) => {
        const volume = monthly(agreement)
        return {
          label: agreement.name,
          value: volume ?? 0,
          spoken: volume === null ? say('figures.no-volume') : say('figures.at-least', { count: volume }),
          ...(agreement.quota === null
            ? {}
            : {
                limit: {
                  value: agreement.quota.records,
                  spoken: say('figures.quota-line', { count: agreement.quota.records }),
                },
              }),
        }
      })}
    />
  )
  return {
    name: 'agreements',
    title,
    subtitle: say('figures.agreements-subtitle', { total: agreements.length }),
    alt: title,
    wide: false,
    columns: [
      { key: 'agreement', label: say('figures.agreement'), kind: 'text' },
      { key: 'quota_records_a_month', label: say('figures.quota'), kind: 'number' },
      { key: 'records_requested_as_reported', label: say('figures.requested'), kind: 'number' },
      { key: 'records_a_month_average', label: say('figures.requested-month'), kind: 'number' },
    ],
    rows,
    shown(row, column) {
      const value = rows[row]?.[column] ?? null
      if (value === null) return say('figures.unknown')
      return typeof value === 'number' ? spokenNumber(lang, value) : (agreements[row]?.name ?? value)
    },
    picture,
    drawing: picture,
  }
}

/** The heaviest month where dated use is known, else the average of what is reported over a span; null where nothing is. */
function monthly(agreement: Agreement): number | null {
  const months = usageByMonth(agreement)
  if (months.length > 0) return Math.max(...months.map((month) => month.records))
  const { requested } = agreement
  return requested === null ? null : Math.round(requested.records / requested.withinMonths)
}
