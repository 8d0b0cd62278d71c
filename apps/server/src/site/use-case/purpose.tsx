import type { VNode } from 'preact'
import type { EntryView, FieldView } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { Source } from '../component/source/source.tsx'
import { languageOf, Paragraphs } from '../component/words/words.tsx'
import { useSay } from '../frame.ts'
import { anchorOf } from '../path.ts'
import { CONCEPTS } from './concept.ts'
import { declaredCell } from './declared.ts'

const TOLD = CONCEPTS.filter((concept) => concept.id === 'purpose' || concept.id === 'outputs')

/** What the agency says it does, newest year that says anything, word for word. */
export function Purpose({ entries }: { readonly entries: readonly EntryView[] }): VNode {
  const say = useSay()
  const entry = [...entries]
    .reverse()
    .find((one) => TOLD.some((concept) => declaredCell(one, concept).kind === 'declared'))
  return (
    <section aria-labelledby="purpose-title">
      <h2 id="purpose-title">{say('use-case.purpose-title')}</h2>
      {entry === undefined ? (
        <p class="soft">
          {say('use-case.purpose-none')} <NewestAbsence entries={entries} />
        </p>
      ) : (
        <figure class="quoted">
          <blockquote>
            {TOLD.map((concept) => {
              const cell = declaredCell(entry, concept)
              const label = say(`concept.${concept.id}`)
              if (cell.kind === 'missing')
                return cell.absence === 'not-asked' ? null : (
                  <div key={concept.id}>
                    <p class="quoted-label">{label}</p>
                    <p>
                      <Absence kind={cell.absence} />
                    </p>
                  </div>
                )
              return cell.fields.map((field) => (
                <div key={field.column}>
                  <p class="quoted-label">{fieldLabel(say, field, label)}</p>
                  <Paragraphs
                    text={field.raw.trim() === '' ? field.value : field.raw}
                    lang={languageOf(entry.format)}
                  />
                </div>
              ))
            })}
          </blockquote>
          <figcaption>
            {entry.agencyName === ''
              ? say('use-case.purpose-of', { year: String(entry.year) })
              : say('use-case.purpose-by', { agency: entry.agencyName, year: String(entry.year) })}{' '}
            <Source
              id={anchorOf('s', entry.year, entry.key, 'own-words')}
              evidence={TOLD.flatMap((concept) => {
                const cell = declaredCell(entry, concept)
                return cell.kind === 'declared'
                  ? cell.fields.map((field) => ({
                      file: entry.file,
                      row: entry.row,
                      column: field.header,
                      value: field.raw,
                    }))
                  : []
              })}
            />
          </figcaption>
        </figure>
      )}
    </section>
  )
}

function NewestAbsence({ entries }: { readonly entries: readonly EntryView[] }): VNode | null {
  const newest = entries.at(-1)
  const purpose = TOLD[0]
  if (!newest || !purpose) return null
  const cell = declaredCell(newest, purpose)
  return cell.kind === 'missing' ? <Absence kind={cell.absence} /> : null
}

function fieldLabel(say: ReturnType<typeof useSay>, field: FieldView, label: string): string {
  if (field.column === 'problem_solved') return say('use-case.problem')
  if (field.column === 'benefits') return say('use-case.benefits')
  return label
}
