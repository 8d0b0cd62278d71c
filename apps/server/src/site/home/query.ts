import { z } from 'zod'
import type { FacetName, UseCaseFilter } from '../../service/register/view.ts'

/** Facets in page order; also the order of their values in an address. */
export const FACETS: readonly FacetName[] = [
  'agency',
  'bureau',
  'year',
  'stage',
  'impact',
  'rule',
  'vendor',
  'jurisdiction',
]

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat().slice(0, 50)))

/** What the home page's address may ask: a GET form's fields, so that a search can be linked. */
export const homeQuery = z.object({
  q: z.string().max(200).catch('').default(''),
  agency: several,
  bureau: several,
  year: several,
  stage: several,
  impact: several,
  rule: several,
  vendor: several,
  jurisdiction: several,
  cursor: z.string().max(200).optional(),
})

export type HomeQuery = z.output<typeof homeQuery>

export function filterOf(query: HomeQuery): UseCaseFilter {
  const words = query.q.trim()
  const years = query.year.map(Number).filter(Number.isInteger)
  const chosen = CHOICES.flatMap((name) => (query[name].length === 0 ? [] : [[name, query[name]] as const]))
  return {
    ...(words === '' ? {} : { query: words }),
    ...(years.length === 0 ? {} : { year: years }),
    ...Object.fromEntries(chosen),
  }
}

const CHOICES = ['agency', 'bureau', 'stage', 'impact', 'rule', 'vendor', 'jurisdiction'] as const

/** Whether the address asks for anything narrower than the whole register. */
export function isNarrowed(filter: UseCaseFilter): boolean {
  return Object.keys(filter).length > 0
}

/** The limits in force as name and value, in address order, without the words. */
export function limitsOf(filter: UseCaseFilter): readonly { readonly name: FacetName; readonly value: string }[] {
  return FACETS.flatMap((name) => (filter[name] ?? []).map((value) => ({ name, value: String(value) })))
}

/** The address of a search; `cursor` the opaque position of a later page. */
export function searchPath(filter: UseCaseFilter, cursor: string | null = null): string {
  const query = new URLSearchParams()
  if (filter.query !== undefined) query.append('q', filter.query)
  for (const { name, value } of limitsOf(filter)) query.append(name, value)
  if (cursor !== null) query.append('cursor', cursor)
  return query.size === 0 ? '/' : `/?${query.toString()}`
}
