import { clean } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'
import { boundedKey, keyNumberer, type Sha256 } from '../entry/key.ts'
import { maskPersonalData } from '../entry/mask.ts'
import { cellChecker } from './cell-warnings.ts'
import type { HeaderPlan } from './format/header.ts'
import { isNeutralised, restoreFormula } from './formula.ts'
import { quarantinedText } from './quarantine.ts'
import type { ReadResult, Rejection, Warning } from './read-result.ts'
import type { TableRecord } from './table-record.ts'

type Read = Extract<ReadResult, { readonly ok: true }>
type Tabled = Pick<Read, 'rows' | 'entries' | 'rejections' | 'warnings' | 'quarantined'>

/**
 * Turns records into entries with their warnings. Every record ends as an entry or as a rejection with its raw text;
 * contact cells are dropped and addresses masked in both.
 */
export function readEntries(
  records: readonly TableRecord[],
  plan: HeaderPlan,
  source: { readonly file: string; readonly sha256: Sha256 },
): Tabled {
  const { file, sha256 } = source
  const { format, layout } = plan
  const entries: Entry[] = []
  const rejections: Rejection[] = []
  const warnings: Warning[] = plan.warnings.map((warning) => ({ file, ...warning }))
  const quarantined: { row: number; raw: string }[] = []
  const numbered = keyNumberer()
  const restores = format.format === 'omb-2025' && isNeutralised(keptCells(records, plan))
  const check = cellChecker(plan)
  for (const record of records) {
    const { row, unreadable } = record
    const kept = keptTexts(record, plan, restores)
    const raw = maskedTexts(kept)
    const cell = (column: string) => clean(raw[layout.position.get(column) ?? -1] ?? '')
    const identity = unreadable === undefined ? format.identify(cell) : null
    if (identity === null || identity.agency.length > LONGEST_AGENCY) {
      rejections.push({ file, row, ...(unreadable ?? (identity === null ? AGENCY_MISSING : NO_AGENCY)) })
      quarantined.push({ row, raw: quarantinedText(record, plan) })
      continue
    }
    const key = numbered(boundedKey(format.key(identity, cell, sha256), sha256))
    entries.push({ key, format: format.format, ...identity, file, row, layout, raw })
    raw.forEach((text, at) => {
      if (text === null || text === '') return
      for (const { code, message } of check(at, text, text !== kept[at])) {
        warnings.push({ file, row, column: layout.columns[at]?.header ?? null, code, message })
      }
    })
  }
  return { rows: records.length, entries, rejections, warnings, quarantined }
}

const AGENCY_MISSING = {
  column: null,
  code: 'agency-missing',
  message: 'The record names no agency, neither by code nor by name.',
} as const

const LONGEST_AGENCY = 200

const NO_AGENCY = {
  column: null,
  code: 'agency-missing',
  message: `What stands for the agency has more than ${LONGEST_AGENCY} characters: it names none.`,
} as const

/** Cells in layout order, contact cells left out; in a file made by our own export, without its apostrophes. */
function keptTexts({ cells }: TableRecord, plan: HeaderPlan, restores: boolean): readonly (string | null)[] {
  const kept = plan.cellAt.map((at) => (at === null ? null : (cells[at] ?? null)))
  return restores ? kept.map((text) => text && restoreFormula(text)) : kept
}

/** The same array where nothing had to be masked, as in nearly every record. */
function maskedTexts(texts: readonly (string | null)[]): readonly (string | null)[] {
  let masked: (string | null)[] | null = null
  for (const [at, text] of texts.entries()) {
    const kept = text && maskPersonalData(text)
    if (kept === text) continue
    masked ??= [...texts]
    masked[at] = kept
  }
  return masked ?? texts
}

function* keptCells(records: readonly TableRecord[], plan: HeaderPlan): Iterable<string> {
  for (const record of records) for (const text of keptTexts(record, plan, false)) if (text !== null) yield text
}
