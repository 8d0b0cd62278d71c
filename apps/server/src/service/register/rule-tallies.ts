import { type FindingState, isUnverified, QUESTIONS, type Question, RULES, type Rule } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import { type CurrentFigures, currentFigures } from './current-figures.ts'

/** How often one rule finds something: in every state, and by agency (largest first, then by name). */
export interface RuleTally {
  readonly rule: Rule
  readonly total: number
  readonly byState: Readonly<Record<FindingState, number>>
  readonly agencies: readonly { readonly agency: string; readonly count: number }[]
}

export interface RuleTallies extends Pick<CurrentFigures, 'from' | 'asOf' | 'sources'> {
  /** Every rule, those that find nothing too, in the rules' order. */
  readonly tallies: readonly RuleTally[]
}

/** Counts of all rules, from the register or as shipped. */
export async function ruleTallies(store: RegisterStore): Promise<RuleTallies> {
  return talliesOf(await currentFigures(store))
}

export function talliesOf({ figures, from, asOf, sources }: CurrentFigures): RuleTallies {
  const counted = new Map(figures.findings.map((one) => [one.rule, one]))
  const tallies = RULES.map((rule): RuleTally => {
    const found = counted.get(rule.id)
    return {
      rule,
      total: found?.total ?? 0,
      byState: { open: 0, disputed: 0, corrected: 0, withdrawn: 0, ...found?.byState },
      agencies: Object.entries(found?.byAgency ?? {})
        .filter(([agency]) => agency !== '')
        .map(([agency, count = 0]) => ({ agency, count }))
        .sort((a, b) => b.count - a.count || (a.agency < b.agency ? -1 : 1)),
    }
  })
  return { from, asOf, sources, tallies }
}

/**
 * What may be said in a headline: findings that stand (open or disputed) on law in force that was read at its source
 * (abuse.md G06). The rest is counted apart, by why.
 */
export function headlineOf(tallies: readonly RuleTally[]): {
  readonly standing: number
  readonly unverified: number
  readonly legacy: number
  /** Corrected by a later fact, or withdrawn; of every rule. */
  readonly answered: number
} {
  const count = { standing: 0, unverified: 0, legacy: 0, answered: 0 }
  for (const { rule, byState } of tallies) {
    count[rule.legacy ? 'legacy' : isUnverified(rule) ? 'unverified' : 'standing'] += byState.open + byState.disputed
    count.answered += byState.corrected + byState.withdrawn
  }
  return count
}

/** The rules under each question, in the order of both. */
export function byQuestion(
  tallies: readonly RuleTally[],
): readonly { readonly question: Question; readonly rules: readonly RuleTally[] }[] {
  return QUESTIONS.map((question) => ({
    question,
    rules: tallies.filter((tally) => tally.rule.group === question),
  })).filter(({ rules }) => rules.length > 0)
}
