import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasPublishedFiles, publishedFile } from '../../../../test/register/published.ts'
import { AGREEMENTS } from '../agreement/agreements.ts'
import { exactNamePairs } from '../match/exact-name.ts'
import { matchYears } from '../match/match-years.ts'
import { NAMED_SYSTEMS } from '../system/systems.ts'
import { type Evaluation, evaluateWithSilences } from './evaluate.ts'
import type { RegisterFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { LIVE, OV, P, P24 } from './population.ts'
import { RULES } from './rules.ts'
import { viewOf } from './view.ts'

interface Expected {
  readonly asOf: string
  readonly populations: Readonly<Record<string, number>>
  readonly counts: Readonly<Record<string, number>>
  readonly agencies: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Counts of an independent program; see `method` in the file. */
const EXPECTED: Expected = JSON.parse(
  readFileSync(new URL('../../../../test/register/expected-counts.json', import.meta.url), 'utf8'),
)

/** Ids the register reference names as examples. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'HI-03': ['DHS-2577'],
  'HI-04': ['DHS-2408'],
  'HI-06': ['DHS-2666'],
  'HI-07': ['DHS-185'],
  'HI-08': ['DHS-2538'],
  'HI-09': ['DOL-22'],
  'HI-11': ['DHS-2457'],
  'HI-12': ['DHS-2556'],
  'HI-14': ['DHS-2577'],
  'HI-16': ['DHS-2745'],
  'HI-17': ['DHS-2408'],
  'IM-02': ['46'],
  'IM-04': ['DHS-2578'],
  'IM-05': ['DHS-2626'],
  'IM-06': ['DHS-407'],
  'IM-09': ['DOL-22'],
  'IM-11': ['DHS-2565'],
  'PV-02': ['DHS-2577', 'DHS-2731'],
  'PV-03': ['DHS-35'],
  'PV-04': ['DHS-2759'],
  'TR-02': ['DHS-2458'],
  'TR-04': ['43'],
  'TR-07': ['DOI-0015'],
  'TR-09': ['DOE-697'],
  'DQ-03': ['77'],
  'DQ-12': ['DOE-434'],
  'DQ-17': ['DOI-0015'],
  'YR-01': ['DHS-407'],
  'YR-02': ['DHS-48'],
  'YR-06': ['DHS-185'],
  'YR-14': ['DHS-2408'],
  'DL-03': ['DOE-434'],
  'DL-05': ['DHS-2745'],
  'CT-07': ['DHS-2457', 'DHS-2458', 'DHS-2459', 'DHS-362'],
}

describe.skipIf(!hasPublishedFiles)('findings over the published files (needs ../shared)', () => {
  let facts: RegisterFacts
  let evaluation: Evaluation
  const of = (rule: string): readonly Finding[] => evaluation.findings.filter((finding) => finding.rule === rule)

  beforeAll(() => {
    const files = (
      ['omb-2023', 'omb-2024', 'omb-2025', 'omb-2025-cots', 'omb-2025-sourcing', 'contracts'] as const
    ).map(publishedFile)
    const entries = files.flatMap((file) => file.entries)
    const year = (format: string) => entries.filter((entry) => entry.format === format)
    facts = {
      entries,
      columnStatus: files.flatMap((file) => file.columnStatus),
      sources: files.flatMap((file) => file.sources),
      awards: files.flatMap((file) => file.awards),
      agreements: AGREEMENTS,
      systems: NAMED_SYSTEMS,
      matches: matchYears({ from: year('omb-2024'), to: year('omb-2025'), reviews: [] }),
      asOf: EXPECTED.asOf,
    }
    evaluation = evaluateWithSilences(facts)
  })

  test('the populations are those of the register reference', () => {
    const view = viewOf(facts)
    const pairs = exactNamePairs(view.of('omb-2024'), view.of('omb-2025'))
    expect({
      LIVE: view.members(LIVE).length,
      P: view.members(P).length,
      OV: view.members(OV).length,
      P24: view.members(P24).length,
      'exact-name pairs': pairs.length,
      'exact-name pairs of DHS': pairs.filter((pair) => pair.agency === 'DHS').length,
    }).toEqual(EXPECTED.populations)
  })

  test('every rule counts what the independent program counts', () => {
    // CT-08 is about accepted matches alone; the other pair rules are counted over exact names.
    const counted = (rule: string) =>
      of(rule).filter((finding) => rule === 'CT-08' || finding.basis !== 'matched').length
    expect(Object.fromEntries(RULES.map(({ id }) => [id, counted(id)]))).toEqual(EXPECTED.counts)
  })

  test.each(Object.entries(EXPECTED.agencies))('%s by agency', (rule, agencies) => {
    const counts = new Map<string, number>()
    for (const finding of of(rule).filter((one) => one.basis !== 'matched')) {
      counts.set(finding.agency, (counts.get(finding.agency) ?? 0) + 1)
    }
    expect(Object.fromEntries(counts)).toEqual(agencies)
  })

  test.each(Object.entries(EXAMPLES))('%s names the examples of the reference: %s', (rule, ids) => {
    expect(of(rule).map((finding) => finding.useCase?.id)).toEqual(expect.arrayContaining([...ids]))
  })

  test('single findings the reference points at', () => {
    expect(of('HI-01').filter(({ useCase }) => useCase?.agency === 'DHS' && useCase.bureau === 'ICE')).toHaveLength(8)
    expect(of('HI-10').filter(({ useCase }) => useCase?.agency === 'DHS' && useCase.bureau === 'ICE')).toHaveLength(5)
    expect(of('DQ-04').map(({ evidence }) => evidence[0]?.row)).toEqual([146, 147, 148, 1401, 1561])
    expect(of('CX-02').map(({ useCase }) => useCase?.name)).toContain('Mobile Fortify')
    expect(of('CX-03').map(({ subject }) => subject)).toContainEqual({
      kind: 'system',
      key: 'licence-plate-recognition',
    })
    expect(of('YR-12').find(({ agency }) => agency === 'USAID')?.message).toContain('137 uses')
    expect(of('DQ-18').map(({ agency, message }) => [agency, message.includes('56 entries')])).toEqual([['ED', true]])
    expect(
      of('CT-07').every(({ message }) => message.includes('70CMSD25P00000111 (CLEARVIEW AI, INC., USD 3,750,000')),
    ).toBe(true)
    const boilerplate = of('HI-18').map(({ evidence }) => evidence[0]?.value.toLowerCase())
    expect(new Set(boilerplate).size).toBe(2)
    expect(new Set(of('IM-03').map(({ evidence }) => evidence[0]?.value)).size).toBe(8)
  })

  test('each column an agency left out is confirmed by the sourcing summary', () => {
    for (const finding of of('DQ-10')) {
      expect(finding.evidence.some(({ file, value }) => file.endsWith('.md') && value === 'left-out')).toBe(true)
    }
  })

  test('nothing was unreadable, ids are unique, and no cell of evidence holds an e-mail address', () => {
    expect([...evaluation.silent.keys()]).toEqual([])
    expect(new Set(evaluation.findings.map(({ id }) => id)).size).toBe(evaluation.findings.length)
    const email = /[\w.+-]+@[\w-]+\.[A-Za-z]{2,}/
    for (const { evidence, message } of evaluation.findings) {
      expect(message).not.toMatch(email)
      for (const { value } of evidence) expect(value).not.toMatch(email)
    }
  })

  test('what one weak source reports stays on the page of its system', () => {
    const weak = NAMED_SYSTEMS.flatMap(({ vendor, contracts, safeguardsReported, claims }) => [
      ...(vendor?.standing === 'reported-uncorroborated' ? [vendor.name] : []),
      ...contracts.filter(({ standing }) => standing === 'reported-uncorroborated').map(({ amountText }) => amountText),
      ...[...safeguardsReported, ...claims]
        .filter(({ standing }) => standing === 'reported-uncorroborated')
        .map(({ text }) => text),
    ])
    expect(weak.length).toBeGreaterThan(3)
    const said = JSON.stringify(evaluation.findings)
    for (const words of weak) expect(said).not.toContain(words)
  })
})
