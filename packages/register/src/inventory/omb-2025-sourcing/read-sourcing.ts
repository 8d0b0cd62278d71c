import { maskPersonalData } from '../../entry/mask.ts'
import { OMB_2025 } from '../omb-2025/format.ts'
import type { AgencySource, ColumnStatus, ReadResult, Rejection, Warning } from '../read-result.ts'
import { type InventorySource, refuse } from '../refusal.ts'
import { readSection, splitSections } from './sections.ts'

const COLUMNS = new Set(OMB_2025.columns.map(({ name }) => name))

/** The sourcing summary of 2025: a record is one agency's section, in Markdown. */
export function readSourcing(source: InventorySource, encoding: string, text: string): ReadResult {
  const { file } = source
  const sections = splitSections(maskPersonalData(text))
  if (sections.length === 0) return refuse(source, FORMAT_UNKNOWN)
  const sources: AgencySource[] = []
  const columnStatus: ColumnStatus[] = []
  const rejections: Rejection[] = []
  const warnings: Warning[] = []
  const quarantined: { row: number; raw: string }[] = []
  for (const section of sections) {
    const { row, heading, lines } = section
    const read = readSection(section, file)
    if ('code' in read) {
      rejections.push({ file, row, ...read })
      quarantined.push({ row, raw: [`### ${heading}`, ...lines].join('\n') })
      continue
    }
    sources.push(read.source)
    columnStatus.push(...read.columns)
    for (const { column } of read.columns) {
      if (COLUMNS.has(column)) continue
      warnings.push({ file, row, column, code: 'column-unknown', message: 'Not a column of the 2025 inventory.' })
    }
  }
  const empty = { entries: [], awards: [] }
  const found = { sources, columnStatus, rejections, warnings, quarantined }
  return { ok: true, format: 'omb-2025-sourcing', year: 2025, encoding, rows: sections.length, ...empty, ...found }
}

const FORMAT_UNKNOWN = {
  code: 'format-unknown',
  row: null,
  column: null,
  message: 'The text has no section `### Agency (CODE)`, as the sourcing summary has one for each agency.',
  format: null,
} as const
