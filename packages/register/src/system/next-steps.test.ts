import { expect, test } from 'vitest'
import { nextSteps } from './next-steps.ts'
import { applicableSafeguards, BASIS_WORDS, PRACTICE_RULES } from './safeguard.ts'
import { STEP_WORDS } from './step-words.ts'
import type { NamedSystem } from './system.ts'
import { NAMED_SYSTEMS } from './systems.ts'

const system = (key: string): NamedSystem => {
  const found = NAMED_SYSTEMS.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no system ${key}`)
  return found
}
const ids = (key: string) => nextSteps(system(key)).map(({ id }) => id)

test('every system has steps for each reader, the warning first', () => {
  for (const one of NAMED_SYSTEMS) {
    const steps = nextSteps(one)
    expect(steps[0]?.id).toBe('person-lawyer-first')
    expect(new Set(steps.map(({ reader }) => reader))).toEqual(new Set(['person', 'lawyer', 'journalist']))
  }
})

test('steps follow what is declared', () => {
  expect(ids('mobile-fortify')).toContain('lawyer-offices-differ')
  expect(ids('mobile-fortify')).toContain('person-no-appeal-declared')
  expect(ids('mobile-fortify')).not.toContain('person-appeal-declared')
  expect(ids('border-face-matching')).toContain('person-appeal-declared')
  expect(ids('smartlink-atd-isap')).toEqual(expect.arrayContaining(['lawyer-determination', 'lawyer-years-differ']))
  expect(ids('immigrationos')).toEqual(expect.arrayContaining(['journalist-no-entry', 'lawyer-agreement']))
  expect(ids('immigrationos')).not.toContain('journalist-quote')
  expect(ids('ai-skip-tracing')).toContain('journalist-second-source')
  expect(ids('clearview-hsi')).toContain('journalist-vendor-withheld')
  expect(ids('ice-mobile-check-in')).toContain('journalist-retired')
})

test('every step is used by some system, so that none is dead', () => {
  const used: ReadonlySet<string> = new Set(NAMED_SYSTEMS.flatMap((one) => nextSteps(one).map(({ id }) => id)))
  expect(Object.keys(STEP_WORDS).filter((id) => !used.has(id))).toEqual([])
})

test('both languages are filled and differ; no promise, no unconfirmed clause', () => {
  const all = [
    ...Object.values(STEP_WORDS).map(({ words }) => words),
    ...Object.values(BASIS_WORDS),
    ...Object.values(PRACTICE_RULES).map(({ asks }) => asks),
  ]
  for (const { en, es } of all) {
    expect(en.length).toBeGreaterThan(20)
    expect(es.length).toBeGreaterThan(20)
    expect(es).not.toBe(en)
    expect(en).not.toMatch(/\b(will win|guarantee|entitled|must release|will get|approved|certified)\b/i)
  }
  expect(JSON.stringify([STEP_WORDS, PRACTICE_RULES])).not.toMatch(/552a\((o|p)\)|4\(a\)\(i\)|A-130/)
})

test('practices are shown with the declared answer, entry by entry', () => {
  const [ice, cbp] = applicableSafeguards(system('mobile-fortify'))
  expect([ice?.basis, cbp?.basis]).toEqual(['high-impact-deployed', 'high-impact-deployed'])
  expect(ice?.practices.find(({ practice }) => practice === 'appeal')?.answer).toBe('in-progress')
  expect(cbp?.practices.find(({ practice }) => practice === 'appeal')?.answer).toBe('not-applicable')
})

test('without a live entry nothing is declared; an override and a denial say so', () => {
  expect(applicableSafeguards(system('project-safehaven'))).toMatchObject([{ declaration: null, basis: 'no-entry' }])
  expect(applicableSafeguards(system('immigrationos'))).toMatchObject([{ declaration: null, basis: 'no-entry' }])
  expect(applicableSafeguards(system('ice-mobile-check-in'))).toMatchObject([{ basis: 'no-entry' }])
  expect(applicableSafeguards(system('smartlink-atd-isap'))).toMatchObject([{ basis: 'presumption-overridden' }])
  expect(applicableSafeguards(system('dhs-chat'))).toMatchObject([{ basis: 'declared-not-high-impact' }])
  expect(applicableSafeguards(system('uscis-translation'))[0]?.basis).toBe('high-impact-not-deployed')
  expect(applicableSafeguards(system('dhs-chat'))[0]?.practices.every(({ answer }) => answer === null)).toBe(true)
})
