import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiError, type FieldProblem } from '../api/problem.ts'

/** Where a value of a request stands; begins the path of a field problem. */
export type Place = 'params' | 'query' | 'body' | 'headers'

/**
 * The value as its schema types it.
 * @throws ApiError `request_malformed` naming every field that does not fit and what was expected; values are not quoted.
 */
export function parseRequest<Schema extends z.ZodType>(place: Place, schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const errors = parsed.error.issues.flatMap((issue) => fieldProblems(place, issue, known))
  throw new ApiError('request_malformed', { errors })
}

function fieldProblems(place: Place, issue: z.core.$ZodIssue, known: readonly string[]): FieldProblem[] {
  const path = [place, ...issue.path.map(String)].join('.')
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
  return issue.keys.map((key) => unknownField(`${path}.${key}`, issue.path.length === 0 ? known : []))
}

function unknownField(path: string, known: readonly string[]): FieldProblem {
  return { path, message: known.length === 0 ? 'Unknown field' : `Unknown field: expected ${known.join(', ')}` }
}

const NUL_MESSAGE = 'Expected text without NUL characters'

/**
 * Declines every request that holds U+0000, whatever route it is for: PostgreSQL holds no such text, so nothing is found by it and nothing
 * can be kept with it. `address_malformed` for the path, `request_malformed` naming the fields of query and body.
 */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ params, query, body }) => {
    if (pathsOfNul('params', params).length > 0) throw new ApiError('address_malformed', { detail: NUL_MESSAGE })
    const paths = [...pathsOfNul('query', query), ...pathsOfNul('body', body)]
    if (paths.length === 0) return
    throw new ApiError('request_malformed', { errors: paths.map((path) => ({ path, message: NUL_MESSAGE })) })
  })
}

function pathsOfNul(path: string, value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [path] : []
  if (Array.isArray(value)) return value.flatMap((one, at) => pathsOfNul(`${path}.${at}`, one))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([name, one]) =>
    name.includes('\0') ? [path] : pathsOfNul(`${path}.${name}`, one),
  )
}

export type QueryValues = Readonly<Record<string, string | readonly string[]>>

/** The query of an address. An empty value counts as not given: forms send every field they have. */
export function queryOf(url: string): QueryValues {
  const at = url.indexOf('?')
  const given = new URLSearchParams(at === -1 ? '' : url.slice(at + 1))
  const values = new Map<string, string[]>()
  for (const [name, value] of given) if (value !== '') values.set(name, [...(values.get(name) ?? []), value])
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]))
}

/** @throws ApiError `request_malformed` for a parameter that the schema does not name. */
export function refuseUnknownQuery(query: QueryValues, known: readonly string[]): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new ApiError('request_malformed', { errors: unknown.map((name) => unknownField(`query.${name}`, known)) })
}

/** Path and the named part of the query, in the order of the names: one address for every spelling of it. */
export function canonicalPath(url: string, query: QueryValues, names: readonly string[]): string {
  const rawPath = url.split('?', 1)[0] ?? '/'
  const path = rawPath.length > 1 ? rawPath.replace(/\/+$/, '') : rawPath
  const kept = new URLSearchParams()
  for (const name of names) for (const value of [query[name] ?? []].flat()) kept.append(name, value)
  return kept.size === 0 ? path : `${path}?${kept.toString()}`
}
