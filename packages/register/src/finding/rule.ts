import type { Entry, Evidence, Year } from '../entry/entry.ts'
import type { Citation } from './citation.ts'
import type { Finding, FindingState, Severity, Subject } from './finding.ts'
import type { Question } from './question.ts'
import type { RegisterView } from './view.ts'

/** What one finding of a rule is about. */
export type RuleUnit =
  | 'entry'
  | 'cell'
  | 'pair'
  | 'group'
  | 'agency'
  | 'agency-column'
  | 'column'
  | 'award'
  | 'system'
  | 'agreement'

/** One rule: a predicate over published declarations, in words and as code. Data, but for `judge`. */
export interface Rule {
  /** As the register reference prints it: `HI-01`. */
  readonly id: string
  /** A changed predicate is a new version; counts of both are shown side by side for one release. */
  readonly version: number
  readonly group: Question
  /** What the finding says of the declaration; no motive. */
  readonly title: string
  /** Weighs the missing safeguard, not the agency's motive. */
  readonly severity: Severity
  readonly citation: Citation
  /** Whose declarations are read, in words. */
  readonly population: string
  /** The exact predicate, in words: shown unfolded. */
  readonly predicate: string
  readonly unit: RuleUnit
  /** Part of the 2024 pack, which rests on a rescinded memorandum. */
  readonly legacy: boolean
  /** A word rule: it prints the words it matched and is a reason to look, not a verdict. */
  readonly needsALook: boolean
  readonly judge: (view: RegisterView) => Judgement
}

/** What a rule found, and the entries on which it is silent because a field it reads is unreadable. */
export interface Judgement {
  readonly hits: readonly Hit[]
  readonly silent: readonly Entry[]
}

/** A finding before its rule is written on it. */
export interface Hit {
  readonly subject: Subject
  /** The entry it is shown with. */
  readonly entry: Entry | null
  /** Agency it counts for in lists; '' where none or several. */
  readonly agency: string
  readonly year: Year | null
  readonly evidence: readonly Evidence[]
  readonly message: string
  readonly state?: FindingState
  readonly basis?: NonNullable<Finding['basis']>
}

/** Everything a rule's author states, but for what a builder derives. */
export interface RuleHead {
  readonly group: Question
  readonly title: string
  readonly severity: Severity
  readonly cites: Citation
  /** 1 where not stated. */
  readonly version?: number
  readonly legacy?: boolean
  readonly needsALook?: boolean
}

/** Completes a rule from what its author states and what a builder derives. */
export function completeRule(
  id: string,
  head: RuleHead,
  rest: Pick<Rule, 'population' | 'predicate' | 'unit' | 'judge'>,
): Rule {
  return {
    id,
    version: head.version ?? 1,
    group: head.group,
    title: head.title,
    severity: head.severity,
    citation: head.cites,
    population: rest.population,
    predicate: rest.predicate,
    unit: rest.unit,
    legacy: head.legacy ?? false,
    needsALook: head.needsALook ?? false,
    judge: rest.judge,
  }
}

/** Whether a rule rests on law that was not yet read at its source: it stays out of headline counts. */
export function isUnverified(rule: Rule): boolean {
  return rule.citation.unverified || rule.citation.also.some((part) => part.unverified)
}
