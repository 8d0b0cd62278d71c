import type { RegisterStore } from '../../service/ports.ts'
import type { FindingFilter, FindingView } from '../../service/register/view.ts'
import { CSV_MARK, csvLine } from '../csv.ts'

const AT_ONCE = 500

const COLUMNS = [
  'id',
  'rule',
  'rule_version',
  'severity',
  'state',
  'agency',
  'bureau',
  'year',
  'use_case_key',
  'use_case_id',
  'use_case_name',
  'message',
  'citation',
  'basis',
  'file',
  'record',
  'column',
  'value',
  'further_sources',
  'answers',
  'opened_at',
  'changed_at',
] as const

/** One record a finding, in the list's order; the first source in columns of its own, further ones and answers as JSON. */
export async function* findingsAsCsv(store: RegisterStore, filter: FindingFilter): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(COLUMNS)
  for await (const found of batches(store, filter)) yield found.map(lineOf).join('')
}

/** `{"findings":[...]}`, each as the API has it. */
export async function* findingsAsJson(store: RegisterStore, filter: FindingFilter): AsyncGenerator<string> {
  yield '{"findings":['
  let between = '\n'
  for await (const found of batches(store, filter)) {
    for (const finding of found) {
      yield between + JSON.stringify(finding)
      between = ',\n'
    }
  }
  yield '\n]}\n'
}

async function* batches(store: RegisterStore, filter: FindingFilter): AsyncGenerator<readonly FindingView[]> {
  for (let after: string | null = null, more = true; more; ) {
    const { page } = await store.findingList(filter, { after, limit: AT_ONCE })
    yield page.items
    after = page.next
    more = after !== null
  }
}

function lineOf(finding: FindingView): string {
  const { useCase, evidence } = finding
  const [first, ...further] = evidence
  return csvLine([
    finding.id,
    finding.rule,
    finding.ruleVersion,
    finding.severity,
    finding.state,
    finding.agency,
    useCase?.bureau ?? '',
    finding.year,
    finding.useCaseKey,
    useCase?.id ?? '',
    useCase?.name ?? '',
    finding.message,
    finding.citation,
    finding.basis ?? '',
    first?.file ?? '',
    first?.row ?? null,
    first?.column ?? '',
    first?.value ?? '',
    further.length === 0 ? '' : JSON.stringify(further),
    finding.answers === undefined || finding.answers.length === 0 ? '' : JSON.stringify(finding.answers),
    finding.openedAt,
    finding.changedAt,
  ])
}
