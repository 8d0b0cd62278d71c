import { isNotApplicable } from '../../entry/clean.ts'
import { text } from '../../entry/entry.ts'
import { guidance } from '../citation.ts'
import { all, blank, is, where } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { quoted } from '../message.ts'
import { COMMERCIAL } from '../population.ts'
import type { Rule, RuleHead } from '../rule.ts'

const LIST: Pick<RuleHead, 'group' | 'severity' | 'cites'> & { readonly among: typeof COMMERCIAL } = {
  group: 'Can the record be relied on?',
  severity: 'low',
  cites: guidance(),
  among: COMMERCIAL,
}

/** Register reference 3.4: the list of common commercial uses. */
export const COMMERCIAL_RULES: readonly Rule[] = [
  entryRule('CO-01', {
    ...LIST,
    title: 'Commercial AI in use, product not named',
    when: all(is('agency_use', 'Y'), blank('product')),
    says: (_, entry) => `declares AI in use for ${quoted(entry.name)} and names no product`,
    asks: 'the product used',
  }),
  entryRule('CO-02', {
    ...LIST,
    title: 'Commercial AI in use, number of users not given',
    when: all(is('agency_use', 'Y'), blank('users')),
    says: (_, entry) => `declares AI in use for ${quoted(entry.name)} and gives no number of users`,
    asks: 'the number of licences or users',
  }),
  entryRule('CO-03', {
    ...LIST,
    title: 'Commercial task unanswered',
    when: blank('agency_use'),
    says: (_, entry) => `leaves blank whether AI is in use for ${quoted(entry.name)}`,
    asks: 'an answer for every task',
  }),
  entryRule('CO-04', {
    ...LIST,
    title: 'Commercial AI declared not in use, product named',
    when: all(
      is('agency_use', 'N'),
      where('product', 'is not blank, n/a, na, none, not applicable or -', (value) => !isNotApplicable(value)),
    ),
    says: (_, entry) =>
      `declares AI not in use for ${quoted(entry.name)} and names the product ${quoted(text(entry, 'product'))}`,
  }),
]
