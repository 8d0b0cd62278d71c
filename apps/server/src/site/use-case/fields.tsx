import { spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { EntryView, FieldView } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { languageOf } from '../component/words/words.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { entryAnchor, reportPath } from '../path.ts'

/** Every column of every entry with its raw cell: where each word on the page comes from. Newest first, folded. */
export function Fields({ entries }: { readonly entries: readonly EntryView[] }): VNode {
  const say = useSay()
  return (
    <section id="fields" aria-labelledby="fields-title">
      <h2 id="fields-title">{say('use-case.fields-title')}</h2>
      <p>{say('use-case.fields-about')}</p>
      {[...entries].reverse().map((entry) => (
        <Entry key={entryAnchor(entry)} entry={entry} />
      ))}
    </section>
  )
}

function Entry({ entry }: { readonly entry: EntryView }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const caption = say('use-case.fields-of', { year: String(entry.year), row: entry.row, file: entry.file })
  return (
    <details class="fold">
      <summary>{caption}</summary>
      <p class="small soft anchor" id={entryAnchor(entry)}>
        {say('use-case.field-file', {
          date: spokenDate(lang, entry.inventory.importedAt),
          digest: entry.inventory.sha256,
        })}{' '}
        <a href={to(`/inventories/${entry.inventory.id}`)}>{say('use-case.inventory-link')}</a>
        {' · '}
        <a href={to(reportPath(entry.key))}>{say('use-case.do-report')}</a>
      </p>
      <table class="fields">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('use-case.field')}</th>
            <th scope="col">{say('use-case.field-value')}</th>
          </tr>
        </thead>
        <tbody>
          {entry.fields.map((field) => (
            <tr key={field.column}>
              <th scope="row">
                <span lang={languageOf(entry.format)}>{field.header}</span>
                {field.header !== field.column && <span class="proof">{field.column}</span>}
              </th>
              <td>
                <Cell field={field} lang={languageOf(entry.format)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Cell({ field, lang }: { readonly field: FieldView; readonly lang: 'en' | 'nl' }): VNode {
  switch (field.state) {
    case 'value':
      return (
        <span class="as-published" lang={lang}>
          {field.raw.trim()}
        </span>
      )
    case 'unreadable':
      return (
        <>
          <Absence kind="unreadable" />{' '}
          <span class="as-published" lang={lang}>
            {field.raw.trim()}
          </span>
        </>
      )
    case 'blank':
    case 'not-asked':
    case 'left-out':
    case 'hidden':
      return <Absence kind={field.state} />
  }
}
