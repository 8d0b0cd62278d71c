import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ApiError } from '../api/problem.ts'

const MOST = 200
const DEFAULT = 50
const CHECK_LENGTH = 8

/** Query fields of every list. Spread them into its schema: `z.object({ ...pagingQuery, agency: ... })`. */
export const pagingQuery = {
  cursor: z.string().max(1_000).optional().meta({ description: 'From the next link of the page before; opaque.' }),
  limit: z.coerce
    .number({ error: `Expected a whole number from 1 to ${MOST}` })
    .int()
    .min(1)
    .max(MOST)
    .default(DEFAULT)
    .meta({ description: `Items a page, ${MOST} at most.` }),
}

/** Field of every page of a list: where the next one is. */
export const nextField = z
  .string()
  .nullable()
  .meta({ description: 'Address of the next page, or null for the last one.' })

/** A position in one list, as text for an address. `list` names the list and its order; a cursor of another one is refused. */
export function writeCursor(list: string, position: unknown): string {
  const text = JSON.stringify(position)
  return `${check(list, text)}${Buffer.from(text).toString('base64url')}`
}

/**
 * The position a cursor stands for; null without one.
 * @throws ApiError `cursor_malformed` for one that was cut, altered, made for another list, or is no position of this one.
 */
export function readCursor<Position>(
  list: string,
  cursor: string | undefined,
  position: z.ZodType<Position>,
): Position | null {
  if (cursor === undefined) return null
  const text = Buffer.from(cursor.slice(CHECK_LENGTH), 'base64url').toString()
  if (cursor.slice(0, CHECK_LENGTH) !== check(list, text)) throw new ApiError('cursor_malformed')
  const parsed = position.safeParse(JSON.parse(text))
  if (!parsed.success) throw new ApiError('cursor_malformed')
  return parsed.data
}

/** Address of the page after this one: `path` (the input's own) with that cursor; null for the last. */
export function nextPath(path: string, cursor: string | null): string | null {
  if (cursor === null) return null
  const [before = '', query = ''] = path.split('?', 2)
  const kept = new URLSearchParams(query)
  kept.set('cursor', cursor)
  return `${before}?${kept.toString()}`
}

/** `Link` header of a page of a list (RFC 8288), for `headers` of a JSON route. */
export function nextHeaders({ next }: { readonly next: string | null }): Readonly<Record<string, string>> {
  return next === null ? {} : { link: `<${next}>; rel="next"` }
}

function check(list: string, text: string): string {
  return createHash('sha256').update(`${list}\n${text}`).digest('base64url').slice(0, CHECK_LENGTH)
}
