import { AGREEMENTS } from '../agreement/agreements.ts'
import { STEP_WORDS, type StepId } from './step-words.ts'
import type { NamedSystem, SystemDeclaration } from './system.ts'
import type { Words } from './words.ts'

export type StepReader = 'person' | 'lawyer' | 'journalist'

/** One thing a reader can do. General, in plain words: no promise of what follows from it. */
export interface NextStep {
  readonly id: StepId
  readonly reader: StepReader
  readonly words: Words
  /** The rule it rests on, '' where none is cited. */
  readonly citation: string
}

/** What a person, a lawyer and a journalist can do about a system, chosen by what is declared of it; in reading order. */
export function nextSteps(system: NamedSystem): readonly NextStep[] {
  const live = system.declarations.filter((one) => one.year === 2025 && one.stage !== 'retired')
  const isLive = system.inventoryStatus !== 'no-entry-found' && live.length > 0
  const appeals = isLive ? live.map((one) => one.practices.appeal).filter((answer) => answer !== undefined) : []
  const statuses = new Set(live.map((one) => one.impact))
  const fedByAgreement = AGREEMENTS.some((one) => one.feeds.includes(system.key))
  const isWeak = system.contracts.some((one) => one.standing === 'reported-uncorroborated')
  const ids: readonly (readonly [StepId, boolean])[] = [
    ['person-lawyer-first', true],
    ['person-ask-grounds', true],
    ['person-appeal-declared', appeals.includes('yes')],
    ['person-no-appeal-declared', appeals.some((answer) => answer !== 'yes')],
    ['person-correct-record', true],
    ['person-oversight', true],
    ['lawyer-decision-record', true],
    ['lawyer-practices', isLive && statuses.has('high-impact')],
    ['lawyer-determination', isLive && statuses.has('presumed-overridden')],
    ['lawyer-status-reason', isLive && statuses.has('not-high-impact')],
    ['lawyer-assessment', isLive],
    ['lawyer-years-differ', yearsDiffer(system.declarations)],
    ['lawyer-offices-differ', isLive && officesDiffer(live)],
    ['lawyer-agreement', fedByAgreement],
    ['journalist-quote', isLive],
    ['journalist-no-entry', system.inventoryStatus === 'no-entry-found'],
    ['journalist-retired', system.inventoryStatus === 'retired'],
    ['journalist-vendor-withheld', system.inventoryStatus === 'vendor-withheld'],
    ['journalist-award', system.contracts.some((one) => one.awardId !== null)],
    ['journalist-reported-award', system.contracts.some((one) => one.standing === 'reported')],
    ['journalist-second-source', isWeak],
    ['journalist-next-inventory', true],
  ]
  return ids.filter(([, applies]) => applies).map(([id]) => ({ id, reader: readerOf(id), ...STEP_WORDS[id] }))
}

function readerOf(id: StepId): StepReader {
  if (id.startsWith('person-')) return 'person'
  return id.startsWith('lawyer-') ? 'lawyer' : 'journalist'
}

/** The same entry, or a renamed one, stands in both years: what it declared can be compared. */
function yearsDiffer(declarations: readonly SystemDeclaration[]): boolean {
  const of = (year: number) => declarations.filter((one) => one.year === year && one.link !== 'family')
  return of(2024).length > 0 && of(2025).length > 0
}

/** Two bureaus declare tools of one kind or name with another status, or answer a practice differently. */
function officesDiffer(live: readonly SystemDeclaration[]): boolean {
  const joined = live.filter((one) => one.link === 'family' || one.link === 'same name')
  return joined.some((a) => joined.some((b) => a.bureau !== b.bureau && answersOf(a) !== answersOf(b)))
}

function answersOf(declaration: SystemDeclaration): string {
  return JSON.stringify([declaration.impact, Object.entries(declaration.practices).sort()])
}
