import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { readCursor, writeCursor } from '../../http/paging.ts'
import { ApiError } from '../../http/refusal.ts'
import type { PageOf } from '../../service/register/view.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { inventoryPage, type Part } from './page.tsx'

const A_PAGE = 50
const cursor = z.string().max(200).optional()

export function inventoryRoutes({ site, store }: SiteDeps): Routes {
  return ({ page }) => {
    page({
      url: '/inventories/:id',
      params: z.object({ id: z.string().regex(/^\d{1,9}$/) }),
      query: z.object({ ...langQuery, rejections: cursor, warnings: cursor, changes: cursor }),
      async answer({ params, query }) {
        const id = Number(params.id)
        const all = await store.inventories()
        const inventory = all.find((one) => one.id === id)
        if (!inventory) throw new ApiError('not_found')
        const [rejections, warnings, changes] = await Promise.all([
          part(`rejections ${id}`, query.rejections, (after) =>
            store.importNotes(id, 'rejection', { after, limit: A_PAGE }),
          ),
          part(`warnings ${id}`, query.warnings, (after) => store.importNotes(id, 'warning', { after, limit: A_PAGE })),
          part(`changes ${id}`, query.changes, (after) => store.changesOfInventory(id, { after, limit: A_PAGE })),
        ])
        const props = {
          inventory,
          supersedes: all.find((one) => one.id === inventory.supersedes) ?? null,
          supersededBy: all.find((one) => one.supersedes === id) ?? null,
          rejections,
          warnings,
          changes,
        }
        return { kind: 'page', html: renderPage(site, inventoryPage(query.lang, props)) }
      },
    })
  }
}

async function part<Item>(
  list: string,
  given: string | undefined,
  read: (after: number) => Promise<PageOf<Item>>,
): Promise<Part<Item>> {
  const after = Number(readCursor(list, given, z.string().regex(/^\d{1,9}$/)) ?? 0)
  const page = await read(after)
  return { page, first: after + 1, next: page.next === null ? null : writeCursor(list, page.next) }
}
