import { spokenNumber } from '@recourse/papers'
import { PRACTICE_ANSWERS, PRACTICE_COLUMNS } from '@recourse/register'
import { Chart } from '../component/chart/chart.tsx'
import { em, percent } from '../component/chart/scale.ts'
import { SmallMultiples, type SmallPanel } from '../component/small-multiples/small-multiples.tsx'
import type { Draw } from './drawn.ts'

/** What deployed high-impact uses declare of the eight practices, one row an agency, one panel a practice. */
export const drawPractices: Draw = ({ current }, { lang, say }) => {
  const agencies = [...current.figures.practices].sort(
    (a, b) => b.entries - a.entries || (a.agency < b.agency ? -1 : 1),
  )
  const first = agencies[0]
  if (!first) return null
  const total = agencies.reduce((sum, one) => sum + one.entries, 0)
  const done = (agency: (typeof agencies)[number], practice: string) =>
    agency.practices.find((one) => one.practice === practice)?.answers.established ?? 0
  // Stated impacts are asked too, and stand in the table; the law counts eight practices.
  const practices = PRACTICE_COLUMNS.map(([practice]) => practice).filter((practice) => practice !== 'impacts')
  const panels = practices.map((practice): SmallPanel => {
    const count = agencies.reduce((sum, agency) => sum + done(agency, practice), 0)
    return {
      key: practice,
      title: `${say(`practice.${practice}`)}: ${say('small-multiples.cell', { value: count, total })}`,
      alt: say('figures.practices-alt', {
        practice: say(`practice.${practice}`),
        count,
        total,
        first: first.agency,
      }),
      counts: Object.fromEntries(
        agencies.map((agency) => [agency.agency, { value: done(agency, practice), total: agency.entries }]),
      ),
    }
  })
  const appeal = agencies.reduce((sum, agency) => sum + done(agency, 'appeal'), 0)
  const alt = say('figures.practices-title', { appeal, total })
  const rows = agencies.flatMap((agency) =>
    agency.practices.map((one) => [
      agency.agency,
      one.practice,
      agency.entries,
      ...PRACTICE_ANSWERS.map((answer) => one.answers[answer] ?? 0),
    ]),
  )
  const labels = agencies.map((agency) => agency.agency)
  return {
    name: 'practices',
    title: alt,
    subtitle: say('figures.practices-subtitle', { total }),
    alt,
    wide: true,
    columns: [
      { key: 'agency', label: say('figures.agency'), kind: 'text' },
      { key: 'practice', label: say('figures.practices-practice'), kind: 'text' },
      { key: 'entries', label: say('figures.count'), kind: 'number' },
      ...PRACTICE_ANSWERS.map((answer) => ({
        key: answer.replaceAll('-', '_'),
        label: say(`practice-answer.${answer}`),
        kind: 'number' as const,
      })),
    ],
    rows,
    shown(row, column) {
      const value = rows[row]?.[column] ?? ''
      const practice = PRACTICE_COLUMNS.find(([known]) => known === value)?.[0]
      if (column === 1 && practice !== undefined) return say(`practice.${practice}`)
      return typeof value === 'number' ? spokenNumber(lang, value) : value
    },
    picture: <SmallMultiples rows={labels} panels={panels} />,
    drawing: <Grid alt={alt} labels={labels} panels={panels} />,
  }
}

const ROW = 1.5
const HEAD = 2
const GAP = 1.25
const WIDTH = 46

/** The panels in two columns of one drawing, for the file. */
function Grid({
  alt,
  labels,
  panels,
}: {
  readonly alt: string
  readonly labels: readonly string[]
  readonly panels: readonly SmallPanel[]
}) {
  const tall = HEAD + labels.length * ROW + GAP
  return (
    <Chart alt={alt} height={Math.ceil(panels.length / 2) * tall}>
      {panels.map((panel, at) => {
        const left = at % 2 === 0 ? 0 : 100 - WIDTH
        const top = Math.floor(at / 2) * tall
        return (
          <g key={panel.key}>
            <text class="chart-label chart-strong" x={percent(left)} y={em(top + 1.2)}>
              {panel.title}
            </text>
            {labels.map((label, row) => (
              <Line
                key={label}
                label={label}
                count={panel.counts[label] ?? { value: 0, total: 0 }}
                left={left}
                top={top + HEAD + row * ROW}
              />
            ))}
          </g>
        )
      })}
    </Chart>
  )
}

function Line({
  label,
  count,
  left,
  top,
}: {
  readonly label: string
  readonly count: { readonly value: number; readonly total: number }
  readonly left: number
  readonly top: number
}) {
  const bar = { x: percent(left + 10), y: em(top + 0.35), height: '0.8em' }
  const full = WIDTH - 22
  const share = count.total === 0 ? 0 : count.value / count.total
  return (
    <g>
      <text class="chart-label" x={percent(left)} y={em(top + 1.1)}>
        {label}
      </text>
      <rect class="chart-rest" {...bar} width={percent(full)} />
      {share > 0 && <rect class="chart-main" {...bar} width={percent(full * share)} />}
      <text class="chart-note" x={percent(left + WIDTH)} y={em(top + 1.1)} text-anchor="end">
        {`${count.value} / ${count.total}`}
      </text>
    </g>
  )
}
