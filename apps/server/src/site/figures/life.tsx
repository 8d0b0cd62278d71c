import { spokenNumber } from '@recourse/papers'
import { type AskedPractice, rule as ruleOf } from '@recourse/register'
import { Chart, linesOf } from '../component/chart/chart.tsx'
import { em } from '../component/chart/scale.ts'
import { DecisionLife, type LifeStep } from '../component/decision-life/decision-life.tsx'
import type { CsvCell } from '../csv.ts'
import type { Say } from '../frame.ts'
import { findingPath } from '../path.ts'
import type { Draw } from './drawn.ts'

type Words = Parameters<Say>[0]

interface Step {
  readonly key: string
  readonly actor: LifeStep['actor']
  readonly title: Words
  readonly what: Words
  /** Asked in 2025; none where no inventory of that year asks. */
  readonly practices: readonly AskedPractice[]
  readonly rules: readonly string[]
}

/** A decision from before its first output to its appeal, with the practice that M-25-21 section 4(b) asks on each step. */
const STEPS = [
  {
    key: 'test',
    actor: 'office',
    title: 'figures.life-test-title',
    what: 'figures.life-test',
    practices: ['testing', 'assessment'],
    rules: ['HI-06', 'HI-05'],
  },
  {
    key: 'review',
    actor: 'office',
    title: 'figures.life-review-title',
    what: 'figures.life-review',
    practices: ['review'],
    rules: ['HI-07'],
  },
  {
    key: 'consult',
    actor: 'person',
    title: 'figures.life-consult-title',
    what: 'figures.life-consult',
    practices: ['consultation'],
    rules: ['HI-12'],
  },
  {
    key: 'output',
    actor: 'machine',
    title: 'figures.life-output-title',
    what: 'figures.life-output',
    practices: ['monitoring'],
    rules: ['HI-08'],
  },
  {
    key: 'human',
    actor: 'office',
    title: 'figures.life-person-title',
    what: 'figures.life-human',
    practices: ['training', 'failsafe'],
    rules: ['HI-09', 'HI-11'],
  },
  {
    key: 'notice',
    actor: 'office',
    title: 'figures.life-notice-title',
    what: 'figures.life-notice',
    practices: [],
    rules: ['L24-04'],
  },
  {
    key: 'appeal',
    actor: 'person',
    title: 'figures.life-appeal-title',
    what: 'figures.life-appeal',
    practices: ['appeal'],
    rules: ['HI-01', 'HI-02', 'HI-04'],
  },
] as const satisfies readonly Step[]

export const drawLife: Draw = ({ current }, { lang, say }) => {
  const agencies = current.figures.practices
  const total = agencies.reduce((sum, one) => sum + one.entries, 0)
  if (total === 0) return null
  const done = (practice: AskedPractice) =>
    agencies.reduce(
      (sum, one) => sum + (one.practices.find((asked) => asked.practice === practice)?.answers.established ?? 0),
      0,
    )
  const steps = STEPS.map(
    (step): LifeStep => ({
      key: step.key,
      title: say(step.title),
      what: say(step.what),
      actor: step.actor,
      actorLabel: say(`figures.life-${step.actor}`),
      rules: step.rules.map((id) => ({ id, title: ruleOf(id)?.title ?? '', path: findingPath(id) })),
      declared:
        step.practices.length === 0
          ? null
          : step.practices
              .map(
                (practice) =>
                  `${say(`practice.${practice}`)}: ${say('figures.life-declared', { count: done(practice), total })}`,
              )
              .join('. '),
    }),
  )
  const rows = STEPS.flatMap((step): CsvCell[][] => {
    const rules = step.rules.join(' ')
    const asked: readonly AskedPractice[] = step.practices
    if (asked.length === 0) return [[step.key, null, null, null, rules]]
    return asked.map((practice) => [step.key, practice, done(practice), total, rules])
  })
  const title = say('figures.life-title')
  return {
    name: 'life',
    title,
    subtitle: say('figures.life-subtitle', { total }),
    alt: say('figures.life-alt'),
    wide: true,
    columns: [
      { key: 'step', label: say('figures.life-step'), kind: 'text' },
      { key: 'practice', label: say('figures.practices-practice'), kind: 'text' },
      { key: 'declare_it_done', label: say('figures.life-done'), kind: 'number' },
      { key: 'of', label: say('figures.life-of'), kind: 'number' },
      { key: 'rules', label: say('figures.life-rules'), kind: 'text' },
    ],
    rows,
    shown(row, column) {
      const value = rows[row]?.[column] ?? null
      if (value === null) return say('absence.not-asked')
      if (typeof value === 'number') return spokenNumber(lang, value)
      if (column === 0) return steps.find((step) => step.key === value)?.title ?? value
      const practice = STEPS.flatMap((step): readonly AskedPractice[] => step.practices).find((one) => one === value)
      return column === 1 && practice !== undefined ? say(`practice.${practice}`) : value
    },
    picture: <DecisionLife steps={steps} />,
    drawing: <Line alt={say('figures.life-alt')} steps={steps} notAsked={say('absence.not-asked')} />,
  }
}

const LINE = 1.35

/** The steps down one line, for the file: a circle each, what is asked, how many declare it, and the rules. */
function Line({
  alt,
  steps,
  notAsked,
}: {
  readonly alt: string
  readonly steps: readonly LifeStep[]
  readonly notAsked: string
}) {
  let height = 0.5
  const placed = steps.map((step) => {
    const top = height
    const what = linesOf(step.what, 84)
    const declared = linesOf(`${step.declared ?? notAsked} (${step.rules.map((rule) => rule.id).join(', ')})`, 80)
    height += (2 + what.length + declared.length) * LINE + 0.9
    return { step, top, what, declared }
  })
  return (
    <Chart alt={alt} height={height}>
      <line class="chart-rest-line" x1="0.75em" x2="0.75em" y1="1em" y2={em(placed.at(-1)?.top ?? 1)} />
      {placed.map(({ step, top, what, declared }) => (
        <g key={step.key}>
          <circle class="chart-main" cx="0.75em" cy={em(top + 0.5)} r="0.45em" />
          <text class="chart-note" x="2.25em" y={em(top + 0.85)}>
            {step.actorLabel}
          </text>
          <text class="chart-label chart-strong" x="2.25em" y={em(top + 0.85 + LINE)}>
            {step.title}
          </text>
          {what.map((line, at) => (
            <text key={line} class="chart-label" x="2.25em" y={em(top + 0.85 + (2 + at) * LINE)}>
              {line}
            </text>
          ))}
          {declared.map((line, at) => (
            <text key={line} class="chart-value" x="2.25em" y={em(top + 0.85 + (2 + what.length + at) * LINE)}>
              {line}
            </text>
          ))}
        </g>
      ))}
    </Chart>
  )
}
