import type { VNode } from 'preact'
import { Chart, linesOf } from '../chart/chart.tsx'
import { em, roomFor, zeroScale } from '../chart/scale.ts'

export interface BarRow {
  readonly label: string
  readonly value: number
  /** The value as it is spoken, `$952.8M`. */
  readonly spoken: string
  /** A line the bar is held against, a quota, with its words; drawn across the bar. */
  readonly limit?: { readonly value: number; readonly spoken: string }
}

export interface BarsProps {
  readonly alt: string
  readonly rows: readonly BarRow[]
  /** beside: short labels (years, agency codes). above: long ones (vendors, agreements) on a line of their own. */
  readonly labels: 'beside' | 'above'
}

/** Characters of a label's line that fit the narrowest screen. */
const LABEL_CHARACTERS = 44
const LINE = 1.3
const BAR = 1.9
const GAP = 0.6

/** Bars from zero in the order given (time, law, or largest first), each with its own number; a limit is a line across. */
export function Bars({ alt, rows, labels }: BarsProps): VNode {
  const scale = zeroScale(
    rows.flatMap((row) => (row.limit ? [row.value, row.limit.value] : [row.value])),
    labels === 'beside'
      ? roomFor(
          rows.map((row) => row.label),
          40,
        )
      : 0,
    100 -
      roomFor(
        rows.map((row) => row.spoken),
        45,
      ),
  )
  let height = 0
  const bars = rows.map((row) => {
    const top = height
    const words = labels === 'above' ? linesOf(row.label, LABEL_CHARACTERS) : []
    const head = words.length * LINE
    height += head + BAR + (row.limit ? LINE : 0) + (labels === 'above' ? GAP : 0)
    return <Bar key={row.label} row={row} words={words} top={top} head={head} scale={scale} />
  })
  return (
    <Chart alt={alt} height={Math.max(1, height)}>
      {bars}
    </Chart>
  )
}

interface BarProps {
  readonly row: BarRow
  /** Lines of a label above; none where it stands beside. */
  readonly words: readonly string[]
  readonly top: number
  readonly head: number
  readonly scale: ReturnType<typeof zeroScale>
}

function Bar({ row, words, top, head, scale }: BarProps): VNode {
  const barTop = top + head
  const { limit, value } = row
  const over = limit !== undefined && value > limit.value
  // A number that the limit's line would cross stands behind that line.
  const after = limit !== undefined && !over && limit.value - value < limit.value * 0.3 ? limit.value : value
  return (
    <g>
      {words.length === 0 && (
        <text class="chart-label" x="0" y={em(barTop + 1.15)}>
          {row.label}
        </text>
      )}
      {words.map((line, at) => (
        <text key={line} class="chart-label" x="0" y={em(top + 1 + at * LINE)}>
          {line}
        </text>
      ))}
      <rect
        class={over ? 'chart-second' : 'chart-main'}
        x={scale.at(0)}
        y={em(barTop + 0.2)}
        width={scale.span(0, value)}
        height="1.15em"
      />
      <text class="chart-value" x={scale.at(after)} y={em(barTop + 1.15)} dx="0.4em">
        {row.spoken}
      </text>
      {limit && <Limit at={scale.at(limit.value)} words={limit.spoken} top={barTop} />}
    </g>
  )
}

/** The line across the bar, its words below on the side that has room. */
function Limit({ at, words, top }: { readonly at: string; readonly words: string; readonly top: number }): VNode {
  return (
    <>
      <line class="chart-limit" x1={at} x2={at} y1={em(top)} y2={em(top + 1.6)} />
      <text class="chart-note" x={at} y={em(top + 2.65)} text-anchor={Number.parseFloat(at) > 50 ? 'end' : 'start'}>
        {words}
      </text>
    </>
  )
}
