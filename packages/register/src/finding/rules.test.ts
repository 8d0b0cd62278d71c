import { describe, expect, test } from 'vitest'
import { evaluateWithSilences } from './evaluate.ts'
import { RULE_EXAMPLES } from './example/examples.ts'
import { ALL_DONE, factsOf, madeHigh } from './example/made.ts'
import type { RegisterFacts } from './facts.ts'
import { QUESTIONS } from './question.ts'
import { isUnverified } from './rule.ts'
import { RULES, rule } from './rules.ts'

function judged(id: string, facts: RegisterFacts) {
  const one = rule(id)
  if (one === undefined) throw new Error(`No rule ${id}`)
  const { findings, silent } = evaluateWithSilences(facts, [one])
  return { findings, silent: silent.get(id) ?? [] }
}

describe.each(RULE_EXAMPLES)('$rule', ({ rule: id, fires, times = 1, misses }) => {
  test('fires', () => {
    const { findings, silent } = judged(id, fires)
    expect(findings.map((finding) => finding.rule)).toEqual(Array.from({ length: times }, () => id))
    expect(silent).toEqual([])
    for (const finding of findings) {
      expect(finding.evidence.length).toBeGreaterThan(0)
      expect(finding.message).toMatch(/^\S.*\.$/s)
      expect(finding.message).not.toMatch(/undefined|null|NaN|\bDHS DHS\b| {2}/)
    }
  })

  test('just misses', () => {
    expect(judged(id, misses)).toEqual({ findings: [], silent: [] })
  })
})

const UNREADABLE = RULE_EXAMPLES.flatMap(({ rule: id, unreadable }) =>
  unreadable === undefined ? [] : [[id, unreadable] as const],
)

test.each(UNREADABLE)('%s is silent where a field it reads is unreadable', (id, facts) => {
  const { findings, silent } = judged(id, facts)
  expect(findings).toEqual([])
  expect(silent).toHaveLength(1)
})

describe('the set of rules', () => {
  test('every rule has an example, in the order of the rules', () => {
    expect(RULE_EXAMPLES.map((example) => example.rule)).toEqual(RULES.map((one) => one.id))
  })

  test('117 rules of the register reference, each id once', () => {
    const ids = RULES.map((one) => one.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !id.startsWith('RX-'))).toHaveLength(117)
    expect(rule('HI-01')?.id).toBe('HI-01')
    expect(rule('HI-99')).toBeUndefined()
  })

  test('a rule says its population, predicate, law and question', () => {
    for (const one of RULES) {
      expect(one.version).toBeGreaterThanOrEqual(1)
      expect(QUESTIONS).toContain(one.group)
      for (const words of [one.title, one.population, one.predicate, one.citation.what, one.citation.linkText]) {
        expect(words).toMatch(/\S/)
        expect(words).not.toMatch(/undefined/)
      }
    }
    expect(new Set(RULES.map((one) => one.title)).size).toBe(RULES.length)
  })

  test('titles state declarations, never motives, verdicts or praise', () => {
    const loaded =
      /\b(hid(?:e|es|ing|den)|conceal\w*|secret\w*|evad\w*|dodg\w*|refus\w*|ignor\w*|fail(?:s|ed|ure)?(?!-safe)|illegal\w*|unlawful\w*|violat\w*|abus\w*|lie[sd]?|lying|mislead\w*|deceiv\w*|cheat\w*|suspicious|guilty|approved|certified|compliant)\b/i
    for (const one of RULES) expect(one.title).not.toMatch(loaded)
  })

  test('law that was not read at its source is marked', () => {
    expect(RULES.filter(isUnverified).map((one) => one.id)).toEqual([
      'HI-16',
      'HI-17',
      'DQ-18',
      'YR-12',
      'DL-04',
      'DL-05',
      'L24-11',
      'L24-12',
      'CT-01',
      'CT-02',
      'CT-03',
      'AG-02',
      'AG-06',
      'AG-03',
      'AG-04',
      'AG-05',
      'NS-01',
    ])
  })

  test('the 2024 pack rests on rescinded law, and word rules ask for a look', () => {
    expect(RULES.filter((one) => one.legacy).map((one) => one.id)).toEqual(
      RULES.filter((one) => one.citation.rescinded).map((one) => one.id),
    )
    expect(RULES.filter((one) => one.legacy)).toHaveLength(12)
    expect(RULES.filter((one) => one.needsALook).map((one) => one.id)).toEqual(['IM-04', 'IM-06', 'TR-05'])
  })
})

describe('nothing but the declared answer satisfies a rule', () => {
  const BY_COLUMN = {
    hi_appeal_process: 'HI-01',
    hi_assessment_completed: 'HI-05',
    hi_testing_conducted: 'HI-06',
    hi_independent_review: 'HI-07',
    hi_ongoing_monitoring: 'HI-08',
    hi_training_established: 'HI-09',
    hi_failsafe_presence: 'HI-11',
  }
  const PRAISE = ['fit', 'granted', 'supported', 'Runs on Recourse', 'CAIO Waived', 'N/A', 'precluded', 'In-progress']

  test.each(Object.entries(BY_COLUMN))('%s', (column, id) => {
    expect(judged(id, factsOf([madeHigh(ALL_DONE)])).findings).toHaveLength(0)
    for (const answer of PRAISE) {
      expect(judged(id, factsOf([madeHigh({ ...ALL_DONE, [column]: answer })])).findings).toHaveLength(1)
    }
  })

  test('praise in other cells changes no result of any rule', () => {
    const plain = madeHigh({ benefits: 'Faster', hi_appeal_process: 'Not Applicable' })
    const praised = {
      ...plain,
      raw: plain.raw.map((raw) => (raw === 'Faster' ? 'Granted: fit, runs on Recourse' : raw)),
    }
    const rules = (facts: RegisterFacts) => evaluateWithSilences(facts).findings.map((finding) => finding.id)
    expect(rules(factsOf([praised]))).toEqual(rules(factsOf([plain])))
  })
})
