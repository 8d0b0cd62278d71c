import { text } from '../../entry/entry.ts'
import { guidance, memo } from '../citation.ts'
import { all, any, blank, contains, given, is, reads, where } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { listed, verbs } from '../message.ts'
import { ALL25, HIGH_IMPACT, LIVE, NOT_HIGH_IMPACT, OV, OVERRIDDEN, type Population } from '../population.ts'
import type { Rule } from '../rule.ts'
import { sharedTextRule } from '../shared-text-rule.ts'
import { matchedWords } from '../word.ts'

const STATUS = 'Is it called high-impact?'
const REASON = 'HI_justification'
const A_REASON = 'the determination in writing, with its reason'

const HUMAN =
  /\b(?:human|officer|agent|staff|investigator|adjudicator|analyst|official|user|reviewer)s?\b|\bpersonnel\b/i
const OVERSEES =
  /\b(?:review(?:s|ed|ing)?|verif(?:y|ies|ied|ication)|validate[sd]?|validation|decides?|decisions?|determines?|determination|oversight|in the loop|approves?|approval)\b/i

const BIOMETRIC =
  /\bfac(?:e|ial) (?:recognition|match|matching|comparison|verification|identification|capture)|\bbiometric|\bfingerprint|\biris (?:recognition|scan|biometric)|\bvoice ?print|\bvoice biometric/i
const DESCRIBED = ['use_case_name', 'problem_solved', 'benefits', 'system_outputs']

const BIOMETRIC_WORDS = reads(
  'name, problem, benefits or outputs have (case ignored, from the start of a word) face or facial and recognition, match, matching, comparison, verification, identification or capture; biometric; fingerprint; iris and recognition, scan or biometric; voice print; voice biometric',
  any(...DESCRIBED.map((column) => where(column, 'has biometric words', (value) => BIOMETRIC.test(value)))),
)

const NOT_HIGH: Population = {
  words: 'entries of 2025 declared not high-impact',
  format: 'omb-2025',
  condition: is('is_high_impact', NOT_HIGH_IMPACT),
}
const HIGH: Population = {
  words: 'entries of 2025 declared high-impact',
  format: 'omb-2025',
  condition: is('is_high_impact', HIGH_IMPACT),
}

/** Register reference 3.2: what agencies declare about high impact itself. */
export const IMPACT_STATUS_RULES: readonly Rule[] = [
  entryRule('IM-01', {
    group: STATUS,
    title: 'Presumed high-impact, declared not high-impact',
    severity: 'medium',
    cites: memo('6'),
    among: ALL25,
    when: is('is_high_impact', OVERRIDDEN),
    says: (view, entry) => `${verbs(view, entry).declares} a use that is presumed high-impact not to be`,
    asks: A_REASON,
  }),
  entryRule('IM-02', {
    group: STATUS,
    title: 'Presumption set aside without a stated reason',
    severity: 'high',
    cites: memo('6'),
    among: OV,
    when: blank(REASON),
    asks: A_REASON,
  }),
  sharedTextRule('IM-03', {
    group: STATUS,
    title: 'Presumption set aside with a reason that other entries share word for word',
    severity: 'high',
    cites: memo('6'),
    among: OV,
    column: REASON,
    atLeast: 2,
    asks: 'a determination for each use',
  }),
  entryRule('IM-04', {
    group: STATUS,
    title: 'Reason for setting the presumption aside mentions a person who reviews or decides',
    severity: 'high',
    needsALook: true,
    cites: memo('5'),
    among: OV,
    when: all(
      where(
        REASON,
        'has a whole word of human, officer, agent, staff, investigator, adjudicator, analyst, official, user, reviewer (each also plural) or personnel',
        (value) => HUMAN.test(value),
      ),
      where(
        REASON,
        'has one of review(s, ed, ing), verify, verifies, verified, verification, validate(s, d), validation, decide(s), decision(s), determine(s), determination, oversight, in the loop, approve(s), approval',
        (value) => OVERSEES.test(value),
      ),
    ),
    says: (_, entry) =>
      `gives a reason with the words ${listed(matchedWords(text(entry, REASON), [HUMAN, OVERSEES]))} for a use that is presumed high-impact; needs a look`,
    asks: 'a use to be called high-impact with or without human oversight, where its output is a principal basis for the decision',
  }),
  entryRule('IM-05', {
    group: STATUS,
    title: 'Law-enforcement use declared not high-impact',
    severity: 'high',
    cites: memo('6(j)'),
    among: LIVE,
    when: all(is('topic_area', 'Law Enforcement'), is('is_high_impact', NOT_HIGH_IMPACT)),
    says: (view, entry) =>
      `${verbs(view, entry).declares} a law-enforcement use 'Not High-impact', not as a presumption set aside`,
    asks: 'a written determination where a law-enforcement use falls under its list',
  }),
  entryRule('IM-06', {
    group: STATUS,
    title: 'Biometric words, declared not high-impact',
    severity: 'high',
    needsALook: true,
    cites: memo('6(j)', '6(l)'),
    among: LIVE,
    when: all(is('is_high_impact', NOT_HIGH_IMPACT, OVERRIDDEN), BIOMETRIC_WORDS),
    quotes: (entry) => [...DESCRIBED.filter((column) => BIOMETRIC.test(text(entry, column))), 'is_high_impact'],
    says: (_, entry) => {
      const words = DESCRIBED.flatMap((column) => matchedWords(text(entry, column), [BIOMETRIC]))
      return `uses the words ${listed([...new Set(words)])} and declares '${text(entry, 'is_high_impact')}'; needs a look, since the words may also deny such a use`
    },
    asks: 'biometric identification to be presumed high-impact',
  }),
  entryRule('IM-07', {
    group: STATUS,
    title: 'Impact status missing',
    severity: 'high',
    cites: guidance(),
    among: ALL25,
    when: blank('is_high_impact'),
    asks: 'an answer for every use',
  }),
  entryRule('IM-08', {
    group: STATUS,
    title: 'Stage missing',
    severity: 'medium',
    cites: guidance(),
    among: ALL25,
    when: blank('development_stage'),
    asks: 'an answer for every use',
  }),
  entryRule('IM-09', {
    group: STATUS,
    title: 'Declared high-impact, with a reason why it is not',
    severity: 'low',
    cites: guidance(),
    among: HIGH,
    when: given(REASON),
    asks: 'a justification only where the presumption is set aside',
  }),
  sharedTextRule('IM-10', {
    group: STATUS,
    title: 'One reason for not high-impact on ten or more entries',
    severity: 'low',
    cites: memo('5'),
    among: NOT_HIGH,
    column: REASON,
    atLeast: 10,
    asks: 'the question to be decided for each use',
  }),
  entryRule('IM-11', {
    group: STATUS,
    title: 'Presumption set aside before a determination',
    severity: 'high',
    cites: memo('6'),
    among: OV,
    when: contains(REASON, 'not been determined', 'needs further review', 'will need to determine'),
    asks: A_REASON,
  }),
]
