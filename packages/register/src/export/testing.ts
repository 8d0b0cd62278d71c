import { createHash } from 'node:crypto'
import type { Entry } from '../entry/entry.ts'
import type { Finding } from '../finding/finding.ts'
import { OMB_2025 } from '../inventory/omb-2025/format.ts'
import { readInventory } from '../inventory/read-inventory.ts'
import type { ExportFacts, ExportInventory } from './form.ts'

export const sha1 = (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest())
export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

export type Row = Readonly<Record<string, string>>

/** A CSV file as an agency would write it: every cell quoted, CRLF. */
export function csv(columns: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('')
}

export function omb2025(rows: readonly Row[]): string {
  return csv(
    OMB_2025.columns.map(({ name }) => name),
    rows,
  )
}

/** Entries of a file given as text, through the importer; a refusal is a fault of the test. */
export function entriesOfText(file: string, text: string): readonly Entry[] {
  const read = readInventory({ file, bytes: new TextEncoder().encode(text), sha256 })
  if (!read.ok) throw new Error(JSON.stringify(read.rejections))
  return read.entries
}

/** A use case that answers everything, deployed and high-impact. */
export const FULL: Row = {
  agency: 'DHS',
  agency_name: 'Department of Homeland Security',
  id: 'DHS-9001',
  use_case_name: 'Made-up document check',
  agency_bureau: 'Made-up Bureau',
  contact_email: 'somebody@agency.example',
  is_withheld: 'No',
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  HI_justification: '',
  topic_area: 'Benefits Processing',
  classification: 'Computer Vision',
  problem_solved: 'Checks *made-up* documents [see](javascript:x) <b>fast</b>',
  benefits: 'Less waiting',
  system_outputs: 'A score',
  operational_date: '06/2025',
  contracting_usage: 'Vendor Purchased',
  vendor_name: 'Example Systems, Inc.',
  have_ato: 'Yes',
  system_name_ato: 'EXSYS',
  data_description: 'Synthetic pages',
  link_to_data: 'https://data.example/pages',
  has_pii: 'Yes',
  pia_url: 'https://privacy.example/pia',
  demographic_features: `['c) Age', "k) None of the above, it's said"]`,
  has_custom_code: 'No',
  code_url: 'unknown',
  hi_testing_conducted: 'Yes',
  hi_assessment_completed: 'In-progress',
  hi_potential_impacts: 'A wrong refusal',
  hi_independent_review: '',
  hi_ongoing_monitoring: 'Yes - Monitoring Established',
  hi_training_established: 'Training In-progress',
  hi_failsafe_presence: 'Not Applicable',
  hi_appeal_process: 'Appeal Process In-progress',
  hi_public_consultation: "['In-progress']",
}

/** The full one, one nearly empty, one with traps for spreadsheets, and a repeated id. */
export const ROWS: readonly Row[] = [
  FULL,
  { agency: 'DOE', agency_name: 'Department of Energy', use_case_name: 'Bare entry', demographic_features: '[]' },
  {
    ...FULL,
    id: '24',
    agency: 'TREAS',
    agency_name: 'Department of the Treasury',
    use_case_name: '=HYPERLINK("http://x.example","y")',
    problem_solved: '-saves, "time"\nand more',
    development_stage: 'Retired',
    is_high_impact: 'Not High-impact',
    contracting_usage: 'In-house Development',
    vendor_name: '',
    pia_url: 'not yet',
  },
  { ...FULL, use_case_name: 'Made-up document check, again', development_stage: 'Pilot' },
]

export const FILE = 'made-up-2025.csv'

export function entries(): readonly Entry[] {
  return entriesOfText(FILE, omb2025(ROWS))
}

export function inventory(given: Partial<ExportInventory> = {}): ExportInventory {
  return { file: FILE, format: 'omb-2025', year: 2025, sha256: 'ab'.repeat(32), source: '', ...given }
}

export function finding(given: Partial<Finding> = {}): Finding {
  const useCase = {
    key: 'dhs-9001',
    id: 'DHS-9001',
    name: 'Made-up document check',
    agency: 'DHS',
    bureau: '',
    year: 2025,
  }
  return {
    id: 'HI-03/dhs-9001',
    rule: 'HI-03',
    ruleVersion: 1,
    severity: 'high',
    state: 'open',
    subject: { kind: 'entry', key: 'dhs-9001' },
    useCase,
    agency: 'DHS',
    year: 2025,
    evidence: [{ file: FILE, row: 2, column: 'hi_appeal_process', value: 'Appeal Process In-progress' }],
    citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
    message: "DHS declares 'Appeal Process In-progress' on an appeal process.",
    ...given,
  }
}

export function facts(given: Partial<ExportFacts> = {}): ExportFacts {
  return {
    entries: entries(),
    findings: [finding()],
    inventories: [inventory()],
    asOf: '2026-11-22T09:00:00.000Z',
    site: 'https://register.example',
    sha1,
    ...given,
  }
}
