import type { VNode } from 'preact'
import { useSay } from '../../frame.ts'
import { Chart } from '../chart/chart.tsx'
import { em, percent } from '../chart/scale.ts'

export interface SmallPanel {
  readonly key: string
  readonly title: string
  /** The panel's finding in a sentence. */
  readonly alt: string
  /** By row label: how many of how many. A row a panel lacks is drawn as such. */
  readonly counts: Readonly<Record<string, { readonly value: number; readonly total: number }>>
}

export interface SmallMultiplesProps {
  /** Row labels in the one order that all panels share. */
  readonly rows: readonly string[]
  readonly panels: readonly SmallPanel[]
}

const ROW = 1.5
const LEFT = 20
const RIGHT = 74

/** The same rows in every panel, so that one agency can be followed from practice to practice. The bar is the share, the words the counts. */
export function SmallMultiples({ rows, panels }: SmallMultiplesProps): VNode {
  return (
    <div class="small-multiples">
      {panels.map((panel) => (
        <section key={panel.key} aria-labelledby={`panel-${panel.key}`}>
          <h4 id={`panel-${panel.key}`}>{panel.title}</h4>
          <Panel panel={panel} rows={rows} />
        </section>
      ))}
    </div>
  )
}

function Panel({ panel, rows }: { readonly panel: SmallPanel; readonly rows: readonly string[] }): VNode {
  return (
    <Chart alt={panel.alt} height={Math.max(1, rows.length) * ROW}>
      {rows.map((label, at) => (
        <Row key={label} label={label} count={panel.counts[label]} top={at * ROW} />
      ))}
    </Chart>
  )
}

interface RowProps {
  readonly label: string
  readonly count: { readonly value: number; readonly total: number } | undefined
  readonly top: number
}

function Row({ label, count, top }: RowProps): VNode {
  const say = useSay()
  const share = count && count.total > 0 ? count.value / count.total : 0
  const bar = { x: percent(LEFT), y: em(top + 0.35), height: '0.8em' }
  return (
    <g>
      <text class="chart-label" x="0" y={em(top + 1.1)}>
        {label}
      </text>
      {count && <rect class="chart-rest" {...bar} width={percent(RIGHT - LEFT)} />}
      {share > 0 && <rect class="chart-main" {...bar} width={percent((RIGHT - LEFT) * share)} />}
      <text class="chart-note" x="100%" y={em(top + 1.1)} text-anchor="end">
        {count ? say('small-multiples.cell', count) : say('absence.not-asked')}
      </text>
    </g>
  )
}
