import { QUESTIONS, RULES, rule as ruleOf } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nextField, nextHeaders, nextPath, pagingQuery, readCursor, writeCursor } from '../http/paging.ts'
import { nothing } from '../http/read.ts'
import type { ApiDeps } from './deps.ts'
import { present } from './optional.ts'
import { ApiError } from './problem.ts'
import { mutable } from './schema/mutable.ts'
import { finding, severity } from './schema/register.ts'
import { keyParam, words, year } from './schema/words.ts'

const rule = z
  .object({
    id: z.string(),
    version: z.int(),
    group: z.enum(QUESTIONS),
    title: z.string(),
    severity,
    citation: z.string(),
    unverified: z.boolean().meta({ description: 'The citation has not been checked at its primary source' }),
    population: z.string(),
    predicate: z.string().meta({ description: 'The exact predicate, in words' }),
    unit: z.string(),
    legacy: z.boolean(),
    needsALook: z.boolean().meta({ description: 'A word rule: a reason to look, not a verdict' }),
    total: z.int().meta({ description: 'Findings now, in every state' }),
    open: z.int(),
    agencies: z.array(z.object({ agency: z.string(), count: z.int() })),
  })
  .meta({ id: 'Rule' })

/** A rule's id in any case. One that is none is refused: no findings would read as nothing being wrong. */
const ruleParam = words(20)
  .toUpperCase()
  .refine((id) => ruleOf(id) !== undefined, { error: 'Unknown rule: expected an id that /api/v1/rules lists' })

/** `/api/v1/findings` and `/api/v1/rules`. */
export function findingRoutes({ store }: ApiDeps): Routes {
  return ({ json }) => {
    json({
      url: '/api/v1/findings',
      operationId: 'listFindings',
      summary: 'Findings that fire now, counted by rule',
      tag: 'findings',
      params: nothing,
      query: z.object({
        rule: ruleParam.optional(),
        agency: words(200).optional(),
        bureau: words(300).optional(),
        year: year.optional(),
        severity: severity.optional(),
        state: z.enum(['open', 'disputed', 'corrected', 'withdrawn']).optional(),
        useCase: keyParam.optional().meta({ description: 'Key of a use case or entry' }),
        ...pagingQuery,
      }),
      body: z.object({
        total: z.int(),
        byRule: z.record(z.string(), z.int()),
        findings: z.array(finding),
        next: nextField,
      }),
      headers: nextHeaders,
      async answer({ query: { cursor, limit, ...filter }, path }) {
        const after = readCursor('findings', cursor, z.string().regex(/^\d{1,9}$/))
        const list = await store.findingList(present(filter), { after, limit })
        const next = list.page.next
        return {
          total: list.total,
          byRule: { ...list.byRule },
          findings: mutable(list.page.items),
          next: nextPath(path, next === null ? null : writeCursor('findings', next)),
        }
      },
    })
    json({
      url: '/api/v1/rules',
      operationId: 'listRules',
      summary: 'Every finding rule with its exact predicate and its counts',
      tag: 'findings',
      params: nothing,
      query: nothing,
      body: z.object({ rules: z.array(rule) }),
      answer: async () => ({ rules: await describedRules() }),
    })
    json({
      url: '/api/v1/rules/:id',
      operationId: 'getRule',
      summary: 'One finding rule',
      tag: 'findings',
      params: z.object({ id: words(20) }),
      query: nothing,
      body: rule,
      async answer({ params }) {
        const found = (await describedRules()).find((one) => one.id === params.id.toUpperCase())
        if (!found) throw new ApiError('not_found')
        return found
      },
    })
  }

  async function describedRules(): Promise<z.output<typeof rule>[]> {
    const counts = new Map((await store.ruleCounts()).map((one) => [one.rule, one]))
    return RULES.map((one) => {
      const counted = counts.get(one.id)
      return {
        id: one.id,
        version: one.version,
        group: one.group,
        title: one.title,
        severity: one.severity,
        citation: one.citation.linkText,
        unverified: one.citation.unverified,
        population: one.population,
        predicate: one.predicate,
        unit: one.unit,
        legacy: one.legacy,
        needsALook: one.needsALook,
        total: counted?.total ?? 0,
        open: counted?.open ?? 0,
        agencies: mutable(counted?.agencies ?? []),
      }
    })
  }
}
