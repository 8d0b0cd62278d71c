import { setImmediate } from 'node:timers/promises'
import {
  AGREEMENTS,
  type Entry,
  type EntryKey,
  evaluateByRule,
  type Finding,
  figures,
  history,
  type MatchResult,
  matchYears,
  NAMED_SYSTEMS,
  piidTokens,
  RULES,
  summary,
  text,
  type UseCaseHistory,
  vendorCell,
} from '@recourse/register'
import type { Clock, Judged, JudgedFinding, RegisterStore, StoredFacts } from '../ports.ts'
import { withStoredId } from './finding-id.ts'
import type { JudgedUseCase, UseCaseText } from './judged-use-case.ts'
import type { SeverityCounts } from './view.ts'
import { withAnswers } from './with-answers.ts'

/** Which rules judge: another set or version of rules makes an old judgement stale. */
export const RULES_DIGEST: string = RULES.map((rule) => `${rule.id}@${rule.version}`).join(' ')

const ATTEMPTS = 5

/**
 * Matches the years, runs every rule and replaces the projections, unless the stored judgement already answers for
 * these facts, these rules and this day. Returns the number of findings, or null where nothing had to be done.
 */
export async function judge(deps: {
  readonly store: RegisterStore
  readonly clock: Clock
  /** Told before it begins, where there is something to do: it takes seconds. */
  readonly onStale?: () => void
}): Promise<number | null> {
  const now = deps.clock.now()
  const asOf = new Date(now).toISOString().slice(0, 10)
  const held = await deps.store.version()
  if (held.judged === held.facts && held.asOf === asOf && held.rules === RULES_DIGEST) return null
  deps.onStale?.()
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const facts = await deps.store.loadFacts()
    const { matches, newest } = federalMatches(facts)
    const histories = withAbsent(history(facts.entries, matches), facts.absent)
    let found = 0
    const saved = await deps.store.saveJudgement({
      factsVersion: facts.version,
      asOf,
      rules: RULES_DIGEST,
      at: now,
      texts: histories.map(useCaseText),
      async judge() {
        const findings = withAnswers(await runRules(facts, newest, asOf), facts.answers)
        found = findings.length
        return judgedOf(facts, matches, histories, findings)
      },
    })
    if (saved) return found
  }
  throw new Error(`the register's facts changed ${ATTEMPTS} times while they were judged; run the command again`)
}

/** All findings; between two rules other work of this process goes on. */
async function runRules(facts: StoredFacts, matches: MatchResult, asOf: string): Promise<readonly Finding[]> {
  const found: Finding[] = []
  const { entries, columnStatus, sources, awards } = facts
  const given = {
    entries,
    columnStatus,
    sources,
    awards,
    agreements: AGREEMENTS,
    systems: NAMED_SYSTEMS,
    matches,
    asOf,
  }
  for (const { findings } of evaluateByRule(given)) {
    for (const finding of findings) found.push(withStoredId(finding))
    await setImmediate()
  }
  return found
}

function judgedOf(
  facts: StoredFacts,
  matches: readonly MatchResult[],
  histories: readonly UseCaseHistory[],
  findings: readonly Finding[],
): Judged {
  const useCaseOf = new Map<string, EntryKey>()
  for (const item of histories) for (const entry of item.entries) useCaseOf.set(`${entry.year} ${entry.key}`, item.key)
  const order = new Map(RULES.map((rule, at) => [rule.id, at]))
  const judged = findings.map((finding) => ({
    finding,
    useCaseKey:
      finding.useCase === null ? null : (useCaseOf.get(`${finding.useCase.year} ${finding.useCase.key}`) ?? null),
    ruleOrder: order.get(finding.rule) ?? RULES.length,
  }))
  const { entries, columnStatus, awards } = facts
  return {
    useCases: useCaseRows(histories, judged, new Set(facts.absent)),
    findings: judged,
    figures: figures({ entries, columnStatus, awards, matches, findings }),
  }
}

/**
 * Entries no longer listed stay with the use case of their key, or are one of their own. Two use cases of one key (an id
 * that a person found to have been given anew) are told apart by the year of the older one.
 */
function withAbsent(histories: readonly UseCaseHistory[], absent: readonly Entry[]): readonly UseCaseHistory[] {
  const byKey = new Map<EntryKey, UseCaseHistory>()
  for (const item of [...histories].sort((a, b) => lastYear(b) - lastYear(a))) {
    byKey.set(byKey.has(item.key) ? `${item.key}.${lastYear(item)}` : item.key, item)
  }
  for (const entry of absent) {
    const held = byKey.get(entry.key)
    const entries = [...(held?.entries ?? []), entry].sort((a, b) => a.year - b.year)
    byKey.set(entry.key, { key: entry.key, links: held?.links ?? [], relations: held?.relations ?? [], entries })
  }
  return [...byKey].map(([key, item]) => ({ ...item, key }))
}

function lastYear(item: UseCaseHistory): number {
  return item.entries.at(-1)?.year ?? 0
}

/** Neighbouring federal years matched with one another, and 2024 to 2025, which the rules between years read. */
export function federalMatches(facts: Pick<StoredFacts, 'entries' | 'reviews'>): {
  readonly matches: readonly MatchResult[]
  readonly newest: MatchResult
} {
  const federal = facts.entries.filter((entry) => FEDERAL.has(entry.format))
  const of = (year: number): Entry[] => federal.filter((entry) => entry.year === year)
  const years = [...new Set(federal.map((entry) => entry.year))].sort((a, b) => a - b)
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

function useCaseRows(
  histories: readonly UseCaseHistory[],
  judged: readonly JudgedFinding[],
  absent: ReadonlySet<Entry>,
): JudgedUseCase[] {
  const byUseCase = new Map<EntryKey, Finding[]>()
  for (const { finding, useCaseKey } of judged) {
    if (useCaseKey === null) continue
    const list = byUseCase.get(useCaseKey)
    if (list) list.push(finding)
    else byUseCase.set(useCaseKey, [finding])
  }
  return histories.map((item) => useCaseRow(item, byUseCase.get(item.key) ?? [], absent))
}

function useCaseRow(item: UseCaseHistory, findings: readonly Finding[], absent: ReadonlySet<Entry>): JudgedUseCase {
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
    entryKeys: [...new Set([item.key, ...newestFirst.map((entry) => entry.key)])],
    format: newest.format,
    jurisdiction: newest.format === 'atrs' ? 'uk' : newest.format === 'nl-1.0' ? 'nl' : 'us',
    agency: newest.agency,
    agencyName: newest.agencyName,
    bureau: newest.bureau,
    name: newest.name,
    declaredId: newest.id,
    years: [...new Set(newestFirst.map((entry) => entry.year))].sort((a, b) => a - b),
    stage: now?.stage ?? '',
    impact: now?.impact ?? '',
    vendor: vendorCell(first('vendor')),
    topic: first('topic'),
    marks: words
      .map((w) => ({
        year: w.entry.year,
        key: w.entry.key,
        format: w.entry.format,
        stage: w.stage,
        impact: w.impact,
        present: !absent.has(w.entry),
      }))
      .reverse(),
    links: item.links,
    rules: [...new Set(findings.map((finding) => finding.rule))],
    piids: [...new Set(newestFirst.flatMap((entry) => piidTokens(text(entry, '23_contract_piids'))))],
    findings: counts,
  }
}

function useCaseText(item: UseCaseHistory): UseCaseText {
  const words = [...item.entries].reverse().map((entry) => ({ entry, ...summary(entry) }))
  const newest = words[0]?.entry
  if (!newest) throw new Error(`use case ${item.key} has no entry`)
  const named = words.flatMap((w) => [vendorCell(w.vendor), w.product, systemName(w.entry)])
  return {
    key: item.key,
    title: `${newest.name} ${newest.id}`,
    handle: [...new Set([newest.name, ...named, newest.bureau, newest.agency, newest.agencyName])]
      .filter(Boolean)
      .join(' · '),
    body: words.flatMap((w) => [w.topic, w.purpose, w.benefits, w.outputs]).join('\n'),
  }
}

/** The authorised system's own name, which readers of the press know better than the use case's. */
function systemName(entry: Entry): string {
  return text(entry, 'system_name_ato') || text(entry, '41_system_name')
}
