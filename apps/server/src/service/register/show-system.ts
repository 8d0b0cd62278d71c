import { type LinkedDeclaration, linkedEntries, type NamedSystem, RULES } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import { contracts } from './contracts.ts'
import type { AwardView, EntryView, FindingView } from './view.ts'

/** A named system with what the register holds of it. */
export interface SystemDetail {
  readonly system: NamedSystem
  /** Every coded declaration, oldest first, with its entry where that inventory is imported. */
  readonly declarations: readonly LinkedDeclaration<EntryView>[]
  /** Findings about the system itself, then about the entries that are the system or of its kind; none twice. */
  readonly findings: readonly FindingView[]
  /** Awards of the imported files that the facts name by number. */
  readonly awards: readonly AwardView[]
}

const SYSTEM_RULES = RULES.filter((rule) => rule.unit === 'system').map((rule) => rule.id)
const MOST = 500

/** Gathers what is on record of one named system. */
export async function showSystem(store: RegisterStore, system: NamedSystem): Promise<SystemDetail> {
  const [useCases, about, { awards }] = await Promise.all([
    useCasesOf(store, system),
    Promise.all(SYSTEM_RULES.map((rule) => store.findingList({ rule }, { after: null, limit: MOST }))),
    contracts(store),
  ])
  const declarations = linkedEntries(
    system,
    useCases.flatMap((useCase) => useCase.entries),
  )
  const linked = new Set(declarations.flatMap(({ entry }) => (entry === null ? [] : [entry.key])))
  const own = about
    .flatMap((list) => list.page.items)
    .filter((finding) => finding.subject.kind === 'system' && finding.subject.key === system.key)
  const ofEntries = useCases
    .filter((useCase) => useCase.entries.some((entry) => linked.has(entry.key)))
    .flatMap((useCase) => useCase.findings)
    .filter((finding) => finding.endedAt === null)
  const numbers = new Set(system.contracts.flatMap((contract) => contract.awardId ?? []))
  return {
    system,
    declarations,
    findings: once([...own, ...ofEntries]),
    awards: awards.filter((award) => numbers.has(award.awardId)),
  }
}

/** Use cases that may hold the system's declarations: by their id where the year has ids, else by name inside the agency. */
async function useCasesOf(store: RegisterStore, system: NamedSystem) {
  const ids = system.declarations.flatMap((declared) => (declared.id === '' ? [] : [declared.id.toLowerCase()]))
  const names = new Set(system.declarations.flatMap((declared) => (declared.id === '' ? [declared.name] : [])))
  const named = await Promise.all(
    [...names].map((name) =>
      store.searchUseCases({ query: name, agency: [system.agency] }, { after: null, limit: 20 }),
    ),
  )
  const keys = new Set([
    ...ids,
    ...named.flatMap((found) => (found.nearly ? [] : found.page.items.map((one) => one.key))),
  ])
  const found = await Promise.all([...keys].map((key) => store.findUseCase(key)))
  const byKey = new Map(found.flatMap((useCase) => (useCase === null ? [] : [[useCase.summary.key, useCase] as const])))
  return [...byKey.values()]
}

function once(findings: readonly FindingView[]): readonly FindingView[] {
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()]
}
