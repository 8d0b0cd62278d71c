import { dateInterval } from '../date-interval.ts'
import type { AgencySource, ColumnStatus, Rejection } from '../read-result.ts'

/** One `### Name (CODE)` section of the sourcing summary: its heading and the lines below it. */
export interface Section {
  /** Number of the section, the first = 1. */
  readonly row: number
  readonly heading: string
  readonly lines: readonly string[]
}

/** Cuts the summary at its third-level headings; what stands before the first is its introduction. */
export function splitSections(text: string): readonly Section[] {
  const sections: { row: number; heading: string; lines: string[] }[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const heading = /^### +(.*\S)/.exec(line)?.[1]
    if (heading !== undefined) sections.push({ row: sections.length + 1, heading, lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections
}

type ReadSection =
  | { readonly source: AgencySource; readonly columns: readonly ColumnStatus[] }
  | Omit<Rejection, 'file' | 'row'>

/** What a section says of its agency: where the file came from, and which columns the agency left out. */
export function readSection({ row, heading, lines }: Section, file: string): ReadSection {
  const titled = /^(.*\S) *\(([A-Z][A-Z0-9]{0,19})\)$/.exec(heading)
  if (titled === null) {
    return {
      column: null,
      code: 'agency-missing',
      message: `The heading '${heading}' names no agency code in brackets.`,
    }
  }
  const [, agencyName = '', agency = ''] = titled
  const columns: ColumnStatus[] = []
  for (const line of lines) {
    const cells = tableCells(line)
    const [, named = '', , leftOut = ''] = cells ?? []
    // A column of the agency's own, without counterpart in the inventory, has no name in the second cell.
    if (cells === null || named === '') continue
    const column = /^\*\*(\w{1,100})\*\*$/.exec(named)?.[1]
    if (cells.length !== TABLE_WIDTH || column === undefined || !['', 'Yes'].includes(leftOut)) {
      const message = `${TABLE_WIDTH} cells with a column name in the second expected, found: ${line}`
      return { column: column ?? null, code: 'row-width', message }
    }
    columns.push({ agency, column, status: leftOut === 'Yes' ? 'left-out' : 'reported', file, row })
  }
  return { source: { agency, agencyName, ...origin(lines), file, row }, columns }
}

const TABLE_WIDTH = 4

/** Cells of a body row of the column table, `null` for its header, its rule and every other line. */
function tableCells(line: string): readonly string[] | null {
  const trimmed = line.trim()
  if (!trimmed.startsWith('|')) return null
  const cells = trimmed
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
  return /^:?-+:?$/.test(cells[1] ?? '') || cells[1] === '**Shorthand Colname**' ? null : cells
}

function origin(lines: readonly string[]): Pick<AgencySource, 'address' | 'method' | 'retrieved' | 'rows'> {
  const retrieval = labelled(lines, 'Data Retrieval Method')
  if (retrieval === '') return { address: bareAddress(lines), method: noData(lines), retrieved: '', rows: null }
  const [, method = retrieval, day = ''] = /^(.*\S) on (\d{1,2}\/\d{1,2}\/\d{4})/.exec(retrieval) ?? []
  const counted = /\d+/.exec(labelled(lines, 'Number of detected use cases / rows'))?.[0]
  return {
    address: labelled(lines, 'URL for download'),
    method,
    retrieved: dateInterval(day)?.first ?? '',
    rows: counted === undefined ? null : Number(counted),
  }
}

/** Text after `- **Label:**`, '' where the section has no such line. */
function labelled(lines: readonly string[], label: string): string {
  const lead = `- **${label}:**`
  return (
    lines
      .find((line) => line.startsWith(lead))
      ?.slice(lead.length)
      .trim() ?? ''
  )
}

/** A section without a file says why: `No Individual Use Cases to Report: Agency stated that ...`. */
function noData(lines: readonly string[]): string {
  const state = lines.map((line) => /^\*\*([^*]+)\*\*$/.exec(line.trim())?.[1]).find((found) => found !== undefined)
  const reason = lines
    .map((line) => /^\*\*Reason\*\*: *(.*)$/.exec(line.trim())?.[1])
    .find((found) => found !== undefined)
  return [state, reason].filter((part) => part !== undefined).join(': ')
}

function bareAddress(lines: readonly string[]): string {
  return lines.map((line) => /^- (https?:\S+)$/.exec(line.trim())?.[1]).find((found) => found !== undefined) ?? ''
}
