import { spokenNumber } from '@recourse/papers'
import { isUnverified, QUESTIONS } from '@recourse/register'
import type { VNode } from 'preact'
import type { AgencyDetail } from '../../service/register/show-agency.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { questionWords } from '../findings/question.ts'
import { useFrame, useLink, useSay } from '../frame.ts'
import { rulePath } from '../rule/query.ts'

/** Findings about one agency under the questions people ask; each rule leads to its findings of this agency. */
export function Findings({ agency, findings }: Pick<AgencyDetail, 'agency' | 'findings'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const questions = QUESTIONS.map((question) => ({
    question,
    rules: findings.filter(({ tally }) => tally.rule.group === question),
  })).filter(({ rules }) => rules.length > 0)
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say('agency.findings-title')}</h2>
      {questions.length === 0 ? (
        <p class="soft">{say('agency.findings-none')}</p>
      ) : (
        <DataTable
          caption={say('agency.findings-caption')}
          captionHidden
          columns={[
            { key: 'question', label: say('figures.question') },
            { key: 'count', label: say('figures.findings'), kind: 'number' },
            { key: 'rules', label: say('agency.rules') },
          ]}
          rows={questions.map(({ question, rules }) => ({
            key: question,
            cells: [
              questionWords(say, question),
              // Law still to be confirmed is shown, and not counted (abuse.md G06).
              spokenNumber(
                lang,
                rules.reduce((sum, { tally, count }) => sum + (isUnverified(tally.rule) ? 0 : count), 0),
              ),
              <ul key="rules" class="agency-rules">
                {rules.map(({ tally: { rule }, count }) => (
                  <li key={rule.id}>
                    <a href={to(rulePath(rule.id, { agency }))}>
                      <span class="rule-id">{rule.id}</span> <span lang="en">{rule.title}</span>
                    </a>{' '}
                    <span class="number">{spokenNumber(lang, count)}</span>
                    {isUnverified(rule) && <span class="soft small"> {say('findings.unverified')}</span>}
                    {rule.legacy && <span class="soft small"> {say('findings.legacy')}</span>}
                  </li>
                ))}
              </ul>,
            ],
          }))}
        />
      )}
    </section>
  )
}
