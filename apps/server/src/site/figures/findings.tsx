import { spokenNumber } from '@recourse/papers'
import { isUnverified } from '@recourse/register'
import { byQuestion, type RuleTally } from '../../service/register/rule-tallies.ts'
import { Bars } from '../component/bars/bars.tsx'
import { DotPlot } from '../component/dot-plot/dot-plot.tsx'
import { questionAnchor, questionWords } from '../findings/question.ts'
import type { Draw, Drawn } from './drawn.ts'

/** Findings under the questions people ask, in the order of the questions. */
export const drawFindings: Draw = ({ tallies }, { lang, say }) => {
  // abuse.md G06: law still to be confirmed stays out of what a headline counts.
  const questions = byQuestion(tallies.filter(({ rule }) => !isUnverified(rule))).map(({ question, rules }) => ({
    question,
    count: rules.reduce((sum, rule) => sum + rule.total, 0),
  }))
  const most = questions.reduce<(typeof questions)[number] | undefined>(
    (first, one) => (first === undefined || one.count > first.count ? one : first),
    undefined,
  )
  if (!most || most.count === 0) return null
  const total = questions.reduce((sum, one) => sum + one.count, 0)
  const title = say('figures.findings-title', { question: questionWords(say, most.question), count: most.count })
  const picture = (
    <Bars
      alt={title}
      labels="above"
      rows={questions.map(({ question, count }) => ({
        label: questionWords(say, question),
        value: count,
        spoken: spokenNumber(lang, count),
      }))}
    />
  )
  return {
    name: 'findings',
    title,
    subtitle: say('figures.findings-subtitle', { total }),
    alt: title,
    wide: false,
    columns: [
      { key: 'question', label: say('figures.question'), kind: 'text' },
      { key: 'findings', label: say('figures.findings'), kind: 'number' },
    ],
    rows: questions.map(({ question, count }) => [question, count]),
    shown(row, column) {
      const one = questions[row]
      if (one === undefined) return ''
      return column === 0 ? (
        <a href={`/findings${lang === 'en' ? '' : `?lang=${lang}`}#${questionAnchor(one.question)}`}>
          {questionWords(say, one.question)}
        </a>
      ) : (
        spokenNumber(lang, one.count)
      )
    },
    picture,
    drawing: picture,
  }
}

/** Findings of one rule by agency: the picture of that rule's own page, as a file. */
export function drawRule(tally: RuleTally, { lang, say }: Parameters<Draw>[1]): Drawn {
  const first = tally.agencies[0]
  const title = first
    ? say('figures.rule-title', { rule: tally.rule.id, total: tally.total, first: first.agency, count: first.count })
    : say('figures.rule-none', { rule: tally.rule.id, total: tally.total })
  const picture = (
    <DotPlot alt={title} rows={tally.agencies.map(({ agency, count }) => ({ label: agency, value: count }))} />
  )
  return {
    name: 'findings',
    title,
    subtitle: tally.rule.title,
    alt: title,
    wide: false,
    columns: [
      { key: 'agency', label: say('figures.agency'), kind: 'text' },
      { key: 'findings', label: say('figures.findings'), kind: 'number' },
    ],
    rows: tally.agencies.map(({ agency, count }) => [agency, count]),
    shown(row, column) {
      const one = tally.agencies[row]
      return one === undefined ? '' : column === 0 ? one.agency : spokenNumber(lang, one.count)
    },
    picture,
    drawing: picture,
  }
}
