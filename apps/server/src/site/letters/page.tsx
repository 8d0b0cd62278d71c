import { type Lang, LETTER_LAWS, type LetterDraft, type LetterLaw, message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { FindingView, UseCaseSummary } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { SearchBox } from '../component/search-box/search-box.tsx'
import { Severity } from '../component/severity/severity.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { findingPath, letterFilePath, letterPath, useCasePath } from '../path.ts'
import type { RuleWords } from '../rule-words.ts'
import type { Page } from '../shell.tsx'
import { LetterBlock } from './letter-block.tsx'

export type LettersPageProps =
  | { readonly kind: 'start'; readonly unknown: string | null }
  /** Finding or law is still to choose; `rule` '' or one that stands. */
  | {
      readonly kind: 'choose'
      readonly useCase: UseCaseSummary
      readonly findings: readonly FindingView[]
      readonly rule: string
      /** true: a finding was asked for that does not stand. */
      readonly gone: boolean
      readonly rules: ReadonlyMap<string, RuleWords>
    }
  | {
      readonly kind: 'drafted'
      readonly useCase: UseCaseSummary
      readonly finding: FindingView
      readonly law: LetterLaw
      readonly draft: LetterDraft
    }

/** `/letters`: a request letter from a finding. The warning comes first; there is no field for anything about the reader. */
export function lettersPage(lang: Lang, props: LettersPageProps): Page {
  return {
    lang,
    path:
      props.kind === 'start'
        ? '/letters'
        : props.kind === 'choose'
          ? letterPath(props.useCase.key, props.rule)
          : letterPath(props.useCase.key, props.finding.rule, props.law),
    title: message(lang, 'letters.title'),
    description: message(lang, 'letters.description'),
    door: 'register',
    indexed: props.kind === 'start',
    content: <Letters {...props} />,
  }
}

function Letters(props: LettersPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <>
      <Breadcrumb
        trail={[
          { label: say('door.register'), path: '/' },
          ...(props.kind === 'start'
            ? []
            : [{ label: nameOf(lang, props.useCase), path: useCasePath(props.useCase.key) }]),
        ]}
        here={say('letters.title')}
      />
      <h1>{say('letters.title')}</h1>
      <Alert kind="owed" title={say('letters.warning-title')}>
        <p>{say('letters.warning-1')}</p>
        <p>{say('letters.warning-2')}</p>
      </Alert>
      <p>{say('letters.nothing-asked')}</p>
      {props.kind !== 'start' && (
        <p class="lead">
          <a href={to(useCasePath(props.useCase.key))}>{say('letters.about', { name: nameOf(lang, props.useCase) })}</a>
        </p>
      )}
      {props.kind === 'start' && <Start unknown={props.unknown} />}
      {props.kind === 'choose' && <Choose {...props} />}
      {props.kind === 'drafted' && <Drafted {...props} />}
    </>
  )
}

function Start({ unknown }: { readonly unknown: string | null }): VNode {
  const say = useSay()
  return (
    <>
      {unknown !== null && <p>{say('letters.unknown-use', { key: unknown })}</p>}
      <p>{say('letters.start')}</p>
      <SearchBox query="" />
    </>
  )
}

function Choose({ useCase, findings, rule, gone, rules }: Extract<LettersPageProps, { kind: 'choose' }>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  if (useCase.jurisdiction !== 'us') return <p>{say('letters.not-us')}</p>
  if (findings.length === 0) return <p>{say('letters.no-findings')}</p>
  const chosen = rule === '' ? findings[0]?.rule : rule
  return (
    <form class="usa-form letters-form" action="/letters" method="get">
      {gone && <Alert kind="information">{say('letters.unknown-finding')}</Alert>}
      <input type="hidden" name="use-case" value={useCase.key} />
      {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{say('letters.which-law')}</legend>
        {LETTER_LAWS.map((law) => (
          <div key={law} class="usa-radio">
            <input
              class="usa-radio__input"
              type="radio"
              id={`law-${law}`}
              name="law"
              value={law}
              checked={law === 'foia'}
              aria-describedby={`law-${law}-hint`}
            />
            <label class="usa-radio__label" for={`law-${law}`}>
              {say(`letters.${law}`)}
              <span class="radio-hint" id={`law-${law}-hint`}>
                {say(`letters.${law}-hint`)}
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{say('letters.which-finding')}</legend>
        {findings.map((finding) => (
          <div key={finding.rule} class="usa-radio">
            <input
              class="usa-radio__input"
              type="radio"
              id={`rule-${finding.rule}`}
              name="rule"
              value={finding.rule}
              checked={finding.rule === chosen}
            />
            <label class="usa-radio__label" for={`rule-${finding.rule}`}>
              {finding.rule} <span lang="en">{rules.get(finding.rule)?.title ?? finding.message}</span>{' '}
              <Severity severity={finding.severity} />
            </label>
          </div>
        ))}
      </fieldset>
      <button class="usa-button" type="submit">
        {say('letters.draft')}
      </button>
    </form>
  )
}

function Drafted({ useCase, finding, law, draft }: Extract<LettersPageProps, { kind: 'drafted' }>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const other = LETTER_LAWS.find((one) => one !== law)
  return (
    <>
      <p class="no-print letters-downloads">
        <a class="usa-button" href={letterFilePath('pdf', useCase.key, finding.rule, law, lang)} download="">
          {say('letters.download-pdf')}
        </a>
        <a
          class="usa-button usa-button--outline"
          href={letterFilePath('txt', useCase.key, finding.rule, law, lang)}
          download=""
        >
          {say('letters.download-txt')}
        </a>
      </p>
      <section class="letter" aria-labelledby="cover">
        <h2 id="cover">{say('letters.cover')}</h2>
        {draft.cover.blocks.map((block, at) => (
          <LetterBlock key={`${at} ${block.kind}`} block={block} heading="h3" />
        ))}
      </section>
      {lang !== 'en' && <p>{say('letters.in-english')}</p>}
      <section class="letter letter-sent" aria-labelledby="letter" lang="en">
        <h2 id="letter" lang={lang}>
          {say('letters.letter')}
        </h2>
        <h3>{draft.letter.title}</h3>
        {draft.letter.blocks.map((block, at) => (
          <LetterBlock key={`${at} ${block.kind}`} block={block} heading="h4" />
        ))}
      </section>
      <section class="no-print" aria-labelledby="rests">
        <h2 id="rests">{say('letters.finding')}</h2>
        <p>
          <span lang="en">{finding.message}</span> <a href={to(findingPath(finding.rule))}>{finding.rule}</a>
        </p>
        <ul>
          {other && (
            <li>
              <a href={to(letterPath(useCase.key, finding.rule, other))}>{say('letters.other-law')}</a>
            </li>
          )}
          <li>
            <a href={to(letterPath(useCase.key, finding.rule))}>{say('letters.other-finding')}</a>
          </li>
        </ul>
      </section>
    </>
  )
}

function nameOf(lang: Lang, useCase: UseCaseSummary): string {
  return useCase.name === '' ? message(lang, 'use-case.no-name') : useCase.name
}
