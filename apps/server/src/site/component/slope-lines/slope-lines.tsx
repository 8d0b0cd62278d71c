import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import { useFrame } from '../../frame.ts'
import { Chart, linesOf } from '../chart/chart.tsx'
import { em } from '../chart/scale.ts'

export interface SlopeLine {
  readonly from: string
  readonly to: string
  readonly count: number
  /** down: asks for less than before; up: for more; same: neither. */
  readonly direction: 'down' | 'up' | 'same'
}

export interface SlopeLinesProps {
  readonly alt: string
  readonly heads: readonly [string, string]
  /** Words on each side, from strict to loose. */
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly lines: readonly SlopeLine[]
}

const PORT = 1.35
const GAP = 1
const HEAD = 2.25
const LINE_CHARACTERS = 17

interface Port {
  readonly line: SlopeLine
  readonly y: number
}

interface Side {
  readonly names: readonly { readonly name: string; readonly y: number }[]
  readonly ports: readonly Port[]
  readonly height: number
}

/** What became of the uses that changed: one line a pair of words, with its count, thicker for more. Both sides stand in order from strict to loose, so a falling line asks for less. What stayed is not drawn. */
export function SlopeLines({ alt, heads, left, right, lines }: SlopeLinesProps): VNode {
  const { lang } = useFrame()
  const from = sideOf(
    left,
    lines,
    (line) => line.from,
    (line) => right.indexOf(line.to),
  )
  const to = sideOf(
    right,
    lines,
    (line) => line.to,
    (line) => left.indexOf(line.from),
  )
  const most = Math.max(1, ...lines.map((line) => line.count))
  return (
    <Chart alt={alt} height={Math.max(from.height, to.height)} narrow>
      <text class="chart-label chart-strong" x="0" y="1em">
        {heads[0]}
      </text>
      <text class="chart-label chart-strong" x="64%" y="1em">
        {heads[1]}
      </text>
      {from.names.map(({ name, y }) => (
        <Name key={name} name={name} x="0" y={y} />
      ))}
      {to.names.map(({ name, y }) => (
        <Name key={name} name={name} x="64%" y={y} />
      ))}
      {from.ports.map(({ line, y }) => {
        const end = to.ports.find((port) => port.line === line)
        if (!end) return null
        return (
          <g key={`${line.from}>${line.to}`}>
            <line
              class={
                line.direction === 'down'
                  ? 'chart-second-line'
                  : line.direction === 'up'
                    ? 'chart-main-line'
                    : 'chart-rest-line'
              }
              x1="44%"
              x2="61%"
              y1={em(y - 0.35)}
              y2={em(end.y - 0.35)}
              stroke-width={Number((1.25 + 5 * Math.sqrt(line.count / most)).toFixed(1))}
            />
            <text class="chart-value" x="42.5%" y={em(y)} text-anchor="end">
              {spokenNumber(lang, line.count)}
            </text>
          </g>
        )
      })}
    </Chart>
  )
}

/** Places the words of one side from above; each has a port for every line that touches it, in the order of the other side. */
function sideOf(
  names: readonly string[],
  lines: readonly SlopeLine[],
  own: (line: SlopeLine) => string,
  other: (line: SlopeLine) => number,
): Side {
  const placed: { name: string; y: number }[] = []
  const ports: Port[] = []
  let top = HEAD
  for (const name of names) {
    const touching = lines.filter((line) => own(line) === name).sort((a, b) => other(a) - other(b))
    placed.push({ name, y: top })
    touching.forEach((line, at) => {
      ports.push({ line, y: top + 1 + at * PORT })
    })
    top += Math.max(touching.length * PORT, linesOf(name, LINE_CHARACTERS).length * 1.25) + GAP
  }
  return { names: placed, ports, height: top }
}

function Name({ name, x, y }: { readonly name: string; readonly x: string; readonly y: number }): VNode {
  return (
    <text class="chart-label" x={x} y={em(y + 1)}>
      {linesOf(name, LINE_CHARACTERS).map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? undefined : '1.25em'}>
          {line}
        </tspan>
      ))}
    </text>
  )
}
