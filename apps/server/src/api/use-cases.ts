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
import { keyParam, words, year } from './schema/words.ts'

/** One value or several: `?agency=DHS&agency=VA`. */
function several<Value extends z.ZodType>(value: Value, description: string, expected: string) {
  return z
    .union([value, z.array(value).max(MOST_VALUES)], { error: `Expected ${expected}` })
    .optional()
    .transform((given) => (given === undefined ? undefined : [given].flat()))
    .meta({ description })
}

const MOST_VALUES = 100

const filter = {
  query: words(200).optional().meta({ description: 'Words; where none match, near spellings' }),
  agency: several(words(200), 'Agency code', 'text without NUL characters'),
  bureau: several(words(300), 'Bureau as declared', 'text without NUL characters'),
  year: several(year, 'Inventory year', 'a year such as 2025'),
  stage: several(words(300), 'Newest declared stage', 'text without NUL characters'),
  impact: several(words(300), 'Newest declared impact status', 'text without NUL characters'),
  vendor: several(words(300), 'Vendor as declared', 'text without NUL characters'),
  rule: several(words(20), 'Rule id with a finding', 'text without NUL characters'),
  jurisdiction: several(z.enum(['us', 'uk', 'nl']), 'us, uk or nl', 'us, uk or nl'),
}

const params = z.object({ key: keyParam })

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
        const { cursor, limit, ...asked } = query
        const after = readCursor('use-cases', cursor, z.string().regex(/^\d{1,9}$/))
        const found = await store.searchUseCases(present(asked), { after, limit })
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
        column: words(200).default('').meta({ description: 'Canonical column; empty for the entry as a whole' }),
        kind: z.enum(REPORT_KINDS),
        text: words(REPORT_LIMIT).min(1),
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
