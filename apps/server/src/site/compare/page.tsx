import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { EntryView, UseCaseDetail, UseCaseSummary } from '../../service/register/view.ts'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { SeverityWords } from '../component/severity/severity.tsx'
import { UseCaseItem } from '../component/use-case-item/use-case-item.tsx'
import { languageOf } from '../component/words/words.tsx'
import { type Say, useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath, comparePath, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { declaredRows } from '../use-case/declared.ts'
import { ComparisonTable } from '../use-case/declared-table.tsx'

export type ComparePageProps =
  /** Nothing chosen yet, or the key of the first is unknown. */
  | {
      readonly kind: 'none'
      readonly unknown: string | null
      readonly query: string
      readonly found: readonly UseCaseSummary[]
    }
  /** The first is chosen; the second is looked for. */
  | {
      readonly kind: 'one'
      readonly a: UseCaseDetail
      readonly query: string
      /** What the words found; without words, uses of the same agency. */
      readonly found: readonly UseCaseSummary[]
    }
  | { readonly kind: 'two'; readonly a: UseCaseDetail; readonly b: UseCaseDetail }

/** `/compare?a=KEY&b=KEY`: the newest declarations of two uses, question by question. */
export function comparePage(lang: Lang, props: ComparePageProps): Page {
  const title =
    props.kind === 'two'
      ? message(lang, 'compare.title-of', { a: nameOf(lang, props.a.summary), b: nameOf(lang, props.b.summary) })
      : message(lang, 'compare.title')
  return {
    lang,
    path:
      props.kind === 'none'
        ? '/compare'
        : comparePath(props.a.summary.key, props.kind === 'two' ? props.b.summary.key : null),
    title,
    description: message(lang, 'compare.description'),
    door: 'register',
    indexed: false,
    content: <Compare {...props} />,
  }
}

function Compare(props: ComparePageProps): VNode {
  const say = useSay()
  return (
    <>
      <Breadcrumb trail={[{ label: say('door.register'), path: '/' }]} here={say('compare.title')} />
      <h1>{say('compare.title')}</h1>
      {props.kind === 'two' ? <Two a={props.a} b={props.b} /> : <Choose {...props} />}
    </>
  )
}

function Choose(props: Exclude<ComparePageProps, { kind: 'two' }>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const first = props.kind === 'one' ? props.a.summary : null
  return (
    <>
      {first === null ? (
        props.kind === 'none' && props.unknown !== null && <p>{say('compare.first-unknown', { key: props.unknown })}</p>
      ) : (
        <p class="lead">{say('compare.another', { name: nameOf(lang, first) })}</p>
      )}
      <h2>{say(first === null ? 'compare.choose-first' : 'compare.choose-second')}</h2>
      <search>
        <form action="/compare" method="get" class="search-box">
          <label for="q">{say('compare.choose-label')}</label>
          <span id="q-hint" class="usa-hint">
            {say('compare.choose-hint')}
          </span>
          <div class="search-box-row">
            <input
              class="usa-input"
              id="q"
              name="q"
              type="search"
              value={props.query}
              aria-describedby="q-hint"
              maxlength={200}
              autocomplete="off"
            />
            <button class="usa-button" type="submit">
              {say('compare.choose')}
            </button>
          </div>
          {first !== null && <input type="hidden" name="a" value={first.key} />}
          {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
        </form>
      </search>
      {(props.query !== '' || props.found.length > 0) && (
        <section aria-labelledby="found">
          <h2 id="found">{say(props.query === '' ? 'compare.near' : 'compare.found')}</h2>
          {props.found.length === 0 && <p>{say('compare.none')}</p>}
          <ul class="use-case-items">
            {props.found
              .filter((useCase) => useCase.key !== first?.key)
              .map((useCase) => (
                <UseCaseItem
                  key={useCase.key}
                  useCase={useCase}
                  path={first === null ? comparePath(useCase.key) : comparePath(first.key, useCase.key)}
                />
              ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Two({ a, b }: { readonly a: UseCaseDetail; readonly b: UseCaseDetail }): VNode {
  const say = useSay()
  const to = useLink()
  const entries = [a, b].flatMap((detail) => newestOf(detail) ?? [])
  const rows = declaredRows(entries)
  const answers = rows.filter((row) => row.concept.form === 'answer')
  const differ = answers.filter((row) => row.cells.some(({ change }) => change !== null)).length
  const heading = (entry: EntryView) =>
    [entry.name === '' ? say('use-case.no-name') : entry.name, entry.bureau || entry.agency, String(entry.year)]
      .filter((part) => part !== '')
      .join(', ')
  return (
    <>
      <p>{say('compare.lead')}</p>
      <div class="columns compare-heads">
        {[a, b].map((detail) => (
          <section key={detail.summary.key}>
            <h2>
              <a href={to(useCasePath(detail.summary.key))} lang={languageOf(detail.summary.format)}>
                {detail.summary.name === '' ? say('use-case.no-name') : detail.summary.name}
              </a>
            </h2>
            <p>
              <a href={to(agencyPath(detail.summary.agency))}>{detail.summary.agencyName}</a>
              {detail.summary.bureau !== '' && ` · ${detail.summary.bureau}`}
            </p>
            <p>
              {say('compare.findings')}:{' '}
              <SeverityWords counts={detail.summary.findings} none={say('use-case.no-findings-short')} />
            </p>
            <p class="no-print">
              <a href={to(comparePath(detail.summary.key))}>
                {say('compare.another', { name: shortName(say, detail.summary) })}
              </a>
            </p>
          </section>
        ))}
      </div>
      <p>
        <b>{say('compare.differ', { count: differ })}</b>
      </p>
      <ComparisonTable
        caption={say('compare.caption')}
        entries={entries}
        rows={answers}
        heading={heading}
        changeWord={(change) => say(`compare.${change}`)}
        entryPath={(entry) => useCasePath(entry.key)}
      />
      <h2>{say('compare.words')}</h2>
      <ComparisonTable
        caption={say('compare.words')}
        entries={entries}
        rows={rows.filter((row) => row.concept.form === 'words')}
        heading={heading}
        entryPath={(entry) => useCasePath(entry.key)}
      />
    </>
  )
}

function newestOf(detail: UseCaseDetail): EntryView | undefined {
  return [...detail.entries].sort((x, y) => y.year - x.year)[0]
}

function nameOf(lang: Lang, useCase: UseCaseSummary): string {
  return useCase.name === '' ? message(lang, 'use-case.no-name') : useCase.name
}

const SHORT = 60

function shortName(say: Say, useCase: UseCaseSummary): string {
  const name = useCase.name === '' ? say('use-case.no-name') : useCase.name
  return name.length > SHORT ? `${name.slice(0, SHORT).trimEnd()} …` : name
}
