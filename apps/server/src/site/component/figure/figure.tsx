import type { ComponentChildren, VNode } from 'preact'
import { useSay } from '../../frame.ts'
import { DataTable, type DataTableProps } from '../data-table/data-table.tsx'

export interface FigureProps {
  /** Unique on the page; the figure's own address. */
  readonly id: string
  /** States what is seen: "16 of 227 declare an established appeal". */
  readonly title: string
  /** Unit, n and dates. */
  readonly subtitle: string
  /** Where the numbers come from, in words; the table's cells may carry source marks. */
  readonly source: string
  readonly table: DataTableProps
  /** true: as wide as the page, for many panels. */
  readonly wide?: boolean
  readonly downloads: { readonly csv: string; readonly json: string; readonly svg?: string }
  /** The drawing: a `Chart` with its alternative text. */
  readonly children: ComponentChildren
}

/** A picture that proves itself: what is seen, in which unit, from where, with every number in a table and as files. */
export function Figure({ id, title, subtitle, source, table, downloads, wide = false, children }: FigureProps): VNode {
  const say = useSay()
  return (
    <figure class={wide ? 'figure figure-wide' : 'figure'} id={id} aria-labelledby={`${id}-title`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <p class="soft small">{subtitle}</p>
      </figcaption>
      {children}
      <div class="figure-foot">
        <p>{say('figure.source', { source })}</p>
        <details>
          <summary>{say('figure.table')}</summary>
          <DataTable {...table} />
        </details>
        <p class="no-print">
          {say('figure.downloads')}:{' '}
          {Object.entries(downloads).map(([kind, path], at) => (
            <span key={kind}>
              {at > 0 && ' · '}
              <a href={path} download>
                {kind.toUpperCase()}
              </a>
            </span>
          ))}
        </p>
      </div>
    </figure>
  )
}
