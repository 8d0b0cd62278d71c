import type { VNode } from 'preact'
import { Chart } from '../chart/chart.tsx'
import { em, zeroScale } from '../chart/scale.ts'

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

/** Bars from zero in the order given (time, law, or largest first), each with its own number; a limit is a line across. */
export function Bars({ alt, rows, labels }: BarsProps): VNode {
  const limited = rows.some((row) => row.limit)
  const scale = zeroScale(
    rows.flatMap((row) => (row.limit ? [row.value, row.limit.value] : [row.value])),
    labels === 'beside' ? 17 : 0,
    labels === 'beside' ? 84 : 82,
  )
  const head = labels === 'above' ? 1.5 : 0
  const rowHeight = head + 1.9 + (limited ? 1.3 : 0)
  return (
    <Chart alt={alt} height={Math.max(1, rows.length) * rowHeight}>
      {rows.map((row, at) => (
        <Bar key={row.label} row={row} top={at * rowHeight} head={head} scale={scale} />
      ))}
    </Chart>
  )
}

interface BarProps {
  readonly row: BarRow
  readonly top: number
  readonly head: number
  readonly scale: ReturnType<typeof zeroScale>
}

function Bar({ row, top, head, scale }: BarProps): VNode {
  const barTop = top + head
  const { limit } = row
  return (
    <g>
      <text class="chart-label" x="0" y={em(head > 0 ? top + 1.05 : barTop + 1.05)}>
        {row.label}
      </text>
      <rect
        class={limit && row.value > limit.value ? 'chart-second' : 'chart-main'}
        x={scale.at(0)}
        y={em(barTop + 0.2)}
        width={scale.span(0, row.value)}
        height="1.15em"
      />
      <text
        class="chart-value"
        x={scale.at(
          Math.max(row.value, limit && limit.value > row.value && near(row.value, limit.value) ? limit.value : 0),
        )}
        y={em(barTop + 1.15)}
        dx="0.4em"
      >
        {row.spoken}
      </text>
      {limit && (
        <>
          <line
            class="chart-limit"
            x1={scale.at(limit.value)}
            x2={scale.at(limit.value)}
            y1={em(barTop)}
            y2={em(barTop + 1.65)}
          />
          <text
            class="chart-note"
            x={scale.at(limit.value)}
            y={em(barTop + 2.75)}
            text-anchor={Number.parseFloat(scale.at(limit.value)) > 50 ? 'end' : 'start'}
          >
            {limit.spoken}
          </text>
        </>
      )}
    </g>
  )
}

/** The number would run through the limit's line: it then stands behind the line. */
function near(value: number, limit: number): boolean {
  return limit - value < limit * 0.3
}
