import type { SourceBytes, Sources } from '../../service/ports.ts'

/** Small inventories made up for tests, in the published formats: no agency's words, no person. */

const COLUMNS_2025 = [
  'agency',
  'agency_name',
  'id',
  'use_case_name',
  'agency_bureau',
  'contact_email',
  'is_withheld',
  'development_stage',
  'is_high_impact',
  'HI_justification',
  'topic_area',
  'classification',
  'problem_solved',
  'benefits',
  'system_outputs',
  'operational_date',
  'contracting_usage',
  'vendor_name',
  'have_ato',
  'system_name_ato',
  'data_description',
  'link_to_data',
  'has_pii',
  'pia_url',
  'demographic_features',
  'has_custom_code',
  'code_url',
  'hi_testing_conducted',
  'hi_assessment_completed',
  'hi_potential_impacts',
  'hi_independent_review',
  'hi_ongoing_monitoring',
  'hi_training_established',
  'hi_failsafe_presence',
  'hi_appeal_process',
  'hi_public_consultation',
] as const

type Cells2025 = Readonly<Partial<Record<(typeof COLUMNS_2025)[number], string>>>

/** A 2025 inventory; cells not given are blank. */
export function inventory2025(...rows: readonly Cells2025[]): string {
  return csv(
    COLUMNS_2025,
    rows.map((row) => COLUMNS_2025.map((column) => row[column] ?? '')),
  )
}

const COLUMNS_2023 = [
  'Use_Case_ID',
  'Department_Code',
  'Agency',
  'Office',
  'Title',
  'Summary',
  'Development_Stage',
  'Techniques',
  'Source_Code',
  'Department',
] as const

type Cells2023 = Readonly<Partial<Record<(typeof COLUMNS_2023)[number], string>>>

export function inventory2023(...rows: readonly Cells2023[]): string {
  return csv(
    COLUMNS_2023,
    rows.map((row) => COLUMNS_2023.map((column) => row[column] ?? '')),
  )
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows]
    .map((cells) => cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n')
    .concat('\r\n')
}

/** Files in memory, for `importInventories`. */
export function filesOf(files: Readonly<Record<string, string>>): Sources {
  return {
    async read(place): Promise<SourceBytes> {
      const text = files[place]
      if (text === undefined) return { ok: false, file: place, code: 'not-found', message: `no file ${place}` }
      return { ok: true, file: place, bytes: new TextEncoder().encode(text), source: '' }
    },
  }
}
