import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import { ANSWER_LIMIT, type AnswerOutcome } from '../../service/register/answer-finding.ts'
import type { FindingView } from '../../service/register/view.ts'
import { Answers } from '../component/answers/answers.tsx'
import { ErrorSummary } from '../component/error-summary/error-summary.tsx'
import { useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'
import { BelowDesk } from './desk.tsx'
import { Choice, Field } from './field.tsx'

export const ANSWER_BY = ['agency', 'vendor', 'register'] as const
export const ANSWER_STATES = ['disputed', 'withdrawn', 'open'] as const

export interface AnswerFields {
  readonly by: string
  readonly state: string
  readonly saidOn: string
  readonly words: string
  readonly source: string
}

export type AnswerError = Extract<AnswerOutcome, { ok: false }>['code'] | 'choice_missing'

export interface AnswerPageProps {
  readonly office: string
  readonly finding: FindingView
  readonly fields: AnswerFields
  readonly error: AnswerError | null
  readonly done: boolean
}

/** `/editor/answer?finding=`: puts an answer beside a finding. */
export function answerPage(lang: Lang, props: AnswerPageProps): Page {
  return {
    lang,
    path: `/editor/answer?finding=${encodeURIComponent(props.finding.id)}`,
    title: message(lang, 'editor.answer-title'),
    description: message(lang, 'editor.description'),
    indexed: false,
    content: <Answer {...props} />,
  }
}

/** Which field a refusal is about. */
const FIELD_OF: Readonly<Record<AnswerError, string>> = {
  unknown_finding: 'words',
  answer_empty: 'words',
  answer_too_long: 'words',
  answer_names_contact: 'words',
  source_not_https: 'source',
  date_unreadable: 'saidOn',
  date_ahead: 'saidOn',
  state_not_theirs: 'state',
  choice_missing: 'by',
}

function Answer({ office, finding, fields, error, done }: AnswerPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const wrong = error === null ? null : say(`editor.refused-${error}`)
  const errorOf = (field: string) => (error !== null && FIELD_OF[error] === field ? wrong : null)
  return (
    <>
      {error !== null && wrong !== null && <ErrorSummary errors={[{ field: FIELD_OF[error], text: wrong }]} />}
      <BelowDesk title={say('editor.answer-title')} office={office} done={done ? say('editor.answer-done') : null}>
        <blockquote lang="en">{finding.message}</blockquote>
        <p>
          {finding.rule}: {say(`rule.state-${finding.state}`)}
        </p>
        <Answers answers={finding.answers ?? []} />
        <form class="usa-form" method="post" action={to('/editor/answer')} autocomplete="off">
          <input type="hidden" name="finding" value={finding.id} />
          <Choice
            name="by"
            id="by"
            legend={say('editor.by')}
            chosen={fields.by}
            choices={ANSWER_BY.map((by) => [by, say(`editor.by-${by}`)])}
            error={errorOf('by')}
          />
          <Choice
            name="state"
            id="state"
            legend={say('editor.state')}
            chosen={fields.state}
            choices={ANSWER_STATES.map((state) => [state, say(`editor.state-${state}`)])}
            error={errorOf('state')}
          />
          <Field
            name="saidOn"
            label={say('editor.said-on')}
            hint={say('editor.said-on-hint')}
            value={fields.saidOn}
            error={errorOf('saidOn')}
          />
          <Field
            name="words"
            type="area"
            label={say('editor.words')}
            hint={say('editor.words-hint', { limit: ANSWER_LIMIT })}
            value={fields.words}
            error={errorOf('words')}
          />
          <Field
            name="source"
            label={say('editor.source')}
            hint={say('editor.source-hint')}
            value={fields.source}
            error={errorOf('source')}
          />
          <button class="usa-button" type="submit">
            {say('editor.save-answer')}
          </button>
        </form>
      </BelowDesk>
    </>
  )
}
