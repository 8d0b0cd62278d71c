import { spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type {
  CellChange,
  EntryChangeView,
  EntryView,
  MatchLinkView,
  UseCaseDetail,
} from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { languageOf, Words } from '../component/words/words.tsx'
import { useFrame, useSay } from '../frame.ts'
import { entryAnchor } from '../path.ts'

/** What changed in these entries, and why entries of several years stand on one page: every part of the score. */
export function History({
  detail,
  entries,
}: {
  readonly detail: UseCaseDetail
  readonly entries: readonly EntryView[]
}): VNode {
  const say = useSay()
  return (
    <section id="history" aria-labelledby="history-title">
      <h2 id="history-title">{say('use-case.history-title')}</h2>
      <h3>{say('use-case.match-title')}</h3>
      {detail.links.length === 0 ? (
        <p class="soft">{say('use-case.match-single')}</p>
      ) : (
        detail.links.map((link, at) => (
          <Link key={`${link.from} ${link.to} ${at}`} link={link} from={entries[at]} to={entries[at + 1]} />
        ))
      )}
      <h3>{say('use-case.history-changes')}</h3>
      {detail.changes.length === 0 ? (
        <p class="soft">{say('use-case.history-none')}</p>
      ) : (
        detail.changes.map((change) => (
          <Change
            key={`${change.entryKey} ${change.year} ${change.at} ${change.kind}`}
            change={change}
            entries={entries}
          />
        ))
      )}
    </section>
  )
}

function Year({ entry, other }: { readonly entry: EntryView | undefined; readonly other: string }): VNode {
  return entry === undefined ? <span>{other}</span> : <a href={`#${entryAnchor(entry)}`}>{entry.year}</a>
}

/** INVARIANT: links stand in the order of the entries they join, oldest first (register/match/history). */
function Link({
  link,
  from,
  to,
}: {
  readonly link: MatchLinkView
  readonly from: EntryView | undefined
  readonly to: EntryView | undefined
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { why } = link
  const number = new Intl.NumberFormat(lang === 'en' ? 'en-US' : 'es-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  const answer = (yes: boolean) => say(yes ? 'use-case.yes' : 'use-case.no')
  const facts: readonly (readonly [string, string])[] = [
    [say('use-case.match-score-total'), number.format(link.score)],
    [say('use-case.match-name'), number.format(why.nameCosine)],
    [say('use-case.match-text'), number.format(why.textCosine)],
    [say('use-case.match-bureau'), answer(why.sameBureau)],
    [say('use-case.match-equal'), answer(why.equalName)],
    [say('use-case.match-margin'), number.format(why.margin)],
  ]
  return (
    <div class="match">
      <p>
        <Year entry={from} other={link.from} />
        {' → '}
        <Year entry={to} other={link.to} />
        {': '}
        {say(`use-case.match-${why.accepted ?? 'unsettled'}`)}
      </p>
      <dl class="match-parts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {why.words.length > 0 && (
          <div>
            <dt>{say('use-case.match-words')}</dt>
            <dd lang="en">{why.words.join(', ')}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

function Change({
  change,
  entries,
}: {
  readonly change: EntryChangeView
  readonly entries: readonly EntryView[]
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const entry = entries.find((one) => one.key === change.entryKey && one.year === change.year)
  const words = languageOf(entry?.format ?? '')
  const caption = say(`use-case.change-${change.kind}`, { file: change.inventory.file })
  return (
    <div class="change">
      <p>
        {spokenDate(lang, change.at)}: {caption}
      </p>
      {change.cells.length > 0 && (
        <table class="fields fields-changed">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say('use-case.field')}</th>
              <th scope="col">{say('use-case.before')}</th>
              <th scope="col">{say('use-case.after')}</th>
            </tr>
          </thead>
          <tbody>
            {change.cells.map((cell) => (
              <tr key={cell.column}>
                <th scope="row">{headerOf(entry, cell)}</th>
                <td>
                  <ChangedCell text={cell.before} lang={words} />
                </td>
                <td>
                  <ChangedCell text={cell.after} lang={words} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function ChangedCell({ text, lang }: { readonly text: string | null; readonly lang: 'en' | 'nl' }): VNode {
  if (text === null) return <Absence kind="not-asked" />
  return text.trim() === '' ? <Absence kind="blank" /> : <Words lang={lang}>{text}</Words>
}

function headerOf(entry: EntryView | undefined, cell: CellChange): string {
  return entry?.fields.find((field) => field.column === cell.column)?.header ?? cell.column
}
