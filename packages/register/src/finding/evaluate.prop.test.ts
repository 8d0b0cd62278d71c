import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate, evaluateWithSilences } from './evaluate.ts'
import { RULE_EXAMPLES } from './example/examples.ts'
import type { RegisterFacts } from './facts.ts'
import { RULES } from './rules.ts'

/** Every example at once: entries, awards, systems and agreements of all rules in one register. */
function together(): RegisterFacts {
  const all = RULE_EXAMPLES.flatMap(({ fires, misses, unreadable }) => [
    fires,
    misses,
    ...(unreadable ? [unreadable] : []),
  ])
  const numbered = <T extends { readonly key: string }>(things: readonly T[]) =>
    things.map((thing, at) => ({ ...thing, key: `${thing.key}-${at}` }))
  return {
    entries: [...new Set(all.flatMap((facts) => facts.entries))],
    columnStatus: all.flatMap((facts) => facts.columnStatus),
    sources: all.flatMap((facts) => facts.sources),
    awards: [...new Set(all.flatMap((facts) => facts.awards))],
    agreements: numbered(all.flatMap((facts) => facts.agreements)),
    systems: numbered(all.flatMap((facts) => facts.systems)),
    matches: {
      fromYear: 2024,
      toYear: 2025,
      pairs: all.flatMap((facts) => facts.matches.pairs),
      undecided: [],
      relations: [],
      vanished: [],
      new: [],
    },
    asOf: '2026-08-01',
  }
}

const FACTS = together()
const EXPECTED = evaluateWithSilences(FACTS)

const shuffled = <T>(things: readonly T[]) => fc.shuffledSubarray([...things], { minLength: things.length })

test('the same facts in any order give the same findings in the same order', () => {
  const orders = fc.record({
    entries: shuffled(FACTS.entries),
    sources: shuffled(FACTS.sources),
    awards: shuffled(FACTS.awards),
    agreements: shuffled(FACTS.agreements),
    systems: shuffled(FACTS.systems),
  })
  fc.assert(
    fc.property(orders, (order) => {
      const found = evaluateWithSilences({ ...FACTS, ...order })
      expect(found.findings).toEqual(EXPECTED.findings)
      expect([...found.silent]).toEqual([...EXPECTED.silent])
    }),
    { numRuns: 15 },
  )
})

test('findings come by rule, then agency, year and record', () => {
  const place = new Map(RULES.map((one, at) => [one.id, at]))
  const findings = evaluate(FACTS)
  expect(findings.length).toBeGreaterThan(RULES.length)
  findings.slice(1).forEach((finding, at) => {
    const before = findings[at]
    if (before === undefined) return
    const rules = (place.get(finding.rule) ?? -1) - (place.get(before.rule) ?? -1)
    expect(rules).toBeGreaterThanOrEqual(0)
    if (rules === 0) expect(finding.agency >= before.agency).toBe(true)
  })
})

test('a finding has an id of its own, which does not depend on what else is in the register', () => {
  const ids = EXPECTED.findings.map((finding) => finding.id)
  expect(new Set(ids).size).toBe(ids.length)
  const one = FACTS.entries.find((entry) => entry.format === 'omb-2025')
  if (one === undefined) throw new Error('No entry of 2025')
  const alone = evaluate({ ...FACTS, entries: [one] }).filter((finding) => finding.subject.kind === 'entry')
  expect(alone.length).toBeGreaterThan(0)
  for (const finding of alone.filter((each) => each.rule === 'IM-07')) expect(ids).toContain(finding.id)
})
