import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import { REPORT_KINDS, REPORT_LIMIT } from '../../service/register/report-error.ts'
import type { EntryView, UseCaseSummary } from '../../service/register/view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { ErrorSummary } from '../component/error-summary/error-summary.tsx'
import { useLink, useSay } from '../frame.ts'
import { reportPath, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { fieldValue, type ReportError, type ReportFields } from './form.ts'

export interface ReportPageProps {
  readonly useCase: UseCaseSummary
  /** Newest first. */
  readonly entries: readonly EntryView[]
  readonly fields: ReportFields
  readonly errors: readonly ReportError[]
}

/** `/use-cases/KEY/report`: asks for no name and no address, and says so first. */
export function reportPage(lang: Lang, props: ReportPageProps): Page {
  return {
    lang,
    path: reportPath(props.useCase.key),
    title: message(lang, 'report.title'),
    description: message(lang, 'report.description'),
    door: 'register',
    indexed: false,
    sendsForm: true,
    content: <Report {...props} />,
  }
}

function Report({ useCase, entries, fields, errors }: ReportPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const errorOf = (field: keyof ReportFields) => errors.find((error) => error.field === field)?.text ?? null
  return (
    <>
      <Breadcrumb
        trail={[
          { label: say('door.register'), path: '/' },
          { label: nameOf(useCase, say('use-case.no-name')), path: useCasePath(useCase.key) },
        ]}
        here={say('report.title')}
      />
      <ErrorSummary errors={errors} />
      <h1>{say('report.title')}</h1>
      <p class="lead">{say('report.about', { name: nameOf(useCase, say('use-case.no-name')) })}</p>
      <Alert kind="information">
        <p>
          <b>{say('report.no-name')}</b>
        </p>
        <p>{say('report.never-printed')}</p>
      </Alert>
      <p>{say('report.limits')}</p>
      <form class="usa-form report-form" method="post" action={to(reportPath(useCase.key))} autocomplete="off">
        <Kinds chosen={fields.kind} error={errorOf('kind')} />
        <div class={group(errorOf('field'))}>
          <label class="usa-label" for="field">
            {say('report.field')}
          </label>
          <span id="field-hint" class="usa-hint">
            {say('report.field-hint')}
          </span>
          <ErrorText id="field-error" text={errorOf('field')} />
          <select
            class="usa-select"
            id="field"
            name="field"
            aria-describedby={described('field', errorOf('field'))}
            aria-invalid={errorOf('field') === null ? undefined : true}
          >
            <option value="" selected={fields.field === ''}>
              {say('report.whole')}
            </option>
            {entries.map((entry) => (
              <optgroup key={entry.year} label={say('report.year', { year: String(entry.year) })}>
                {entry.fields
                  .filter((field) => field.state !== 'not-asked')
                  .map((field) => {
                    const value = fieldValue(entry, field.column)
                    return (
                      <option key={value} value={value} selected={value === fields.field} lang="en">
                        {field.header}
                      </option>
                    )
                  })}
              </optgroup>
            ))}
          </select>
        </div>
        <div class={group(errorOf('text'))}>
          <label class="usa-label" for="text">
            {say('report.text')}
          </label>
          <span id="text-hint" class="usa-hint">
            {say('report.text-hint', { limit: REPORT_LIMIT })}
          </span>
          <ErrorText id="text-error" text={errorOf('text')} />
          <textarea
            class={`usa-textarea${errorOf('text') === null ? '' : ' usa-input--error'}`}
            id="text"
            name="text"
            rows={6}
            maxlength={REPORT_LIMIT}
            aria-describedby={described('text', errorOf('text'))}
            aria-invalid={errorOf('text') === null ? undefined : true}
          >
            {fields.text}
          </textarea>
        </div>
        <button class="usa-button" type="submit">
          {say('report.send')}
        </button>
      </form>
    </>
  )
}

function Kinds({ chosen, error }: { readonly chosen: string; readonly error: string | null }): VNode {
  const say = useSay()
  return (
    <div class={group(error)}>
      <fieldset class="usa-fieldset" id="kind" aria-describedby={error === null ? undefined : 'kind-error'}>
        <legend class="usa-legend">{say('report.kind')}</legend>
        <ErrorText id="kind-error" text={error} />
        {REPORT_KINDS.map((kind) => (
          <div key={kind} class="usa-radio">
            <input
              class="usa-radio__input"
              type="radio"
              id={`kind-${kind}`}
              name="kind"
              value={kind}
              checked={kind === chosen}
              aria-describedby={kind === 'names-person' || kind === 'endangers' ? `kind-${kind}-hint` : undefined}
            />
            <label class="usa-radio__label" for={`kind-${kind}`}>
              {say(`report.kind-${kind}`)}
              {(kind === 'names-person' || kind === 'endangers') && (
                <span class="radio-hint" id={`kind-${kind}-hint`}>
                  {say(`report.kind-${kind}-hint`)}
                </span>
              )}
            </label>
          </div>
        ))}
      </fieldset>
    </div>
  )
}

function ErrorText({ id, text }: { readonly id: string; readonly text: string | null }): VNode | null {
  return text === null ? null : (
    <span class="usa-error-message" id={id}>
      {text}
    </span>
  )
}

function group(error: string | null): string {
  return error === null ? 'usa-form-group' : 'usa-form-group usa-form-group--error'
}

function described(field: string, error: string | null): string {
  return error === null ? `${field}-hint` : `${field}-hint ${field}-error`
}

function nameOf(useCase: UseCaseSummary, none: string): string {
  return useCase.name === '' ? none : useCase.name
}

/** `/use-cases/KEY/report/kept`: says what becomes of the report, and repeats nothing of it. */
export function reportKeptPage(lang: Lang, { useCase }: { readonly useCase: UseCaseSummary }): Page {
  return {
    lang,
    path: `${reportPath(useCase.key)}/kept`,
    title: message(lang, 'report.kept-title'),
    description: message(lang, 'report.description'),
    door: 'register',
    indexed: false,
    content: <Kept useCase={useCase} />,
  }
}

function Kept({ useCase }: { readonly useCase: UseCaseSummary }): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('report.kept-title')}</h1>
      <p class="lead">{say('report.about', { name: nameOf(useCase, say('use-case.no-name')) })}</p>
      <Alert kind="done">
        <p>{say('report.kept-what')}</p>
        <p>{say('report.kept-next')}</p>
      </Alert>
      <p>{say('report.kept-answer')}</p>
      <p>
        <a href={to(useCasePath(useCase.key))}>{say('report.back')}</a>
      </p>
    </>
  )
}
