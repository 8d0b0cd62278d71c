import { type Lang, message, spokenDate } from '@recourse/papers'
import type { ComponentChildren, VNode } from 'preact'
import type { EntryChangeView, ImportNote, InventoryView, PageOf } from '../../service/register/view.ts'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { inventoryPath, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'

/** Part of a longer list: what is shown, where it begins, and the cursor of the part after it. */
export interface Part<Item> {
  readonly page: PageOf<Item>
  /** From 1. */
  readonly first: number
  readonly next: string | null
}

export interface InventoryPageProps {
  readonly inventory: InventoryView
  readonly supersedes: InventoryView | null
  readonly supersededBy: InventoryView | null
  readonly rejections: Part<ImportNote & { readonly raw: string | null }>
  readonly warnings: Part<ImportNote>
  readonly changes: Part<EntryChangeView>
}

/** `/inventories/ID`: one imported file, and what became of each of its records. */
export function inventoryPage(lang: Lang, props: InventoryPageProps): Page {
  const { inventory, rejections, warnings, changes } = props
  return {
    lang,
    path: inventoryPath(inventory.id),
    title: inventory.file,
    description: message(lang, 'inventory.description', { file: inventory.file }),
    door: 'register',
    indexed: rejections.first + warnings.first + changes.first === 3,
    data: `/api/v1/inventories/${inventory.id}`,
    content: <Inventory {...props} />,
  }
}

function Inventory(props: InventoryPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { inventory } = props
  const rejected = inventory.quarantined
  return (
    <>
      <Breadcrumb trail={[{ label: say('inventories.title'), path: '/inventories' }]} here={`${inventory.id}`} />
      <h1 class="file-name">{inventory.file}</h1>
      <p class="lead">
        {say('inventory.lead', { records: inventory.records, date: spokenDate(lang, inventory.importedAt) })}
      </p>
      <p>{say('inventory.sum', { ...inventory, rejected })}</p>
      {inventory.absent > 0 && <p>{say('inventory.absent', { count: inventory.absent })}</p>}
      <Facts {...props} />
      <Rejections {...props} />
      <Warnings {...props} />
      <Changed {...props} />
    </>
  )
}

function Facts({ inventory, supersedes, supersededBy }: InventoryPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const link = (other: InventoryView) => (
    <a href={to(inventoryPath(other.id))} class="file-name">
      {other.file} ({other.id})
    </a>
  )
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [say('inventories.digest'), <span class="proof">{inventory.sha256}</span>],
    [say('inventory.format'), say(`inventory-name.${inventory.format}`)],
    [say('inventory.year'), String(inventory.year)],
    [say('inventory.encoding'), inventory.encoding],
    [say('inventory.size'), say('inventory.bytes', { size: inventory.sizeBytes })],
    [
      say('inventory.source'),
      inventory.source === '' ? (
        say('inventory.source-local')
      ) : (
        <a href={inventory.source} class="long-address">
          {inventory.source}
        </a>
      ),
    ],
    ...(supersedes === null ? [] : ([[say('inventory.supersedes'), link(supersedes)]] as const)),
    ...(supersededBy === null ? [] : ([[say('inventory.superseded'), link(supersededBy)]] as const)),
  ]
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{say('inventory.facts-title')}</h2>
      <dl class="rule-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Rejections({ inventory, rejections }: InventoryPageProps): VNode {
  const say = useSay()
  return (
    <section aria-labelledby="rejections">
      <h2 id="rejections">{say('inventory.rejections-title')}</h2>
      {rejections.page.total === 0 ? (
        <p class="soft">{say('inventory.rejections-none')}</p>
      ) : (
        <>
          <DataTable
            caption={say('inventory.rejections-caption')}
            captionHidden
            columns={[
              { key: 'record', label: say('inventory.record') },
              { key: 'column', label: say('inventory.column') },
              { key: 'code', label: say('inventory.code') },
              { key: 'reason', label: say('inventory.reason') },
              { key: 'raw', label: say('inventory.raw') },
            ]}
            rows={rejections.page.items.map((note, at) => ({
              key: `${rejections.first + at}`,
              cells: [...noteCells(note, say('inventory.whole-file'), say('inventory.whole')), raw(note.raw)],
            }))}
          />
          <Further part={rejections} id={inventory.id} list="rejections" />
        </>
      )}
    </section>
  )
}

function raw(text: string | null): VNode {
  return (
    <div class="raw-record" lang="en">
      {text ?? ''}
    </div>
  )
}

function noteCells(note: ImportNote, wholeFile: string, whole: string): ComponentChildren[] {
  return [
    note.row === null ? wholeFile : String(note.row),
    note.column === null ? <span class="soft small">{whole}</span> : <code>{note.column}</code>,
    <span class="proof">{note.code}</span>,
    <span lang="en">{note.message}</span>,
  ]
}

function Warnings({ inventory, warnings }: InventoryPageProps): VNode {
  const say = useSay()
  return (
    <section aria-labelledby="warnings">
      <h2 id="warnings">{say('inventory.warnings-title')}</h2>
      {warnings.page.total === 0 ? (
        <p class="soft">{say('inventory.warnings-none')}</p>
      ) : (
        <>
          <DataTable
            caption={say('inventory.warnings-caption')}
            captionHidden
            columns={[
              { key: 'record', label: say('inventory.record') },
              { key: 'column', label: say('inventory.column') },
              { key: 'code', label: say('inventory.code') },
              { key: 'reason', label: say('inventory.reason') },
            ]}
            rows={warnings.page.items.map((note, at) => ({
              key: `${warnings.first + at}`,
              cells: noteCells(note, say('inventory.whole-file'), say('inventory.whole')),
            }))}
          />
          <Further part={warnings} id={inventory.id} list="warnings" />
        </>
      )}
    </section>
  )
}

function Changed({ inventory, changes }: InventoryPageProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{say('inventory.changes-title')}</h2>
      {changes.page.total === 0 ? (
        <p class="soft">{say('inventory.changes-none')}</p>
      ) : (
        <>
          <DataTable
            caption={say('inventory.changes-caption')}
            captionHidden
            columns={[
              { key: 'entry', label: say('inventory.entry') },
              { key: 'change', label: say('inventory.change') },
              { key: 'cells', label: say('inventory.cells') },
            ]}
            rows={changes.page.items.map((change, at) => ({
              key: `${changes.first + at}`,
              cells: [
                <a key="entry" href={to(useCasePath(change.entryKey, 'history'))}>
                  {change.entryKey}
                </a>,
                say(`inventory.change-${change.kind}`),
                <span key="cells" lang="en">
                  {change.cells.map((cell) => cell.column).join(', ')}
                </span>,
              ],
            }))}
          />
          <Further part={changes} id={inventory.id} list="changes" />
        </>
      )}
    </section>
  )
}

/** Where a list stands, and the address of what follows; each list of the page turns its own pages. */
function Further({
  part,
  id,
  list,
}: {
  readonly part: Part<unknown>
  readonly id: number
  readonly list: 'rejections' | 'warnings' | 'changes'
}): VNode | null {
  const say = useSay()
  const to = useLink()
  const { page, first, next } = part
  if (first === 1 && next === null) return null
  return (
    <p>
      {say('inventory.shown', { from: first, to: first + page.items.length - 1, total: page.total })}{' '}
      {next !== null && (
        <a href={to(`${inventoryPath(id)}?${list}=${encodeURIComponent(next)}#${list}`)}>{say('inventory.next')}</a>
      )}
    </p>
  )
}
