import type { VNode } from 'preact'
import type { UseCaseDetail } from '../../service/register/view.ts'
import { questionAnchor } from '../findings/question.ts'
import { useLink, useSay } from '../frame.ts'
import { comparePath, reportPath } from '../path.ts'
import { letterOf } from './findings.tsx'

/** What a reader can do next; nothing here asks who they are. */
export function NextSteps({ detail }: { readonly detail: UseCaseDetail }): VNode {
  const say = useSay()
  const to = useLink()
  const newest = [...detail.entries].sort((a, b) => b.year - a.year)[0]
  const letter = detail.findings.map((finding) => letterOf(detail, finding)).find((path) => path !== null)
  return (
    <section id="do" aria-labelledby="do-title">
      <h2 id="do-title">{say('use-case.do-title')}</h2>
      <ul class="steps">
        <li>
          <a href={to(`/findings#${questionAnchor('Were people asked, and are they told?')}`)}>
            {say('use-case.do-rules')}
          </a>
          <p>{say('use-case.do-rules-about')}</p>
        </li>
        {letter && (
          <li>
            <a href={to(letter)}>{say('use-case.do-letter')}</a>
            <p>{say('use-case.do-letter-about')}</p>
          </li>
        )}
        <li>
          <a href={to(reportPath(newest?.key ?? detail.summary.key))}>{say('use-case.do-report')}</a>
          <p>
            {say('use-case.do-report-about')}
            {detail.openReports > 0 && ` ${say('use-case.reports-open', { count: detail.openReports })}`}
          </p>
        </li>
        <li>
          <a href={to(comparePath(detail.summary.key))}>{say('use-case.do-compare')}</a>
          <p>{say('use-case.do-compare-about')}</p>
        </li>
        {detail.summary.jurisdiction === 'us' && (
          <li>
            <a href="https://www.lawhelp.org/">{say('use-case.do-help')}</a>
            <p>{say('use-case.do-help-about')}</p>
          </li>
        )}
      </ul>
    </section>
  )
}
