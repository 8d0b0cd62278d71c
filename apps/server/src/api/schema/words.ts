import { z } from 'zod'

/** Text of a request, at most so long. NUL is in no text that PostgreSQL holds, so nothing is found by it. */
export function words(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .regex(/^[^\0]*$/, { error: 'Expected text without NUL characters' })
}

/** An inventory year as an address writes it. */
export const year = z
  .string()
  .regex(/^(19|20)\d\d$/, { error: 'Expected a year such as 2025' })
  .transform(Number)

/** Key of an entry or use case. */
export const keyParam = words(300)
