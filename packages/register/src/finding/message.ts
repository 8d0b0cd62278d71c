import { clean } from '../entry/clean.ts'
import { type Entry, text } from '../entry/entry.ts'
import type { Citation } from './citation.ts'
import { leftOutHere, shownText } from './evidence.ts'
import { isBlank, items } from './read.ts'
import { topicOf } from './topic.ts'
import { latestFederalYear, type RegisterView } from './view.ts'

const CODE = /^[A-Z][A-Z&-]{1,7}$/
const QUOTE_LENGTH = 120

/** Who declares: the bureau where it is named, with its department. Never a person. */
export function speaker(entry: Entry): string {
  const bureau = ownPart(clean(entry.bureau), entry.agencyName)
  if (bureau === '' || bureau.toLowerCase() === entry.agency.toLowerCase()) return entry.agency
  if (bureau.toLowerCase() === entry.agencyName.toLowerCase()) return entry.agency
  return CODE.test(bureau) ? `${entry.agency} ${bureau}` : `${entry.agency} (${bureau})`
}

/** `Department of Justice / ATF` is `ATF`. */
function ownPart(bureau: string, agencyName: string): string {
  const lead = `${agencyName.toLowerCase()} / `
  return bureau.toLowerCase().startsWith(lead) ? bureau.slice(lead.length) : bureau
}

/** A declared text between quotes, cut where it is long; the whole stands in the evidence. */
export function quoted(value: string): string {
  const cleaned = clean(value)
  return cleaned.length <= QUOTE_LENGTH ? `'${cleaned}'` : `'${cleaned.slice(0, QUOTE_LENGTH).trimEnd()}…'`
}

/** What one column declares, as the end of a sentence: `'Not Applicable' on an appeal process`. */
export function declares(view: RegisterView, entry: Entry, column: string): string {
  const topic = topicOf(column)
  const verb = verbs(view, entry)
  if (isBlank(entry, column) !== true) return `${verb.declares} ${quoted(shown(entry, column))} on ${topic}`
  return leftOutHere(view, entry, column) === undefined
    ? `${verb.leaves} the question on ${topic} blank`
    : `has no answer on ${topic} on file: the agency left that column out of its published inventory`
}

/** What several columns declare; what is blank and what the agency left out is said apart, as no declaration. */
export function declaresAll(view: RegisterView, entry: Entry, columns: readonly string[]): string {
  const [only, second] = columns
  if (only !== undefined && second === undefined) return declares(view, entry, only)
  const { given, blank, leftOut } = byAnswer(view, entry, columns)
  const verb = verbs(view, entry)
  const said = given.map((column) => `${topicOf(column)} ${quoted(shown(entry, column))}`)
  const [first] = given
  return [
    ...(first !== undefined && given.length === 1 ? [declares(view, entry, first)] : []),
    ...(given.length > 1 ? [`${verb.declares}: ${said.join(', ')}`] : []),
    ...(blank.length > 0 ? [`${verb.leaves} blank: ${blank.map(topicOf).join(', ')}`] : []),
    ...(leftOut.length > 0 ? [`has left out of its published inventory: ${leftOut.map(topicOf).join(', ')}`] : []),
  ].join('; ')
}

/** Columns by what their cells hold: an answer, nothing, or nothing because the agency left the column out. */
export function byAnswer(
  view: RegisterView,
  entry: Entry,
  columns: readonly string[],
): Readonly<Record<'given' | 'blank' | 'leftOut', readonly string[]>> {
  const empty = columns.filter((column) => isBlank(entry, column) === true)
  const leftOut = empty.filter((column) => leftOutHere(view, entry, column) !== undefined)
  return {
    given: columns.filter((column) => !empty.includes(column)),
    blank: empty.filter((column) => !leftOut.includes(column)),
    leftOut,
  }
}

/** The latest inventory is the last word of an agency; earlier ones are past. */
export function verbs(view: RegisterView, entry: Entry): { readonly declares: string; readonly leaves: string } {
  return entry.year < latestFederalYear(view)
    ? { declares: 'declared', leaves: 'left' }
    : { declares: 'declares', leaves: 'leaves' }
}

/** Columns none of which is answered, in one phrase: `none of the nine ... on file`. */
export function unanswered(view: RegisterView, entry: Entry, columns: readonly string[], questions: string): string {
  const leftOut = columns.filter((column) => leftOutHere(view, entry, column) !== undefined).length
  if (leftOut === columns.length) {
    return `has no answer on ${questions} on file: the agency left those columns out of its published inventory`
  }
  const part = leftOut === 0 ? '' : ` (${leftOut} of the columns left out by the agency)`
  return `${verbs(view, entry).leaves} ${questions} blank${part}`
}

function shown(entry: Entry, column: string): string {
  const list = text(entry, column).startsWith('[') ? items(entry, column) : null
  return list === null ? shownText(column, text(entry, column)) : list.join('; ')
}

/** Where it stands: `(2025 inventory, record 147)`. */
export function place(entry: Entry): string {
  return `(${entry.year} inventory, record ${entry.row})`
}

/** The second sentence: which rule asks for more. '' where the rule asks nothing. */
export function asking(citation: Citation, asks: string | undefined): string {
  if (asks === undefined) return ''
  const verb = citation.rescinded ? 'asked for' : citation.clause.startsWith('sections ') ? 'ask for' : 'asks for'
  const doubt = citation.unverified ? ' (clause to be confirmed)' : ''
  return ` ${citation.linkText}${doubt} ${verb} ${asks}.`
}

/** `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`
}
