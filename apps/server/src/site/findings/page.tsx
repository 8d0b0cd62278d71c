import { type Lang, message, spokenDate } from '@recourse/papers'
import { citationLine, isUnverified, type Question } from '@recourse/register'
import type { VNode } from 'preact'
import { byQuestion, headlineOf, type RuleTallies, type RuleTally } from '../../service/register/rule-tallies.ts'
import { DotPlot } from '../component/dot-plot/dot-plot.tsx'
import { Severity } from '../component/severity/severity.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { findingPath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { questionAnchor, questionWords } from './question.ts'

export type FindingsPageProps = RuleTallies

/** `/findings`: every rule under the question people ask, with what it finds. */
export function findingsPage(lang: Lang, props: FindingsPageProps): Page {
  return {
    lang,
    path: '/findings',
    title: message(lang, 'findings.title'),
    description: message(lang, 'findings.description'),
    door: 'findings',
    data: '/api/v1/rules',
    content: <Findings {...props} />,
  }
}

function Findings({ tallies, from, asOf, sources }: FindingsPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const counts = headlineOf(tallies)
  const groups = byQuestion(tallies)
  return (
    <>
      <h1>{say('findings.title')}</h1>
      <p class="lead">{say('findings.lead', { count: counts.standing })}</p>
      <p>{say('findings.aside', counts)}</p>
      <p>{say('findings.what')}</p>
      <p class="soft small">{say(`findings.counted-${from}`, { date: spokenDate(lang, asOf) })}</p>
      <details class="fold">
        <summary>{say('findings.files')}</summary>
        <ul class="small">
          {sources.map((source) => (
            <li key={source.sha256}>
              {say('findings.file', source)}, SHA-256 <span class="proof">{source.sha256}</span>
            </li>
          ))}
        </ul>
      </details>
      <nav aria-labelledby="questions" class="question-list">
        <h2 id="questions">{say('findings.questions')}</h2>
        <ol>
          {groups.map(({ question, rules }) => (
            <li key={question}>
              <a href={`#${questionAnchor(question)}`}>{questionWords(say, question)}</a>
              <span class="number">{say('findings.question-count', { count: counted(rules) })}</span>
            </li>
          ))}
        </ol>
      </nav>
      {groups.map(({ question, rules }) => (
        <QuestionPart key={question} question={question} rules={rules} />
      ))}
      <p class="no-print">
        <a href="/api/v1/rules">{say('findings.rules-json')}</a>
      </p>
    </>
  )
}

function counted(rules: readonly RuleTally[]): number {
  return rules.reduce((sum, { rule, total }) => sum + (isUnverified(rule) ? 0 : total), 0)
}

function QuestionPart({
  question,
  rules,
}: {
  readonly question: Question
  readonly rules: readonly RuleTally[]
}): VNode {
  const say = useSay()
  const id = questionAnchor(question)
  const quiet = rules.filter(({ total }) => total === 0)
  return (
    <section class="question" aria-labelledby={id}>
      <h2 id={id}>{questionWords(say, question)}</h2>
      <ul class="rules">
        {rules
          .filter(({ total }) => total > 0)
          .map((tally) => (
            <RuleItem key={tally.rule.id} tally={tally} />
          ))}
      </ul>
      {quiet.length > 0 && (
        <details class="fold">
          <summary>{say('findings.quiet', { count: quiet.length })}</summary>
          <ul class="rules">
            {quiet.map((tally) => (
              <RuleItem key={tally.rule.id} tally={tally} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** How many agencies stand in the overview's plot; all stand on the rule's page. */
const SHOWN = 8

function RuleItem({ tally }: { readonly tally: RuleTally }): VNode {
  const say = useSay()
  const to = useLink()
  const { rule, total } = tally
  return (
    <li class="rule" id={rule.id}>
      <p class="rule-weight">
        <Severity severity={rule.severity} />
      </p>
      <div class="rule-body">
        <h3>
          <a href={to(findingPath(rule.id))}>
            <span class="rule-id">{rule.id}</span> <span lang="en">{rule.title}</span>
          </a>
        </h3>
        <p class="rule-about">
          <span lang="en">{rule.population}</span>
          {tally.agencies.length > 0 && `: ${leading(tally)}`}
        </p>
        <RuleMarks tally={tally} />
        <details class="fold">
          <summary>{say('findings.exact')}</summary>
          <RuleFacts tally={tally} />
          <RuleAgencies tally={tally} />
        </details>
      </div>
      <p class="rule-count">{say('findings.rule-count', { count: total })}</p>
    </li>
  )
}

/** The agencies with most findings, in words: the plot stands folded below. */
function leading({ agencies }: RuleTally): string {
  const named = agencies.slice(0, 3).map(({ agency, count }) => `${agency} ${count}`)
  return agencies.length > 3 ? `${named.join(', ')}, …` : named.join(', ')
}

/** A predicate's words; names of columns between backticks are set as code. */
function Predicate({ words }: { readonly words: string }): VNode {
  return <>{words.split('`').map((part, at) => (at % 2 === 1 ? <code key={`${at}`}>{part}</code> : part))}</>
}

/** What a reader must know before reading the count: each in words. Nothing where there is nothing to say. */
function RuleMarks({ tally: { rule } }: { readonly tally: RuleTally }): VNode | null {
  const say = useSay()
  const marks = [
    isUnverified(rule) ? say('findings.unverified') : null,
    rule.legacy ? say('findings.legacy') : null,
    rule.needsALook ? say('finding.needs-a-look') : null,
  ].filter((mark) => mark !== null)
  if (marks.length === 0) return null
  return (
    <ul class="rule-marks">
      {marks.map((mark) => (
        <li key={mark}>{mark}</li>
      ))}
    </ul>
  )
}

/** Predicate, population and citation of a rule, as the register holds them. */
export function RuleFacts({ tally: { rule } }: { readonly tally: Pick<RuleTally, 'rule'> }): VNode {
  const say = useSay()
  return (
    <dl class="rule-facts">
      <div>
        <dt>{say('findings.population')}</dt>
        <dd lang="en">{rule.population}</dd>
      </div>
      <div>
        <dt>{say('findings.predicate')}</dt>
        <dd lang="en">
          <Predicate words={rule.predicate} />
        </dd>
      </div>
      <div>
        <dt>{say('findings.citation')}</dt>
        <dd lang="en">{citationLine(rule.citation)}</dd>
      </div>
    </dl>
  )
}

function RuleAgencies({ tally }: { readonly tally: RuleTally }): VNode | null {
  const say = useSay()
  const to = useLink()
  const { rule, agencies, total } = tally
  const first = agencies[0]
  if (total === 0) return null
  if (!first) return <p class="small soft">{say('findings.no-agency')}</p>
  const more = agencies.length - SHOWN
  return (
    <>
      <DotPlot
        alt={say('findings.agencies-alt', { rule: rule.title, first: first.agency, count: first.count })}
        rows={agencies.slice(0, SHOWN).map(({ agency, count }) => ({ label: agency, value: count }))}
      />
      {more > 0 && (
        <p class="small">
          <a href={to(findingPath(rule.id))}>{say('findings.more-agencies', { count: more })}</a>
        </p>
      )}
    </>
  )
}
