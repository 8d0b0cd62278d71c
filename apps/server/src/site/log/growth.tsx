import { type Lang, message, spokenDate, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { GrowthDay } from '../../service/log/log-view.ts'
import { Bars } from '../component/bars/bars.tsx'
import { Figure } from '../component/figure/figure.tsx'
import { useFrame, useSay } from '../frame.ts'

export const GROWTH_PATHS = { csv: '/log-growth.csv', json: '/api/v1/log/growth' } as const

/** Bars of a picture, at most. */
const MOST = 14

/** The last days, or, where the log is older than these, the last months: each with what the log held at its end. */
export function growthShown(growth: readonly GrowthDay[]): {
  readonly unit: 'day' | 'month'
  readonly rows: readonly GrowthDay[]
} {
  if (growth.length <= MOST) return { unit: 'day', rows: growth }
  const months = new Map(growth.map(({ day, size }) => [day.slice(0, 7), { day, size }]))
  return { unit: 'month', rows: [...months.values()].slice(-MOST) }
}

/** The month of a date as the language writes it, from the date's own words. */
function spokenMonth(lang: Lang, day: string): string {
  return spokenDate(lang, `${day.slice(0, 7)}-01`, 'short').replace(/^1\s+(de\s+)?/, '')
}

export function Growth({ growth }: { readonly growth: readonly GrowthDay[] }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { unit, rows } = growthShown(growth)
  const last = rows.at(-1)
  if (last === undefined) return <p class="soft">{say('log.growth-none')}</p>
  const spoken = ({ day }: GrowthDay): string =>
    unit === 'day' ? spokenDate(lang, day, 'short') : spokenMonth(lang, day)
  const title = message(lang, 'log.growth-title', { size: last.size, date: spokenDate(lang, last.day) })
  return (
    <Figure
      id="growth"
      title={title}
      subtitle={say('log.growth-subtitle', { unit })}
      source={say('log.growth-source')}
      downloads={GROWTH_PATHS}
      table={{
        caption: say('log.growth-caption'),
        captionHidden: true,
        columns: [
          { key: 'day', label: say('log.growth-date') },
          { key: 'size', label: say('log.size'), kind: 'number' },
        ],
        rows: rows.map((row) => ({ key: row.day, cells: [spoken(row), spokenNumber(lang, row.size)] })),
      }}
    >
      <Bars
        alt={title}
        labels="beside"
        rows={rows.map((row) => ({ label: spoken(row), value: row.size, spoken: spokenNumber(lang, row.size) }))}
      />
    </Figure>
  )
}
