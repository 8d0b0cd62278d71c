import { spokenDate } from '@recourse/papers'
import { dateInterval } from '@recourse/register'
import type { VNode } from 'preact'
import type { EntryView, FieldView } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { Source } from '../component/source/source.tsx'
import { Status } from '../component/status/status.tsx'
import { FEDERAL_YEARS } from '../component/use-case-item/strip-marks.ts'
import { languageOf, Paragraphs, Words } from '../component/words/words.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { anchorOf, entryAnchor } from '../path.ts'
import { CONCEPT_GROUPS, type Concept, PRACTICE_CONCEPTS } from './concept.ts'
import {
  type AnswerChange,
  cellStanding,
  type DeclaredCell,
  type DeclaredRow,
  declaredRows,
  shownValue,
} from './declared.ts'
import { standingOf, toneOf } from './standing.ts'

/** Short answers by year, oldest first, each with its source; a changed answer says so in words. */
export function DeclaredTable({
  entries,
  jurisdiction,
}: {
  readonly entries: readonly EntryView[]
  readonly jurisdiction: string
}): VNode {
  const say = useSay()
  const rows = declaredRows(entries).filter((row) => row.concept.form === 'answer')
  const missing =
    jurisdiction === 'us' ? FEDERAL_YEARS.filter((year) => !entries.some((entry) => entry.year === year)) : []
  const federal = entries.some((entry) => entry.format === 'omb-2024' || entry.format === 'omb-2025')
  return (
    <>
      {rows.length === 0 ? (
        <p class="soft">{say('use-case.asks-none')}</p>
      ) : (
        <ComparisonTable
          caption={say('use-case.declared-caption')}
          entries={entries}
          rows={rows}
          heading={(entry) => String(entry.year)}
        />
      )}
      {federal && missing.length > 0 && (
        <p class="small soft">{say('use-case.not-in-year', { years: missing.join(', ') })}</p>
      )}
      {federal && <p class="small soft">{say('use-case.asked-of')}</p>}
    </>
  )
}

/** Concepts down, entries across. On a narrow screen each concept is a block with its entries below one another. */
export function ComparisonTable({
  caption,
  entries,
  rows,
  heading,
  changeWord,
  entryPath = (entry) => `#${entryAnchor(entry)}`,
}: {
  readonly caption: string
  readonly entries: readonly EntryView[]
  readonly rows: readonly DeclaredRow[]
  readonly heading: (entry: EntryView) => string
  /** What a difference to the column before is called; without it, a change between years. */
  readonly changeWord?: (change: NonNullable<AnswerChange>) => string
  /** Where a column's heading leads. */
  readonly entryPath?: (entry: EntryView) => string
}): VNode {
  const say = useSay()
  const to = useLink()
  const groups = CONCEPT_GROUPS.map((group) => ({ group, rows: rows.filter((row) => row.concept.group === group) }))
  return (
    <table class={`comparison comparison-${Math.min(entries.length, 4)}`}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('use-case.concept')}</th>
          {entries.map((entry) => (
            <th key={entryAnchor(entry)} scope="col">
              <a href={to(entryPath(entry))}>{heading(entry)}</a>
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <tbody key={group.group}>
            <tr class="comparison-group">
              <th scope="rowgroup" colSpan={entries.length + 1}>
                {say(`concept-group.${group.group}`)}
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.concept.id}>
                <th scope="row">{say(`concept.${row.concept.id}`)}</th>
                {row.cells.map(({ cell, change }) => (
                  <td key={entryAnchor(cell.entry)}>
                    <span class="comparison-year" aria-hidden="true">
                      {heading(cell.entry)}
                    </span>
                    <div class="comparison-cell">
                      <DeclaredAnswer concept={row.concept} cell={cell} />
                      <CellSource concept={row.concept} cell={cell} />
                      {change && <p class="comparison-change">{changeWord?.(change) ?? say(`change.${change}`)}</p>}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
    </table>
  )
}

/** Long texts by year, folded: side by side where there is room, nothing cut. */
export function DeclaredWords({ entries }: { readonly entries: readonly EntryView[] }): VNode | null {
  const say = useSay()
  const rows = declaredRows(entries).filter((row) => row.concept.form === 'words')
  if (rows.length === 0 || entries.length === 0) return null
  return (
    <details class="fold" id="their-words">
      <summary>{say('use-case.words-title')}</summary>
      <ComparisonTable
        caption={say('use-case.words-title')}
        entries={entries}
        rows={rows}
        heading={(entry) => String(entry.year)}
      />
    </details>
  )
}

/** The words of one cell; of a practice that was due, with the shape of what it comes to. */
export function DeclaredAnswer({ concept, cell }: { readonly concept: Concept; readonly cell: DeclaredCell }): VNode {
  const { entry } = cell
  if (cell.kind === 'missing') return <Absence kind={cell.absence} />
  const lang = languageOf(entry.format)
  if (concept.form === 'words')
    return (
      <>
        {cell.fields.map((field) => (
          <Paragraphs key={field.column} text={shownValue(field)} lang={lang} />
        ))}
      </>
    )
  const [first, ...rest] = cell.fields
  const tone =
    PRACTICE_CONCEPTS.has(concept.id) && isAskedOf(entry) ? toneOf(concept.id, cellStanding(concept, cell)) : null
  return (
    <>
      {first &&
        (tone === null ? (
          <Answer field={first} lang={lang} />
        ) : (
          <Status tone={tone}>
            <Answer field={first} lang={lang} />
          </Status>
        ))}
      {rest.map((field) => (
        <span key={field.column} class="comparison-more">
          <Answer field={field} lang={lang} />
        </span>
      ))}
    </>
  )
}

/** A declared answer; of a coded one with its explanation, `Benchmark evaluation: Testing of...`, the answer alone. */
function Answer({ field, lang }: { readonly field: FieldView; readonly lang: 'en' | 'nl' }): VNode {
  const frame = useFrame()
  const value = shownValue(field)
  const day = DATES.has(field.column) ? dateInterval(value) : null
  if (day !== null && day.first === day.last) return <>{spokenDate(frame.lang, day.first, 'short')}</>
  if (/^https?:\/\/\S+$/.test(value))
    return (
      <a href={value} rel="nofollow">
        {value.replace(/^https?:\/\//, '')}
      </a>
    )
  const colon = value.indexOf(': ')
  const head = value.length > LONG_ANSWER && colon > 0 && colon < LONG_ANSWER ? `${value.slice(0, colon)} …` : value
  return <Words lang={lang}>{head}</Words>
}

const LONG_ANSWER = 60
const DATES: ReadonlySet<string> = new Set(['operational_date', '20_date_implemented', '21_date_retired', 'published'])

function CellSource({ concept, cell }: { readonly concept: Concept; readonly cell: DeclaredCell }): VNode | null {
  const fields = cell.kind === 'declared' ? cell.fields : cell.field === null ? [] : [cell.field]
  if (fields.length === 0 || fields.some((field) => field.state === 'hidden')) return null
  return (
    <Source
      id={anchorOf('s', cell.entry.year, cell.entry.key, concept.id)}
      evidence={fields.map((field) => ({
        file: cell.entry.file,
        row: cell.entry.row,
        column: field.header,
        value: field.raw,
      }))}
    />
  )
}

/** Whether the entry declares the impact for which its inventory asks the practices at all. */
function isAskedOf(entry: EntryView): boolean {
  const column = entry.format === 'omb-2024' ? '17_impact_type' : entry.format === 'omb-2025' ? 'is_high_impact' : null
  const field = entry.fields.find((one) => one.column === column)
  return field !== undefined && standingOf('impact', field.value) === 'high'
}
