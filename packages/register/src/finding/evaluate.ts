import type { Entry } from '../entry/entry.ts'
import { citationLine } from './citation.ts'
import type { RegisterFacts } from './facts.ts'
import type { Finding, FindingUseCase, Subject } from './finding.ts'
import type { Hit, Rule } from './rule.ts'
import { RULES } from './rules.ts'
import { compareText, viewOf } from './view.ts'

/** Findings, and for each rule that could not read some entries, which: they count neither for nor against anybody. */
export interface Evaluation {
  readonly findings: readonly Finding[]
  /** By rule id; rules that read everything are not in it. */
  readonly silent: ReadonlyMap<string, readonly Entry[]>
}

/**
 * All findings over the facts: a pure function, linear in entries. Order: rule, agency, year, record, so the same facts
 * give the same list whatever order they were imported in.
 */
export function evaluate(facts: RegisterFacts): readonly Finding[] {
  return evaluateWithSilences(facts).findings
}

/** The same with the silences: entries on which a rule says nothing because a field it reads is unreadable. */
export function evaluateWithSilences(facts: RegisterFacts, rules: readonly Rule[] = RULES): Evaluation {
  const findings: Finding[] = []
  const silent = new Map<string, readonly Entry[]>()
  for (const judged of evaluateByRule(facts, rules)) {
    for (const finding of judged.findings) findings.push(finding)
    if (judged.silent.length > 0) silent.set(judged.rule, judged.silent)
  }
  return { findings, silent }
}

/** The same one rule at a time, so that a caller can do other work between two rules. */
export function* evaluateByRule(
  facts: RegisterFacts,
  rules: readonly Rule[] = RULES,
): Generator<{ readonly rule: string; readonly findings: readonly Finding[]; readonly silent: readonly Entry[] }> {
  const view = viewOf(facts)
  const useCases = new Map<Entry, FindingUseCase>()
  for (const one of rules) {
    const { hits, silent } = one.judge(view)
    const citation = citationLine(one.citation)
    yield {
      rule: one.id,
      findings: [...hits].sort(inOrder).map((hit) => findingOf(one, hit, citation, useCases)),
      silent,
    }
  }
}

function inOrder(a: Hit, b: Hit): number {
  return (
    compareText(a.agency, b.agency) ||
    (a.year ?? 0) - (b.year ?? 0) ||
    rowOf(a) - rowOf(b) ||
    compareText(a.entry?.file ?? '', b.entry?.file ?? '')
  )
}

function rowOf(hit: Hit): number {
  return hit.entry?.row ?? 0
}

function findingOf(one: Rule, hit: Hit, citation: string, useCases: Map<Entry, FindingUseCase>): Finding {
  return {
    id: `${one.id}:${subjectId(hit.subject)}`,
    rule: one.id,
    ruleVersion: one.version,
    severity: one.severity,
    state: hit.state ?? 'open',
    subject: hit.subject,
    useCase: hit.entry === null ? null : useCaseOf(hit.entry, useCases),
    agency: hit.agency,
    year: hit.year,
    evidence: hit.evidence,
    citation,
    message: hit.message,
    ...(hit.basis === undefined ? {} : { basis: hit.basis }),
  }
}

/** One object an entry, since many findings are shown with the same one. */
function useCaseOf(entry: Entry, known: Map<Entry, FindingUseCase>): FindingUseCase {
  const before = known.get(entry)
  if (before !== undefined) return before
  const { key, id, name, agency, bureau, year } = entry
  const useCase = { key, id, name, agency, bureau, year }
  known.set(entry, useCase)
  return useCase
}

/** The members of a subject, joined: with the rule's id they name a finding for good. */
function subjectId(subject: Subject): string {
  switch (subject.kind) {
    case 'entry':
    case 'system':
    case 'agreement':
      return subject.key
    case 'cell':
      return subject.item === null
        ? `${subject.key}:${subject.column}`
        : `${subject.key}:${subject.column}:${subject.item}`
    case 'pair':
      return `${subject.from}>${subject.to ?? ''}`
    case 'group':
      return `${subject.name}:${subject.keys.join('+')}`
    case 'agency':
      return subject.column === null ? subject.agency : `${subject.agency}:${subject.column}`
    case 'column':
      return subject.column
    case 'award':
      return subject.awardId
  }
}
