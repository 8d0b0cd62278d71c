import { type Lang, message, spokenDate, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { InventoryView } from '../../service/register/view.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { inventoryPath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface InventoriesPageProps {
  /** Newest first. */
  readonly inventories: readonly InventoryView[]
}

/** `/inventories`: every file the register was made from. */
export function inventoriesPage(lang: Lang, props: InventoriesPageProps): Page {
  return {
    lang,
    path: '/inventories',
    title: message(lang, 'inventories.title'),
    description: message(lang, 'inventories.description'),
    door: 'register',
    data: '/api/v1/inventories',
    content: <Inventories {...props} />,
  }
}

function Inventories({ inventories }: InventoriesPageProps): VNode {
  const say = useSay()
  return (
    <>
      <h1>{say('inventories.title')}</h1>
      <p class="lead">{say('inventories.lead', { count: inventories.length })}</p>
      <p>{say('inventories.what')}</p>
      {inventories.length > 0 && <Files inventories={inventories} />}
      <section aria-labelledby="how">
        <h2 id="how">{say('inventories.how-title')}</h2>
        <p>{say('inventories.how')}</p>
        <pre class="wrapped">
          <code>
            {
              'npx recourse register import 2023_consolidated_ai_inventory_raw.csv \\\n  2024_consolidated_ai_inventory_raw_v2.csv \\\n  2025_individually_reported_AI_use_cases.csv'
            }
          </code>
        </pre>
        <p>{say('inventories.where')}</p>
        <p>{say('inventories.again')}</p>
      </section>
    </>
  )
}

function Files({ inventories }: InventoriesPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const number = (key: string, label: string) => ({ key, label, kind: 'number' as const })
  return (
    <DataTable
      caption={say('inventories.caption')}
      captionHidden
      columns={[
        { key: 'file', label: say('inventories.file') },
        { key: 'imported', label: say('inventories.imported') },
        number('records', say('inventories.records')),
        number('added', say('inventories.added')),
        number('updated', say('inventories.updated')),
        number('unchanged', say('inventories.unchanged')),
        number('rejected', say('inventories.rejected')),
        number('absent', say('inventories.absent')),
        { key: 'digest', label: say('inventories.digest') },
      ]}
      rows={inventories.map((one) => ({
        key: String(one.id),
        cells: [
          <span key="file">
            <a href={to(inventoryPath(one.id))} class="file-name">
              {one.file}
            </a>
            <br />
            <span class="soft small">{say(`inventory-name.${one.format}`)}</span>
          </span>,
          <span key="imported" class="nowrap">
            {spokenDate(lang, one.importedAt, 'short')}
          </span>,
          spokenNumber(lang, one.records),
          spokenNumber(lang, one.added),
          spokenNumber(lang, one.updated),
          spokenNumber(lang, one.unchanged),
          spokenNumber(lang, one.quarantined),
          spokenNumber(lang, one.absent),
          <span key="digest" class="proof" title={one.sha256}>
            {one.sha256.slice(0, 12)}…
          </span>,
        ],
      }))}
    />
  )
}
