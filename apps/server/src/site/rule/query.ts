import { z } from 'zod'
import type { FindingFilter } from '../../service/register/view.ts'
import { findingPath } from '../path.ts'

const STATES = ['open', 'disputed', 'corrected', 'withdrawn'] as const

/** What narrows the findings of one rule; values that fit nothing are passed over. */
export const ruleQuery = {
  agency: z.string().max(100).optional().catch(undefined),
  year: z.coerce.number().int().optional().catch(undefined),
  state: z.enum(STATES).optional().catch(undefined),
}

export const RULE_STATES: readonly (typeof STATES)[number][] = STATES

export type RuleLimits = Pick<FindingFilter, 'agency' | 'year' | 'state'>

export function limitsOf(query: { readonly [Name in keyof RuleLimits]?: RuleLimits[Name] | undefined }): RuleLimits {
  const { agency, year, state } = query
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(year === undefined ? {} : { year }),
    ...(state === undefined ? {} : { state }),
  }
}

/** Address of a rule's page, or of one of its files (`.csv`, `.json`), within the limits. */
export function rulePath(rule: string, limits: RuleLimits, suffix = '', cursor: string | null = null): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(limits)) query.append(name, String(value))
  if (cursor !== null) query.append('cursor', cursor)
  const path = `${findingPath(rule)}${suffix}`
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
