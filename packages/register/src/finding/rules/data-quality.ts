import { text } from '../../entry/entry.ts'
import { answerRule } from '../answer-rule.ts'
import { guidance, inventoryDuty } from '../citation.ts'
import { all, any, blank, type Condition, given, isNot, reads, whereDate } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { leftOutRule } from '../left-out-rule.ts'
import { markRule } from '../mark-rule.ts'
import { quoted } from '../message.ts'
import { ALL23, ALL25, HIGH_IMPACT, P } from '../population.ts'
import { PRACTICES } from '../practice.ts'
import { repeatedRule } from '../repeated-rule.ts'
import type { Rule, RuleHead } from '../rule.ts'
import { oldSourceRule } from '../source-rule.ts'
import { topicOf } from '../topic.ts'
import { normalNames } from '../view.ts'

const QUALITY: Pick<RuleHead, 'group' | 'cites'> = {
  group: 'Can the record be relied on?',
  cites: guidance(),
}

/** What the guidance requires of every entry, or of every one that is deployed or a pilot. */
const REQUIRED = [
  'development_stage',
  'is_high_impact',
  'problem_solved',
  'benefits',
  'system_outputs',
  'operational_date',
  'contracting_usage',
  'have_ato',
  'data_description',
  'has_pii',
  'demographic_features',
  'has_custom_code',
  'is_withheld',
]

const WITHOUT_AGENCY_PREFIX: Condition = {
  words: '`id` is not blank, and in capitals does not begin with the agency code',
  columns: ['id'],
  test: (entry) => {
    const id = text(entry, 'id')
    return id !== '' && !id.toUpperCase().startsWith(entry.agency.toUpperCase())
  },
}

const NORMALISED = 'without `x) ` code, dashes and quotes levelled, final full stop dropped, any case'

/** Register reference 3.4: whether the record itself can be relied on. */
export const DATA_QUALITY_RULES: readonly Rule[] = [
  repeatedRule('DQ-01', {
    ...QUALITY,
    title: 'Identifier used twice in an agency',
    severity: 'medium',
    among: ALL25,
    when: '`id` is not blank, and another entry of the same agency has the same `id`',
    same: (entry) => (entry.id === '' ? null : `${entry.agency}\n${entry.id}`),
    quotes: ['id'],
    says: (entry, others) => `gives the identifier ${quoted(entry.id)} also to ${others}`,
    asks: 'an identifier of its own for each use',
  }),
  entryRule('DQ-02', {
    ...QUALITY,
    title: 'No identifier published',
    severity: 'medium',
    among: ALL25,
    when: blank('id'),
    asks: 'an identifier that stays the same from year to year; agencies may leave it out of what they publish',
  }),
  entryRule('DQ-03', {
    ...QUALITY,
    title: 'Identifier without the agency code',
    severity: 'low',
    among: ALL25,
    when: WITHOUT_AGENCY_PREFIX,
    says: (_, entry) => `gives the identifier ${quoted(entry.id)}, which does not begin with '${entry.agency}'`,
    asks: 'an identifier of agency code and number',
  }),
  answerRule('DQ-04', 'shifted', {
    ...QUALITY,
    title: "Another column's answer",
    severity: 'medium',
    when: `value or item (${NORMALISED}) is none of its column's valid selections and short forms, has 20 or more characters, and is one of another coded column's`,
    says: ({ column, value }) => `answers ${topicOf(column)} with ${quoted(value)}, an answer of another question`,
    asks: 'one of the answers offered',
  }),
  answerRule('DQ-05', 'unlisted-cell', {
    ...QUALITY,
    title: 'Answer outside the vocabulary',
    severity: 'low',
    when: `value (${NORMALISED}) is none of its column's valid selections and short forms, and not a DQ-04`,
    says: ({ column, value }) => `answers ${topicOf(column)} with ${quoted(value)}, which the guidance does not offer`,
    asks: 'one of the answers offered',
  }),
  answerRule('DQ-06', 'unlisted-item', {
    ...QUALITY,
    title: 'List item outside the vocabulary',
    severity: 'low',
    when: `list item (${NORMALISED}) is none of its column's valid selections and short forms, and not a DQ-04`,
    says: ({ column, value }) => `lists ${quoted(value)} under ${topicOf(column)}, which the guidance does not offer`,
    asks: 'one of the answers offered',
  }),
  repeatedRule('DQ-07', {
    ...QUALITY,
    title: 'Same name twice in a bureau',
    severity: 'low',
    among: ALL25,
    when: 'another entry has the same agency, bureau (case ignored) and name (letters and digits, case ignored)',
    same: (entry, view) => {
      const name = normalNames(view)(entry)
      return name === '' ? null : `${entry.agency}\n${entry.bureau.toLowerCase()}\n${name}`
    },
    quotes: ['use_case_name', 'agency_bureau'],
    says: (entry, others) => `gives the name ${quoted(entry.name)} in the same bureau also to ${others}`,
  }),
  markRule('DQ-08', 'formula-lead', {
    ...QUALITY,
    title: 'Cell begins as a spreadsheet formula would',
    severity: 'info',
    among: ALL25,
    when: 'the first character is =, +, - or @',
    says: ({ column, value }) => `begins ${topicOf(column)} with '${value.trim().slice(0, 1)}'`,
  }),
  markRule('DQ-09', 'invisible', {
    ...QUALITY,
    title: 'Invisible character in a cell',
    severity: 'info',
    among: ALL25,
    when: 'the raw cell holds U+00A0, U+200B or U+FEFF',
    says: ({ column }) => `has an invisible character in the cell on ${topicOf(column)}`,
  }),
  markRule('DQ-16', 'x000d', {
    ...QUALITY,
    title: 'Spreadsheet escape in a cell',
    severity: 'info',
    among: ALL25,
    when: 'the raw cell holds the literal _x000D_',
    says: ({ column }) => `has the literal '_x000D_' in the cell on ${topicOf(column)}`,
  }),
  leftOutRule('DQ-10', {
    ...QUALITY,
    title: 'Required column left out by the agency',
    severity: 'medium',
    among: ALL25,
    columns: REQUIRED,
    asks: 'the column to be published',
  }),
  leftOutRule('DQ-11', {
    ...QUALITY,
    title: 'Safeguard column left out by the agency',
    severity: 'high',
    among: P,
    columns: PRACTICES,
    asks: 'an answer for every deployed high-impact use',
  }),
  entryRule('DQ-12', {
    ...QUALITY,
    title: 'Safeguards answered on an entry not declared high-impact',
    severity: 'info',
    among: ALL25,
    when: all(
      isNot('is_high_impact', HIGH_IMPACT),
      reads('a `hi_*` column is not blank', any(...PRACTICES.map(given))),
    ),
    quotes: (entry) => ['is_high_impact', ...PRACTICES.filter((column) => given(column).test(entry) === true)],
    asks: 'them for deployed high-impact uses only',
  }),
  entryRule('DQ-13', {
    ...QUALITY,
    title: 'Date with more than one meaning',
    severity: 'low',
    among: ALL25,
    when: whereDate('operational_date', "is of the shape 'Mon-YY' or a bare year", (days) => days.ambiguous),
    says: (_, entry) =>
      `gives the start as ${quoted(text(entry, 'operational_date'))}, which can be read in more than one way`,
  }),
  markRule('DQ-14', 'e-mail', {
    ...QUALITY,
    title: 'E-mail address in a descriptive cell',
    severity: 'medium',
    among: ALL25,
    when: 'an e-mail address stands in a cell other than `contact_email` (it is masked here)',
    says: ({ column }) => `publishes an e-mail address in the cell on ${topicOf(column)}; it is not shown here`,
    asks: 'addresses in the contact column alone',
  }),
  markRule('DQ-15', 'lost', {
    ...QUALITY,
    title: 'Character lost before publication',
    severity: 'info',
    among: ALL23,
    when: 'the raw cell of 2023 holds U+FFFD',
    says: ({ column }) => `has lost characters in the cell \`${column}\``,
  }),
  entryRule('DQ-17', {
    ...QUALITY,
    title: 'No name',
    severity: 'medium',
    among: ALL25,
    when: blank('use_case_name'),
    asks: 'a name for every use',
  }),
  oldSourceRule('DQ-18', {
    ...QUALITY,
    title: 'Consolidated from a file older than the inventory',
    severity: 'high',
    cites: inventoryDuty(),
    before: '2025-10',
    asks: 'a yearly inventory',
  }),
]
