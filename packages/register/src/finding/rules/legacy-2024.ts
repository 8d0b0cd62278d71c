import { type Entry, text } from '../../entry/entry.ts'
import { earlierGuidance, rescindedMemo } from '../citation.ts'
import { all, any, begins, blank, type Condition, contains, is, isNot, not, reads, where } from '../condition.ts'
import { type EntryRuleSpec, entryRule } from '../entry-rule.ts'
import { unanswered } from '../message.ts'
import { ALL24, P24 } from '../population.ts'
import { rawText } from '../read.ts'
import type { Rule } from '../rule.ts'

const APPEAL = 'Can a person appeal?'
const PRIVACY = 'Is personal data protected?'
const TOLD = 'Were people asked, and are they told?'
const DEADLINE = 'Was the deadline kept?'

const ESCALATION = '65_appeal_process'
const DISPARITIES = '62_disparity_mitigation'

/** The safeguards asked in 2024 (register reference 1, "Words by year"), the privacy official apart. */
const SAFEGUARDS = [
  '52_impact_assessment',
  '53_real_world_testing',
  '54_key_risks',
  '55_independent_eval',
  '56_monitor_postdeploy',
  '57_autonomous_impact',
  '59_ai_notice',
  '61_adverse_impact',
  '62_disparity_mitigation',
  '63_stakeholder_consult',
  '65_appeal_process',
  '67_opt_out',
  '51_extension_request',
]

const WAIVED = 'has waived this minimum practice'
const MAY_WAIVE = /waived/i

/** Columns, of whatever question, whose cell holds the sentence of a waiver. */
function waivedColumns(entry: Entry): readonly string[] {
  return entry.layout.columns
    .map(({ name }) => name)
    .filter((column) => MAY_WAIVE.test(rawText(entry, column)) && text(entry, column).toLowerCase().includes(WAIVED))
}

const WAIVED_ANYWHERE: Condition = {
  words: `any cell contains '${WAIVED}'`,
  columns: SAFEGUARDS,
  test: (entry) => waivedColumns(entry).length > 0,
}

const NOTHING_SAID = /^(?:none|not applicable|-|(?:n\/a|na|no)\b)/i
const NOTHING_WORDS = 'begins none, not applicable, -, or the whole words n/a, na, no'

/** Register reference 3.6: what was asked under M-24-10, which M-25-21 replaced. */
export const LEGACY_2024_RULES: readonly Rule[] = [
  legacy('L24-01', {
    group: 'Were its effects assessed?',
    title: 'Impacting and in operation in 2024, no impact assessment declared',
    severity: 'high',
    among: P24,
    when: isNot('52_impact_assessment', 'Yes'),
    asks: 'an AI impact assessment',
  }),
  legacy('L24-02', {
    group: APPEAL,
    title: 'Impacting and in operation in 2024, no escalation process declared',
    severity: 'high',
    among: P24,
    when: reads("`65_appeal_process` does not begin 'yes' (blank included)", not(begins(ESCALATION, 'yes'))),
    asks: 'a fallback and escalation process',
  }),
  legacy('L24-03', {
    group: APPEAL,
    title: "Appeal declared 'not operationally practical' in 2024",
    severity: 'high',
    among: P24,
    when: all(begins(ESCALATION, 'no'), contains(ESCALATION, 'not operationally practical')),
    asks: 'a fallback and escalation process',
  }),
  legacy('L24-04', {
    group: TOLD,
    title: 'No notice declared in 2024',
    severity: 'medium',
    among: P24,
    when: is('59_ai_notice', 'None of the above'),
    asks: 'reasonable and timely notice of the use of AI',
  }),
  legacy('L24-05', {
    group: 'Is it watched, and can it be stopped?',
    title: 'Decisions without direct human involvement declared in 2024',
    severity: 'high',
    among: ALL24,
    when: begins('57_autonomous_impact', 'yes'),
    asks: 'human oversight of decisions that could significantly affect rights or safety',
  }),
  legacy('L24-06', {
    group: TOLD,
    title: 'Influence on adverse decisions declared in 2024, no opt-out',
    severity: 'high',
    among: ALL24,
    when: all(
      is('61_adverse_impact', 'Yes'),
      reads("`67_opt_out` does not begin 'yes' (blank included)", not(begins('67_opt_out', 'yes'))),
    ),
    asks: 'an opt-out in favour of a person, where practicable',
  }),
  legacy('L24-07', {
    group: PRIVACY,
    title: 'Personal data declared in 2024, no assessment by the privacy official',
    severity: 'medium',
    among: ALL24,
    when: all(is('29_contains_pii', 'Yes'), isNot('30_saop_review', 'Yes')),
    asks: 'the privacy official to assess the risks',
  }),
  legacy('L24-08', {
    group: PRIVACY,
    title: 'Demographic features declared in 2024, no work on disparities',
    severity: 'high',
    among: ALL24,
    when: all(
      where(
        '35_demo_features',
        `is not blank, and none of: ${NOTHING_WORDS}`,
        (value) => value !== '' && !NOTHING_SAID.test(value),
      ),
      any(
        blank(DISPARITIES),
        where(DISPARITIES, NOTHING_WORDS, (value) => NOTHING_SAID.test(value)),
        contains(DISPARITIES, 'waived'),
      ),
    ),
    asks: 'significant disparities between groups to be detected and mitigated',
  }),
  legacy('L24-09', {
    group: DEADLINE,
    title: 'Extension asked for in 2024',
    severity: 'medium',
    among: ALL24,
    when: begins('51_extension_request', 'yes'),
    asks: 'the minimum practices to be in place unless an extension was granted',
  }),
  legacy('L24-10', {
    group: DEADLINE,
    title: 'Minimum practice waived in 2024',
    severity: 'info',
    among: ALL24,
    when: WAIVED_ANYWHERE,
    quotes: waivedColumns,
  }),
  legacy('L24-11', {
    group: 'Can the public see what it is?',
    title: 'Impacting and in operation in 2024, whole risk section blank',
    severity: 'high',
    among: P24,
    when: reads('all 13 safeguard columns are blank', all(...SAFEGUARDS.map(blank))),
    says: (view, entry) => unanswered(view, entry, SAFEGUARDS, 'all 13 safeguard questions'),
    cites: earlierGuidance(),
    asks: 'an answer on each safeguard',
  }),
  legacy('L24-12', {
    group: 'Is it called high-impact?',
    title: 'Impact of 2024 outside the four answers',
    severity: 'low',
    among: ALL24,
    when: isNot('17_impact_type', 'Rights-Impacting', 'Safety-Impacting', 'Both', 'Neither'),
    cites: earlierGuidance(),
    asks: 'one of four answers',
  }),
]

function legacy(
  id: string,
  spec: Omit<EntryRuleSpec, 'cites' | 'legacy'> & Partial<Pick<EntryRuleSpec, 'cites'>>,
): Rule {
  return entryRule(id, { cites: rescindedMemo(), ...spec, legacy: true })
}
