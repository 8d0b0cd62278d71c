import { type Entry, text } from '../../entry/entry.ts'
import { guidance, law, memo, withAlso } from '../citation.ts'
import { all, any, blank, type Condition, contains, is, whereDate } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { listed, verbs } from '../message.ts'
import { ALL25, HIGH_IMPACT, LIVE, OVERRIDDEN, P } from '../population.ts'
import type { Rule } from '../rule.ts'
import { sharedTextRule } from '../shared-text-rule.ts'
import { VENDOR_PLACEHOLDER } from '../vendor-placeholder.ts'
import { matchedWords } from '../word.ts'

const OPEN = 'Can the public see what it is?'
const PARTIAL_WITHHOLDING = 'only those details to be left out that cannot be released'
const AN_ANSWER = 'an answer for every use that is deployed or a pilot'

/** Day the 2025 inventories were due: what starts later is declared as in use before it began. */
const PUBLISHED = '2026-01-28'

const WITHHELD = is('is_withheld', 'Yes - Disclosure Risk', 'Yes - Prohibited by Law', 'Other')

const PERCENTAGE = /\d{1,3}(?:\.\d+)?\s*(?:%|percent)/i
const MEASURE =
  /accura|precision|recall|\bf1\b|\bauc\b|false[ -](?:positive|negative|match|non)|error rate|sensitivity|specificity|true positive|confidence/i
const MEASURE_WORDS =
  'no single cell, of problem, benefits, outputs, data description, impacts and justification, that holds both a percentage and one of the words accuracy (accurate), precision, recall, F1, AUC, false positive, false negative, false match, false non-match, error rate, sensitivity, specificity, true positive, confidence'
const MEASURED_IN = [
  'problem_solved',
  'benefits',
  'system_outputs',
  'data_description',
  'hi_potential_impacts',
  'HI_justification',
]

const NO_MEASURED_PERFORMANCE: Condition = {
  words:
    'no single cell of problem, benefits, outputs, data description, impacts and justification has both a percentage (1 to 3 digits, decimals, then % or percent) and one of accura, precision, recall, f1, auc, false positive, false negative, false match, false non, error rate, sensitivity, specificity, true positive, confidence',
  columns: MEASURED_IN,
  test: (entry) => !MEASURED_IN.some((column) => isMeasured(text(entry, column))),
}

/** Register reference 3.3: openness. */
export const OPENNESS_RULES: readonly Rule[] = [
  entryRule('TR-01', {
    group: OPEN,
    title: 'Bought or contracted, vendor not named',
    severity: 'medium',
    cites: withAlso(guidance(), law('OMB Memorandum M-25-22', '', 'M-25-22')),
    among: LIVE,
    when: all(is('contracting_usage', 'Vendor Purchased', 'Contracting and In House'), blank('vendor_name')),
    asks: "the vendor's name",
  }),
  entryRule('TR-02', {
    group: OPEN,
    title: 'Vendor given by a placeholder',
    severity: 'medium',
    cites: guidance('1(b)(i)'),
    among: ALL25,
    when: VENDOR_PLACEHOLDER,
    asks: PARTIAL_WITHHOLDING,
  }),
  entryRule('TR-03', {
    group: OPEN,
    title: 'Marked as withheld',
    severity: 'info',
    cites: guidance('1(b)(i)'),
    among: ALL25,
    when: WITHHELD,
    asks: PARTIAL_WITHHOLDING,
  }),
  entryRule('TR-04', {
    group: OPEN,
    title: 'Marked as withheld, and high-impact or presumed so',
    severity: 'medium',
    cites: guidance('1(b)(i)'),
    among: ALL25,
    when: all(WITHHELD, is('is_high_impact', HIGH_IMPACT, OVERRIDDEN)),
    asks: PARTIAL_WITHHOLDING,
  }),
  entryRule('TR-05', {
    group: 'Was it tested first?',
    title: 'No measured performance declared',
    severity: 'medium',
    needsALook: true,
    cites: memo('4(b)(i)', '4(b)(iii)'),
    among: P,
    when: NO_MEASURED_PERFORMANCE,
    says: (_, entry) => `gives ${MEASURE_WORDS}${nearMisses(entry)}; needs a look`,
    asks: 'performance to be tested and monitored',
  }),
  entryRule('TR-06', {
    group: OPEN,
    title: 'Authorized system not named',
    severity: 'low',
    cites: guidance('1(b)(i)'),
    among: ALL25,
    when: contains('system_name_ato', 'redacted', 'withheld', 'sensitive'),
    asks: PARTIAL_WITHHOLDING,
  }),
  entryRule('TR-07', {
    group: OPEN,
    title: 'No problem or no output stated',
    severity: 'medium',
    cites: guidance(),
    among: LIVE,
    when: any(blank('problem_solved'), blank('system_outputs')),
    quotes: (entry) => ['problem_solved', 'system_outputs'].filter((column) => text(entry, column) === ''),
    asks: AN_ANSWER,
  }),
  entryRule('TR-08', {
    group: OPEN,
    title: 'No start date stated',
    severity: 'low',
    cites: guidance(),
    among: LIVE,
    when: blank('operational_date'),
    asks: AN_ANSWER,
  }),
  entryRule('TR-09', {
    group: OPEN,
    title: 'Declared in use, starts after publication',
    severity: 'medium',
    cites: guidance(),
    among: LIVE,
    when: whereDate('operational_date', `begins after ${PUBLISHED}`, (days) => days.first > PUBLISHED),
    says: (view, entry) =>
      `${verbs(view, entry).declares} '${text(entry, 'development_stage')}' and a start of '${text(entry, 'operational_date')}', after the inventory of ${PUBLISHED}`,
    asks: 'the date a use became operational or its pilot started',
  }),
  sharedTextRule('TR-10', {
    group: OPEN,
    title: 'Same description of data on ten or more entries',
    severity: 'low',
    cites: withAlso(guidance(), memo('4(b)(ii)(B)')),
    among: ALL25,
    column: 'data_description',
    atLeast: 10,
    asks: 'the data of each use',
  }),
]

function isMeasured(value: string): boolean {
  return PERCENTAGE.test(value) && MEASURE.test(value)
}

/** The words that alone were not enough: a measure without a percentage, or the reverse. */
function nearMisses(entry: Entry): string {
  const words = MEASURED_IN.flatMap((column) => matchedWords(text(entry, column), [PERCENTAGE, MEASURE]))
  return words.length === 0 ? '' : ` (words found without their counterpart: ${listed([...new Set(words)])})`
}
