import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nextField, nextHeaders, nextPath, pagingQuery, readCursor, writeCursor } from '../http/paging.ts'
import { nothing } from '../http/read.ts'
import { REPORT_KINDS, REPORT_LIMIT, reportError } from '../service/register/report-error.ts'
import { showUseCase } from '../service/register/show-use-case.ts'
import type { ApiDeps } from './deps.ts'
import { present } from './optional.ts'
import { ApiError } from './problem.ts'
import { mutable } from './schema/mutable.ts'
import { facet, useCaseDetail, useCaseSummary } from './schema/register.ts'

/** One value or several: `?agency=DHS&agency=VA`. */
const several = (what: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? undefined : [value].flat()))
    .meta({ description: what })

const filter = {
  query: z.string().max(200).optional().meta({ description: 'Words; where none match, near spellings' }),
  agency: several('Agency code'),
  bureau: several('Bureau as declared'),
  year: several('Inventory year'),
  stage: several('Newest declared stage'),
  impact: several('Newest declared impact status'),
  vendor: several('Vendor as declared'),
  rule: several('Rule id with a finding'),
  jurisdiction: several('us, uk or nl'),
}

const params = z.object({ key: z.string() })

/** `/api/v1/use-cases`: search, one use case, and reports of an error. */
export function useCaseRoutes({ store, clock, ids }: ApiDeps): Routes {
  return ({ json, write }) => {
    json({
      url: '/api/v1/use-cases',
      operationId: 'listUseCases',
      summary: 'Search use cases, with facets',
      tag: 'use-cases',
      params: nothing,
      query: z.object({ ...filter, ...pagingQuery }),
      body: z.object({
        total: z.int(),
        nearly: z.boolean().meta({ description: 'Nothing holds the words; these are the nearest spellings' }),
        corrected: z.string().nullable().meta({ description: 'The words searched for instead' }),
        useCases: z.array(useCaseSummary),
        facets: z.array(facet),
        next: nextField,
      }),
      headers: nextHeaders,
      async answer({ query, path }) {
        const { cursor, limit, year, ...words } = query
        const years = year?.map(Number).filter(Number.isInteger)
        const after = readCursor('use-cases', cursor, z.string().regex(/^\d{1,9}$/))
        const found = await store.searchUseCases(
          { ...present(words), ...(years === undefined ? {} : { year: years }) },
          { after, limit },
        )
        const next = found.page.next
        return {
          total: found.page.total,
          nearly: found.nearly,
          corrected: found.corrected,
          useCases: mutable(found.page.items),
          facets: mutable(found.facets),
          next: nextPath(path, next === null ? null : writeCursor('use-cases', next)),
        }
      },
    })
    json({
      url: '/api/v1/use-cases/:key',
      operationId: 'getUseCase',
      summary: 'One use case with the provenance of every field, by the key of any of its entries',
      tag: 'use-cases',
      params,
      query: nothing,
      body: useCaseDetail,
      async answer({ params: { key } }) {
        const found = await showUseCase(store, key)
        if (!found) throw new ApiError('not_found')
        return mutable(found)
      },
    })
    write({
      method: 'POST',
      url: '/api/v1/use-cases/:key/reports',
      operationId: 'reportError',
      summary: 'Report an error in an entry',
      description: 'Asks for no name and keeps no address. The words are never printed and are erased when settled.',
      tag: 'use-cases',
      params,
      body: z.strictObject({
        year: z.int(),
        column: z
          .string()
          .max(200)
          .default('')
          .meta({ description: 'Canonical column; empty for the entry as a whole' }),
        kind: z.enum(REPORT_KINDS),
        text: z.string().min(1).max(REPORT_LIMIT),
      }),
      status: 201,
      reply: z.object({ id: z.string() }),
      async perform({ params: { key }, body }) {
        const outcome = await reportError({ store, clock, ids }, { entryKey: key.toLowerCase(), ...body })
        if (!outcome.ok) throw new ApiError(outcome.code)
        return { body: { id: outcome.id } }
      },
    })
  }
}
