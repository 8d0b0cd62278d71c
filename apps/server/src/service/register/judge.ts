import {
  AGREEMENTS,
  type Entry,
  type EntryKey,
  evaluate,
  type Figures,
  type Finding,
  figures,
  history,
  type MatchResult,
  matchYears,
  NAMED_SYSTEMS,
  piidTokens,
  RULES,
  shownVendor,
  summary,
  text,
  type UseCaseHistory,
} from '@recourse/register'
import type { Clock, JudgedFinding, RegisterStore, StoredFacts } from '../ports.ts'
import type { JudgedUseCase } from './judged-use-case.ts'
import type { SeverityCounts } from './view.ts'
import { withAnswers } from './with-answers.ts'

/** Which rules judge: another set or version of rules makes an old judgement stale. */
export const RULES_DIGEST: string = RULES.map((rule) => `${rule.id}@${rule.version}`).join(' ')

const ATTEMPTS = 5

/**
 * Matches the years, runs every rule and replaces the projections, unless the stored judgement already answers for
 * these facts, these rules and this day. Returns the number of findings, or null where nothing had to be done.
 */
export async function judge(deps: { readonly store: RegisterStore; readonly clock: Clock }): Promise<number | null> {
  const now = deps.clock.now()
  const asOf = new Date(now).toISOString().slice(0, 10)
  const held = await deps.store.version()
  if (held.judged === held.facts && held.asOf === asOf && held.rules === RULES_DIGEST) return null
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const facts = await deps.store.loadFacts()
    const judged = judgeFacts(facts, asOf)
    const saved = await deps.store.saveJudgement({
      factsVersion: facts.version,
      asOf,
      rules: RULES_DIGEST,
      at: now,
      ...judged,
    })
    if (saved) return judged.findings.length
  }
  throw new Error(`the register's facts changed ${ATTEMPTS} times while they were judged; run the command again`)
}

/** The whole judgement as a pure function of the facts and the day. */
export function judgeFacts(
  facts: StoredFacts,
  asOf: string,
): {
  readonly useCases: readonly JudgedUseCase[]
  readonly findings: readonly JudgedFinding[]
  readonly figures: Figures
} {
  const { matches, newest } = federalMatches(facts)
  const found = evaluate({
    entries: facts.entries,
    columnStatus: facts.columnStatus,
    sources: facts.sources,
    awards: facts.awards,
    agreements: AGREEMENTS,
    systems: NAMED_SYSTEMS,
    matches: newest,
    asOf,
  })
  const findings = withAnswers(found, facts.answers)
  const histories = history(facts.entries, matches)
  const useCaseOf = new Map<string, EntryKey>()
  for (const item of histories) for (const entry of item.entries) useCaseOf.set(`${entry.year} ${entry.key}`, item.key)
  const order = new Map(RULES.map((rule, at) => [rule.id, at]))
  const judged = findings.map((finding) => ({
    finding,
    useCaseKey:
      finding.useCase === null ? null : (useCaseOf.get(`${finding.useCase.year} ${finding.useCase.key}`) ?? null),
    ruleOrder: order.get(finding.rule) ?? RULES.length,
  }))
  return {
    useCases: useCaseRows(histories, judged),
    findings: judged,
    figures: figures({
      entries: facts.entries,
      columnStatus: facts.columnStatus,
      awards: facts.awards,
      matches,
      findings,
    }),
  }
}

/** Neighbouring federal years matched with one another, and 2024 to 2025, which the rules between years read. */
export function federalMatches(facts: Pick<StoredFacts, 'entries' | 'reviews'>): {
  readonly matches: readonly MatchResult[]
  readonly newest: MatchResult
} {
  const federal = facts.entries.filter((entry) => FEDERAL.has(entry.format))
  const of = (year: number): Entry[] => federal.filter((entry) => entry.year === year)
  const years = [...new Set(federal.map((entry) => entry.year))].sort()
  const matches = years
    .slice(1)
    .map((year, at) => matchYears({ from: of(years[at] ?? year), to: of(year), reviews: facts.reviews }))
  const newest = matches.find((match) => match.fromYear === 2024 && match.toYear === 2025)
  return { matches, newest: newest ?? NO_MATCHES }
}

const NO_MATCHES: MatchResult = {
  fromYear: 2024,
  toYear: 2025,
  pairs: [],
  undecided: [],
  relations: [],
  vanished: [],
  new: [],
}

const FEDERAL: ReadonlySet<string> = new Set(['omb-2023', 'omb-2024', 'omb-2025'])

function useCaseRows(histories: readonly UseCaseHistory[], judged: readonly JudgedFinding[]): JudgedUseCase[] {
  const byUseCase = new Map<EntryKey, Finding[]>()
  for (const { finding, useCaseKey } of judged) {
    if (useCaseKey === null) continue
    const list = byUseCase.get(useCaseKey)
    if (list) list.push(finding)
    else byUseCase.set(useCaseKey, [finding])
  }
  return histories.map((item) => useCaseRow(item, byUseCase.get(item.key) ?? []))
}

function useCaseRow(item: UseCaseHistory, findings: readonly Finding[]): JudgedUseCase {
  const newestFirst = [...item.entries].sort((a, b) => b.year - a.year)
  const newest = newestFirst[0]
  if (!newest) throw new Error(`use case ${item.key} has no entry`)
  const words = newestFirst.map((entry) => ({ entry, ...summary(entry) }))
  const now = words[0]
  const first = <Key extends 'vendor' | 'topic'>(key: Key): string => words.find((w) => w[key] !== '')?.[key] ?? ''
  const counts: Record<keyof SeverityCounts, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  for (const finding of findings) if (finding.state !== 'withdrawn') counts[finding.severity]++
  return {
    key: item.key,
    entryKeys: newestFirst.map((entry) => entry.key),
    format: newest.format,
    jurisdiction: newest.format === 'atrs' ? 'uk' : newest.format === 'nl-1.0' ? 'nl' : 'us',
    agency: newest.agency,
    agencyName: newest.agencyName,
    bureau: newest.bureau,
    name: newest.name,
    declaredId: newest.id,
    years: [...new Set(newestFirst.map((entry) => entry.year))].sort(),
    stage: now?.stage ?? '',
    impact: now?.impact ?? '',
    vendor: supplierShown(first('vendor')),
    topic: first('topic'),
    marks: words
      .map((w) => ({
        year: w.entry.year,
        key: w.entry.key,
        format: w.entry.format,
        stage: w.stage,
        impact: w.impact,
        present: true,
      }))
      .reverse(),
    links: item.links,
    rules: [...new Set(findings.map((finding) => finding.rule))],
    piids: [...new Set(newestFirst.flatMap((entry) => piidTokens(text(entry, '23_contract_piids'))))],
    findings: counts,
    handle: [
      newest.name,
      ...words.flatMap((w) => [supplierShown(w.vendor), w.product, systemName(w.entry)]),
      newest.bureau,
      newest.agencyName,
    ]
      .filter((word, at, all) => word !== '' && all.indexOf(word) === at)
      .join(' · '),
    body: words.map((w) => [w.purpose, w.benefits, w.outputs].join('\n')).join('\n'),
  }
}

/** The authorised system's own name, which readers of the press know better than the use case's. */
function systemName(entry: Entry): string {
  return text(entry, 'system_name_ato') || text(entry, '41_system_name')
}

/** A cell with commas lists firms; one name alone may be a person's. */
function supplierShown(vendor: string): string {
  return vendor.includes(',') ? vendor : shownVendor(vendor)
}
