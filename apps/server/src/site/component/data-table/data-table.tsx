import type { ComponentChildren, VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

export interface DataColumn {
  readonly key: string
  readonly label: string
  /** number: right-aligned, tabular figures. */
  readonly kind?: 'text' | 'number'
  /** Sorting is a link, so it has an address; `current` where the table is sorted by this column now. */
  readonly sort?: { readonly path: string; readonly current: 'ascending' | 'descending' | null }
}

export interface DataTableProps {
  /** Says what the rows are; always there, hidden from the eye where a heading says the same. */
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly DataColumn[]
  /** The first cell heads its row. A missing value is an `Absence`, never empty. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[]
  readonly footer?: readonly ComponentChildren[]
}

/** USWDS table in a container that scrolls by itself on a narrow screen, reachable by keyboard. */
export function DataTable({ caption, captionHidden = false, columns, rows, footer }: DataTableProps): VNode {
  return (
    <section class="usa-table-container--scrollable" aria-label={caption} tabindex={0}>
      <table class="usa-table usa-table--borderless data-table">
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} columns={columns} cells={row.cells} />
          ))}
        </tbody>
        {footer && (
          <tfoot>
            <Row columns={columns} cells={footer} />
          </tfoot>
        )}
      </table>
    </section>
  )
}

function Heading({ column }: { readonly column: DataColumn }): VNode {
  const say = useSay()
  const to = useLink()
  const { sort } = column
  return (
    <th scope="col" class={column.kind === 'number' ? 'number' : undefined} aria-sort={sort?.current ?? undefined}>
      {sort ? (
        <a href={to(sort.path)} title={say('table.sort', { column: column.label })}>
          {column.label}
          {sort.current && (
            <span aria-hidden="true" class="sort-mark">
              {sort.current === 'ascending' ? '↑' : '↓'}
            </span>
          )}
          {sort.current && <span class="visually-hidden">{say(`table.${sort.current}`)}</span>}
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}

function Row({
  columns,
  cells,
}: {
  readonly columns: readonly DataColumn[]
  readonly cells: readonly ComponentChildren[]
}): VNode {
  return (
    <tr>
      {columns.map((column, at) => {
        const number = column.kind === 'number' ? 'number' : undefined
        return at === 0 ? (
          <th key={column.key} scope="row" class={number}>
            {cells[at]}
          </th>
        ) : (
          <td key={column.key} class={number}>
            {cells[at]}
          </td>
        )
      })}
    </tr>
  )
}
