import type { VNode } from 'preact'
import { useSay } from '../../frame.ts'
import { Chart } from '../chart/chart.tsx'
import type { SquareGroup } from './squares.tsx'

const PITCH = 14
const SIDE = 10
const ROWS = 10
const WIDTH = 672
const TEXT = 14
const LABEL = 34
const GAP = 16
/** The widest label, `STATE` over `10 of 38`. */
const LEAST = 52

/** The squares as one drawing for the file form (`standaloneSvg`): blocks side by side, wrapped at its fixed width. */
export function SquaresChart({
  alt,
  groups,
}: {
  readonly alt: string
  readonly groups: readonly SquareGroup[]
}): VNode {
  const say = useSay()
  let left = 0
  let top = 0
  let deepest = 0
  const blocks = groups.map((group) => {
    const wide = Math.max(LEAST, Math.ceil(group.total / ROWS) * PITCH)
    if (left > 0 && left + wide > WIDTH) {
      left = 0
      top += LABEL + deepest * PITCH + GAP
      deepest = 0
    }
    const place = { x: left, y: top }
    left += wide + GAP
    deepest = Math.max(deepest, Math.min(ROWS, group.total))
    return { group, ...place }
  })
  return (
    <Chart alt={alt} height={(top + LABEL + deepest * PITCH) / TEXT}>
      {blocks.map(({ group, x, y }) => (
        <g key={group.label} transform={`translate(${x} ${y})`}>
          <text class="chart-label chart-strong" x="0" y="11">
            {group.label}
          </text>
          <text class="chart-note" x="0" y="27">
            {say('squares.more', { filled: group.filled, total: group.total })}
          </text>
          {Array.from({ length: group.total }, (_, at) => square(at, at < group.filled))}
        </g>
      ))}
    </Chart>
  )
}

function square(at: number, filled: boolean): VNode {
  const x = Math.floor(at / ROWS) * PITCH
  const y = LABEL + (at % ROWS) * PITCH
  return (
    <rect
      key={at}
      class={filled ? 'square-filled' : 'square-hollow'}
      x={x + 0.5}
      y={y + 0.5}
      width={SIDE}
      height={SIDE}
    />
  )
}
