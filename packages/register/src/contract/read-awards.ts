import { agencyName } from '../entry/agency.ts'
import { maskPersonalData } from '../entry/mask.ts'
import { dateInterval } from '../inventory/date-interval.ts'
import { cellRefusal, cellText, isJsonRecord, type JsonRecord } from '../inventory/json/records.ts'
import { LIMITS } from '../inventory/limits.ts'
import type { ReadResult, Rejection, Warning } from '../inventory/read-result.ts'
import { type InventorySource, type Refusal, refuse } from '../inventory/refusal.ts'
import type { Award } from './award.ts'

/**
 * An award file: `{ about, contracts: [{ award_id, vendor, agency, amount, ... }] }`. Award facts alone are kept;
 * addresses and numbers inside descriptions are masked, the award id never is.
 */
export function readAwards(source: InventorySource, encoding: string, document: JsonRecord): ReadResult {
  const list = Array.isArray(document.contracts) ? document.contracts : []
  const { file } = source
  if (list.length > LIMITS.records) return refuse(source, tooMany(list.length))
  const awards: Award[] = []
  const rejections: Rejection[] = []
  const warnings: Warning[] = []
  const quarantined: { row: number; raw: string }[] = []
  const covered = coveredAgency(document)
  const unknown = new Set<string>()
  for (const [at, value] of list.entries()) {
    const row = at + 1
    const refusal = isJsonRecord(value) ? textRefusal(value, row) : null
    if (refusal !== null) return refuse(source, refusal)
    const fault = isJsonRecord(value) ? awardFault(value) : { column: null, message: 'The award is no JSON object.' }
    if (fault !== null || !isJsonRecord(value)) {
      rejections.push({ file, row, column: null, code: 'schema-invalid', message: '', ...fault })
      quarantined.push({ row, raw: maskPersonalData(JSON.stringify(value, [...FIELDS]) ?? '') })
      continue
    }
    for (const key of Object.keys(value)) if (!FIELDS.has(key)) unknown.add(key)
    const award = readAward(value, { file, row, covered })
    awards.push(award)
    warnings.push(...awardWarnings(value, award))
  }
  for (const column of unknown) {
    warnings.push({ file, row: null, column, code: 'column-unknown', message: 'No award fact: it is not kept.' })
  }
  const none = { entries: [], columnStatus: [], sources: [] }
  const year = awards.reduce((latest, { startDate }) => Math.max(latest, Number(startDate.slice(0, 4))), 0)
  const found = { awards, rejections, warnings, quarantined }
  return { ok: true, format: 'contracts', year, encoding, rows: list.length, ...none, ...found }
}

const FIELDS = new Set([
  'award_id',
  'vendor',
  'agency',
  'amount',
  'description',
  'mod_text',
  'naics',
  'psc',
  'start_date',
  'generated_internal_id',
  'permalink',
])

function readAward(
  value: JsonRecord,
  { file, row, covered }: { readonly file: string; readonly row: number; readonly covered: string },
): Award {
  const awardId = textOf(value, 'award_id').trim()
  const start = dateInterval(textOf(value, 'start_date'))
  const permalink = textOf(value, 'permalink').trim()
  return {
    awardId,
    vendor: maskPersonalData(textOf(value, 'vendor')).trim(),
    office: maskPersonalData(textOf(value, 'agency')).trim(),
    agency: covered === '' && DHS_AWARD.test(awardId) ? 'DHS' : covered,
    obligatedUsd: typeof value.amount === 'number' ? value.amount : 0,
    description: maskPersonalData(textOf(value, 'description')),
    modifications: maskPersonalData(textOf(value, 'mod_text')),
    naics: textOf(value, 'naics'),
    psc: textOf(value, 'psc'),
    startDate: start?.precision === 'day' ? start.first : '',
    permalink: permalink.startsWith('https://') ? permalink : '',
    file,
    row,
  }
}

/** Award ids of Homeland Security begin with its office codes 70... or HS... (FAR 4.1603). */
const DHS_AWARD = /^(?:70|HS)/

/** The department a file covers, by the code its `about` begins with; '' where it says none. */
function coveredAgency({ about }: JsonRecord): string {
  const code = typeof about === 'string' ? (/^[A-Z]{2,8}\b/.exec(about)?.[0] ?? '') : ''
  return agencyName(code) === null ? '' : code
}

function textOf(value: JsonRecord, key: string): string {
  return cellText(value[key]) ?? ''
}

function awardFault(value: JsonRecord): { readonly column: string; readonly message: string } | null {
  if (typeof value.award_id !== 'string' || value.award_id.trim() === '') {
    return { column: 'award_id', message: 'An award needs its id (PIID) as a text.' }
  }
  if (value.award_id.length > LONGEST_ID) {
    return { column: 'award_id', message: `An award id has at most ${LONGEST_ID} characters.` }
  }
  if (typeof value.amount !== 'number') return { column: 'amount', message: 'The obligated amount must be a number.' }
  // JSON reads 1e999 as infinity.
  if (!(Math.abs(value.amount) < MOST_DOLLARS)) {
    return { column: 'amount', message: 'The obligated amount is larger than any award.' }
  }
  const wrong = [...FIELDS].find((key) => key !== 'amount' && !isText(value[key]))
  return wrong === undefined ? null : { column: wrong, message: 'A text is expected.' }
}

const LONGEST_ID = 100
const MOST_DOLLARS = 1e15

function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function textRefusal(value: JsonRecord, row: number): Refusal | null {
  for (const [column, cell] of Object.entries(value)) {
    const refusal = typeof cell === 'string' ? cellRefusal(cell, row, column) : null
    if (refusal !== null) return { ...refusal, format: 'contracts' }
  }
  return null
}

function awardWarnings(value: JsonRecord, award: Award): readonly Warning[] {
  const { file, row } = award
  const masked = (
    [
      ['vendor', award.vendor],
      ['agency', award.office],
      ['description', award.description],
      ['mod_text', award.modifications],
    ] as const
  ).filter(([column, kept]) => kept.trim() !== textOf(value, column).trim())
  const warnings = masked.map(([column]): Warning => {
    return {
      file,
      row,
      column,
      code: 'personal-data',
      message: 'An address or number stood in this text; it is not stored.',
    }
  })
  const start = textOf(value, 'start_date')
  if (start !== '' && award.startDate === '') {
    warnings.push({ file, row, column: 'start_date', code: 'date-unreadable', message: `'${start}' is no day.` })
  }
  return warnings
}

function tooMany(found: number): Refusal {
  const message = `${found} awards; ${LIMITS.records} are allowed.`
  return { code: 'too-large', row: null, column: null, message, format: 'contracts' }
}
