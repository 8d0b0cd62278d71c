import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nextField, nextPath, pagingQuery, readCursor, writeCursor } from '../http/paging.ts'
import { nothing } from '../http/read.ts'
import { federalYears, matchStoredYears } from '../service/register/match-years.ts'
import type { InventoryView } from '../service/register/view.ts'
import type { ApiDeps } from './deps.ts'
import { ApiError } from './problem.ts'
import { mutable } from './schema/mutable.ts'
import { importNote, inventory, matchPair } from './schema/register.ts'
import { words, year } from './schema/words.ts'

const params = z.object({ id: z.string().regex(/^\d{1,15}$/, { error: 'Expected the number of an inventory' }) })

/** `/api/v1/inventories`: what was imported, what was rejected and why; `/api/v1/matches`: use cases between years. */
export function inventoryRoutes({ store }: ApiDeps): Routes {
  return ({ json }) => {
    json({
      url: '/api/v1/inventories',
      operationId: 'listInventories',
      summary: 'Imported files, newest first, with their digests and counts',
      tag: 'inventories',
      params: nothing,
      query: nothing,
      body: z.object({ inventories: z.array(inventory) }),
      answer: async () => ({ inventories: mutable(await store.inventories()) }),
    })
    json({
      url: '/api/v1/inventories/:id',
      operationId: 'getInventory',
      summary: 'One imported file',
      tag: 'inventories',
      params,
      query: nothing,
      body: inventory,
      async answer({ params: { id } }) {
        return mutable(await inventoryOf(id))
      },
    })
    for (const kind of ['rejection', 'warning'] as const) {
      json({
        url: `/api/v1/inventories/:id/${kind}s`,
        operationId: kind === 'rejection' ? 'listRejections' : 'listWarnings',
        summary: kind === 'rejection' ? 'Records of a file that could not be read, and why' : 'Warnings of a file',
        tag: 'inventories',
        params,
        query: z.object(pagingQuery),
        body: z.object({
          total: z.int(),
          [`${kind}s`]: z.array(importNote.extend({ raw: z.string().nullable() })),
          next: nextField,
        }),
        async answer({ params: { id }, query: { cursor, limit }, path }) {
          await inventoryOf(id)
          const list = `${kind} ${id}`
          const after = Number(readCursor(list, cursor, z.string().regex(/^\d{1,9}$/)) ?? 0)
          const notes = await store.importNotes(Number(id), kind, { after, limit })
          return {
            total: notes.total,
            [`${kind}s`]: mutable(notes.items),
            next: nextPath(path, notes.next === null ? null : writeCursor(list, notes.next)),
          }
        },
      })
    }
    json({
      url: '/api/v1/matches',
      operationId: 'listMatches',
      summary: 'Use cases matched between two inventory years, with every part of the score',
      tag: 'matches',
      params: nothing,
      query: z.object({
        from: year.prefault('2024'),
        to: year.prefault('2025'),
        agency: words(200).optional(),
      }),
      body: z.object({
        pairs: z.array(matchPair),
        undecided: z.array(matchPair),
        relations: z.array(matchPair.extend({ verdict: z.enum(['split', 'merged']) })),
        vanished: z.array(z.object({ key: z.string(), row: z.int() })),
        new: z.array(z.object({ key: z.string(), row: z.int() })),
      }),
      async answer({ query: { from, to, agency } }) {
        if (to <= from) {
          throw new ApiError('request_malformed', {
            errors: [{ path: 'query.to', message: 'Expected a year after from' }],
          })
        }
        const years = await federalYears(store)
        if (!years.includes(from) || !years.includes(to)) {
          throw new ApiError('not_found', { detail: yearsTold(years) })
        }
        const found = await matchStoredYears(store, { from, to, ...(agency === undefined ? {} : { agency }) })
        return mutable({
          pairs: found.pairs,
          undecided: found.undecided,
          relations: found.relations,
          vanished: found.vanished,
          new: found.new,
        })
      },
    })
  }

  async function inventoryOf(id: string): Promise<InventoryView> {
    const found = (await store.inventories()).find((one) => one.id === Number(id))
    if (!found) throw new ApiError('not_found')
    return found
  }
}

function yearsTold(years: readonly number[]): string {
  const there = years.length === 0 ? 'none is imported yet' : `those imported are of ${years.join(', ')}`
  return `There is no federal inventory of one of these years: ${there}.`
}
