import { spokenNumber } from '@recourse/papers'
import { IMPACT_ORDER, STAGE_ORDER, type Transition } from '@recourse/register'
import { type SlopeLine, SlopeLines } from '../component/slope-lines/slope-lines.tsx'
import type { Say } from '../frame.ts'
import type { Draw, Drawn } from './drawn.ts'

type Direction = SlopeLine['direction']

/** Impact words from asking most of an agency to asking nothing; each year in its own words. */
const IMPACT_FROM = ['both', 'rights-impacting', 'safety-impacting', 'other', 'neither', 'blank']
const IMPACT_TO = ['high-impact', 'presumed-overridden', 'not-high-impact', 'other', 'blank']
const ASKED_2024: ReadonlySet<string> = new Set(['both', 'rights-impacting', 'safety-impacting'])
const ASKED_LESS: ReadonlySet<string> = new Set(['presumed-overridden', 'not-high-impact'])

/** null: the word says as much as before. */
function impactDirection({ from, to }: Transition): Direction | null {
  if (ASKED_2024.has(from)) return to === 'high-impact' ? null : ASKED_LESS.has(to) ? 'down' : 'same'
  if (from === 'neither') return to === 'high-impact' ? 'up' : ASKED_LESS.has(to) ? null : 'same'
  return from === to ? null : 'same'
}

const STAGES = ['in-use', 'pilot', 'in-development', 'planned']

/** Back to an earlier stage is down; forward and retired are what stages are for; a blank after an answer tells nothing. */
function stageDirection({ from, to }: Transition): Direction | null {
  if (to === 'blank' && from !== 'blank') return 'same'
  const [before, after] = [STAGES.indexOf(from), STAGES.indexOf(to)]
  return before >= 0 && after > before ? 'down' : null
}

export const drawImpact: Draw = (facts, { lang, say }) => {
  const moves = movesOf(facts.current.figures.changes, 'impact')
  if (moves === null) return null
  const lines = linesOf(moves.moves, impactDirection)
  const counts = { down: countOf(lines, 'down'), up: countOf(lines, 'up') }
  const years = { from: String(moves.fromYear), to: String(moves.toYear) }
  return drawn({
    name: 'impact',
    title: say('figures.impact-title', { ...years, ...counts }),
    subtitle: say('figures.impact-subtitle', { ...years, matched: moves.matched }),
    alt: say('figures.impact-alt', { ...years, ...counts }),
    years,
    left: IMPACT_FROM,
    right: IMPACT_TO,
    lines,
    moves: moves.moves,
    direction: impactDirection,
    words: (word) => {
      const known = IMPACT_ORDER.find((one) => one === word)
      return known === undefined ? word : say(`impact-status.${known}`)
    },
    say,
    number: (value) => spokenNumber(lang, value),
  })
}

export const drawStage: Draw = (facts, { lang, say }) => {
  const moves = movesOf(facts.current.figures.changes, 'stage')
  if (moves === null) return null
  const lines = linesOf(moves.moves, stageDirection)
  const down = countOf(lines, 'down')
  const years = { from: String(moves.fromYear), to: String(moves.toYear) }
  return drawn({
    name: 'stage',
    title: say('figures.stage-title', { ...years, down }),
    subtitle: say('figures.stage-subtitle', { ...years, matched: moves.matched }),
    alt: say('figures.stage-alt', { ...years, down }),
    years,
    left: [...STAGES, 'retired', 'other'],
    right: [...STAGES, 'blank'],
    lines,
    moves: moves.moves,
    direction: stageDirection,
    words: (word) => {
      const known = STAGE_ORDER.find((one) => one === word)
      return known === undefined ? word : say(`stage-status.${known}`)
    },
    say,
    number: (value) => spokenNumber(lang, value),
  })
}

/** All moves between the two newest federal years, agencies summed; null where there are not two. */
function movesOf(
  changes: readonly {
    readonly fromYear: number
    readonly toYear: number
    readonly matched: number
    readonly impact: readonly Transition[]
    readonly stage: readonly Transition[]
  }[],
  kind: 'impact' | 'stage',
): {
  readonly fromYear: number
  readonly toYear: number
  readonly matched: number
  readonly moves: readonly Transition[]
} | null {
  const toYear = Math.max(0, ...changes.map((change) => change.toYear))
  const newest = changes.filter((change) => change.toYear === toYear)
  const fromYear = newest[0]?.fromYear
  if (fromYear === undefined) return null
  const sums = new Map<string, Transition>()
  for (const move of newest.flatMap((change) => change[kind])) {
    const key = `${move.from} ${move.to}`
    sums.set(key, { ...move, count: move.count + (sums.get(key)?.count ?? 0) })
  }
  return {
    fromYear,
    toYear,
    matched: newest.reduce((sum, change) => sum + change.matched, 0),
    moves: [...sums.values()].sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1)),
  }
}

function linesOf(
  moves: readonly Transition[],
  direction: (move: Transition) => Direction | null,
): readonly SlopeLine[] {
  return moves.flatMap((move) => {
    const found = direction(move)
    return found === null ? [] : [{ ...move, direction: found }]
  })
}

function countOf(lines: readonly SlopeLine[], direction: Direction): number {
  return lines.reduce((sum, line) => sum + (line.direction === direction ? line.count : 0), 0)
}

interface Moved extends Pick<Drawn, 'name' | 'title' | 'subtitle' | 'alt'> {
  readonly years: { readonly from: string; readonly to: string }
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly lines: readonly SlopeLine[]
  readonly moves: readonly Transition[]
  direction(move: Transition): Direction | null
  words(word: string): string
  readonly say: Say
  number(value: number): string
}

function drawn({
  name,
  title,
  subtitle,
  alt,
  years,
  left,
  right,
  lines,
  moves,
  direction,
  words,
  say,
  number,
}: Moved): Drawn {
  const touched = (side: readonly string[], own: (line: SlopeLine) => string) =>
    side.filter((word) => lines.some((line) => own(line) === word)).map(words)
  const rows = moves.map((move) => [move.from, move.to, move.count, direction(move) ?? 'unchanged'])
  const picture = (
    <SlopeLines
      alt={alt}
      heads={[years.from, years.to]}
      left={touched(left, (line) => line.from)}
      right={touched(right, (line) => line.to)}
      lines={lines.map((line) => ({ ...line, from: words(line.from), to: words(line.to) }))}
    />
  )
  return {
    name,
    title,
    subtitle,
    alt,
    wide: false,
    columns: [
      { key: `in_${years.from}`, label: say('figures.from', { year: years.from }), kind: 'text' },
      { key: `in_${years.to}`, label: say('figures.to', { year: years.to }), kind: 'text' },
      { key: 'entries', label: say('figures.count'), kind: 'number' },
      { key: 'direction', label: say('figures.direction'), kind: 'text' },
    ],
    rows,
    shown(row, column) {
      const value = rows[row]?.[column] ?? ''
      if (typeof value === 'number') return number(value)
      if (column < 2) return words(value)
      return value === 'down' || value === 'up' || value === 'same'
        ? say(`figures.direction-${value}`)
        : say('figures.direction-unchanged')
    },
    picture,
    drawing: picture,
  }
}
