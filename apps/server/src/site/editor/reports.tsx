import { type Lang, message, spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { ErrorReport } from '../../service/ports.ts'
import { ErrorSummary } from '../component/error-summary/error-summary.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { anchorOf, useCasePath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { BelowDesk } from './desk.tsx'
import { Choice } from './field.tsx'

export const OUTCOMES = ['kept', 'corrected', 'text-hidden'] as const

/** A report with the text it is about, which other pages may be hiding. */
export interface ReportShown {
  readonly report: ErrorReport
  /** null where it is about the entry as a whole, or the entry is gone. */
  readonly cell: string | null
}

export interface ReportsPageProps {
  readonly office: string
  readonly reports: readonly ReportShown[]
  readonly done: boolean
  readonly error: { readonly code: 'outcome_missing' | 'report_gone'; readonly id: string } | null
}

/** `/editor/reports`: the only page that shows a report's words, to the editor alone. */
export function reportsPage(lang: Lang, props: ReportsPageProps): Page {
  return {
    lang,
    path: '/editor/reports',
    title: message(lang, 'editor.reports-title'),
    description: message(lang, 'editor.description'),
    indexed: false,
    content: <Reports {...props} />,
  }
}

function Reports({ office, reports, done, error }: ReportsPageProps): VNode {
  const say = useSay()
  const wrong =
    error === null ? null : say(error.code === 'report_gone' ? 'editor.report-gone' : 'editor.outcome-missing')
  const isThere = reports.some(({ report }) => report.id === error?.id)
  return (
    <>
      {error !== null && wrong !== null && (
        <ErrorSummary errors={[{ field: isThere ? `outcome-${error.id}` : 'main', text: wrong }]} />
      )}
      <BelowDesk title={say('editor.reports-title')} office={office} done={done ? say('editor.report-done') : null}>
        <p>{say('editor.reports-lead', { count: reports.length })}</p>
        <p>{say('editor.reports-about')}</p>
        {reports.map((shown) => (
          <Report key={shown.report.id} shown={shown} error={error?.id === shown.report.id ? wrong : null} />
        ))}
      </BelowDesk>
    </>
  )
}

function Report({ shown, error }: { readonly shown: ReportShown; readonly error: string | null }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const { report, cell } = shown
  const id = anchorOf('report', report.id)
  return (
    <article class="error-report" aria-labelledby={id}>
      <h2 id={id}>
        {say('editor.report-of', { date: spokenDate(lang, report.receivedOn) })}{' '}
        <a href={to(useCasePath(report.entryKey))}>
          {report.entryKey} ({report.year})
        </a>
      </h2>
      <p>
        <b>{say(`editor.report-kind-${report.kind}`)}</b>
      </p>
      {report.hiddenUntil !== null && (
        <p>{say('editor.report-hidden', { date: spokenDate(lang, new Date(report.hiddenUntil).toISOString()) })}</p>
      )}
      <dl class="rule-facts">
        <div>
          <dt>{say('editor.report-column')}</dt>
          <dd>{report.column === '' ? say('editor.report-whole') : <code>{report.column}</code>}</dd>
        </div>
        {cell !== null && (
          <div>
            <dt>{say('editor.report-cell')}</dt>
            <dd>{cell}</dd>
          </div>
        )}
        <div>
          <dt>{say('editor.report-words')}</dt>
          <dd class="as-published">{report.text}</dd>
        </div>
      </dl>
      <form method="post" action={to('/editor/reports')} class="settle">
        <input type="hidden" name="id" value={report.id} />
        <Choice
          name="outcome"
          id={`outcome-${report.id}`}
          legend={say('editor.outcome')}
          chosen=""
          choices={OUTCOMES.filter((outcome) => outcome !== 'text-hidden' || report.column !== '').map((outcome) => [
            outcome,
            say(`editor.outcome-${outcome}`),
          ])}
          error={error}
        />
        <button class="usa-button" type="submit">
          {say('editor.answer-report')}
        </button>
      </form>
    </article>
  )
}
