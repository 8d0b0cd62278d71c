import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import { useFrame } from '../../frame.ts'
import { Chart } from '../chart/chart.tsx'
import { em, roomFor, zeroScale } from '../chart/scale.ts'

export interface DotRow {
  /** Short: an agency's code. */
  readonly label: string
  readonly value: number
}

export interface DotPlotProps {
  readonly alt: string
  readonly rows: readonly DotRow[]
  /** value: largest first, equal ones by label. given: the order of law, time or names. */
  readonly order?: 'value' | 'given'
}

const ROW = 1.75

/** One dot a row from zero, its number beside it: who has most, without a legend or an axis to look up. */
export function DotPlot({ alt, rows, order = 'value' }: DotPlotProps): VNode {
  const { lang } = useFrame()
  const scale = zeroScale(
    rows.map((row) => row.value),
    roomFor(
      rows.map((row) => row.label),
      45,
    ),
    90,
  )
  const sorted = order === 'given' ? rows : [...rows].sort((a, b) => b.value - a.value || compare(a.label, b.label))
  return (
    <Chart alt={alt} height={Math.max(1, sorted.length) * ROW}>
      {sorted.map((row, at) => {
        const middle = at * ROW + ROW / 2
        return (
          <g key={row.label}>
            <text class="chart-label" x="0" y={em(middle + 0.35)}>
              {row.label}
            </text>
            <line class="chart-axis" x1={scale.at(0)} x2="100%" y1={em(middle)} y2={em(middle)} />
            <line class="chart-stem" x1={scale.at(0)} x2={scale.at(row.value)} y1={em(middle)} y2={em(middle)} />
            <circle class="chart-main" cx={scale.at(row.value)} cy={em(middle)} r="0.38em" />
            <Halo x={scale.at(row.value)} y={em(middle + 0.35)} words={spokenNumber(lang, row.value)} />
          </g>
        )
      })}
    </Chart>
  )
}

/** A number right of its mark, with paper behind it where a line would run through. */
function Halo({ x, y, words }: { readonly x: string; readonly y: string; readonly words: string }): VNode {
  return (
    <text class="chart-value chart-halo" x={x} y={y} dx="0.75em">
      {words}
    </text>
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
