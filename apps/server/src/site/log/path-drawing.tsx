import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { EntryPath } from '../../service/log/entry-path.ts'
import { Chart } from '../component/chart/chart.tsx'
import { em } from '../component/chart/scale.ts'
import { useFrame, useSay } from '../frame.ts'

interface Node {
  readonly role: 'root' | 'on' | 'beside' | 'leaf'
  readonly start: number
  readonly end: number
  readonly hash: string
}

/** One height of the drawing: the root alone, or two nodes side by side in the order of their leaves. */
interface Row {
  readonly height: number
  readonly nodes: readonly Node[]
}

/** From the root down to the entry. */
export function rowsOf({ steps, size, root, leaf }: EntryPath): readonly Row[] {
  const top: Row = {
    height: steps.length,
    nodes: [
      { role: steps.length === 0 ? 'leaf' : 'root', start: 0, end: size, hash: steps.length === 0 ? leaf : root },
    ],
  }
  const below = steps.map(({ path, sibling }, height): Row => {
    const nodes: readonly Node[] = [
      { role: height === 0 ? 'leaf' : 'on', ...path },
      { role: 'beside', ...sibling },
    ]
    return { height, nodes: [...nodes].sort((a, b) => a.start - b.start) }
  })
  return [top, ...below.reverse()]
}

const BOX = 3
const GAP = 1
const HASH_LETTERS = 8

/** The entry's way from the root down: at each height the node on it (thick) and the one beside it, which the proof brings (dashed). */
export function PathDrawing({ path }: { readonly path: EntryPath }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const rows = rowsOf(path)
  const range = ({ start, end }: Node): string =>
    end - start === 1 ? spokenNumber(lang, start) : `${spokenNumber(lang, start)}–${spokenNumber(lang, end - 1)}`
  const at = (row: number): number => row * (BOX + GAP) + 0.2
  return (
    <Chart
      narrow
      alt={say('log.path-alt', {
        index: spokenNumber(lang, path.index),
        size: spokenNumber(lang, path.size),
        steps: path.steps.length,
      })}
      height={rows.length * (BOX + GAP) - GAP + 0.4}
    >
      {rows.map(({ height, nodes }, row) =>
        nodes.map((node, side) => {
          const left = nodes.length === 1 ? 25 : side === 0 ? 1 : 52
          const width = nodes.length === 1 ? 50 : 47
          const isOn = node.role !== 'beside'
          const middle = `${left + width / 2}%`
          const above = rows[row - 1]?.nodes
          const parent = above?.findIndex((one) => one.role !== 'beside') ?? -1
          const parentMiddle =
            above === undefined || parent < 0 ? null : above.length === 1 ? 50 : parent === 0 ? 24.5 : 75.5
          return (
            <g key={`${height} ${node.role}`}>
              {parentMiddle !== null && (
                <line
                  class={isOn ? 'path-line path-line-on' : 'path-line'}
                  x1={`${parentMiddle}%`}
                  y1={em(at(row) - GAP)}
                  x2={middle}
                  y2={em(at(row))}
                />
              )}
              <rect
                class={isOn ? 'path-box path-box-on' : 'path-box'}
                x={`${left}%`}
                y={em(at(row))}
                width={`${width}%`}
                height={em(BOX)}
              />
              <text class="chart-label path-hash" x={middle} y={em(at(row) + 1.3)} text-anchor="middle">
                {node.hash.slice(0, HASH_LETTERS)}
              </text>
              <text class="chart-note" x={middle} y={em(at(row) + 2.5)} text-anchor="middle">
                {range(node)}
              </text>
            </g>
          )
        }),
      )}
    </Chart>
  )
}
