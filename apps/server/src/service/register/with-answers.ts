import type { Finding } from '@recourse/register'
import type { StandingAnswer } from '../ports.ts'

/**
 * Findings with the states that answers gave them. `withdrawn` (rule or data error) holds over everything; `disputed`
 * over an open finding alone, since a later fact that corrects it answers more than words do.
 */
export function withAnswers(findings: readonly Finding[], answers: readonly StandingAnswer[]): readonly Finding[] {
  if (answers.length === 0) return findings
  const states = new Map(answers.map((answer) => [answer.findingId, answer.state]))
  return findings.map((finding) => {
    const state = states.get(finding.id)
    const holds = state === 'withdrawn' || (state === 'disputed' && finding.state === 'open')
    return holds ? { ...finding, state } : finding
  })
}
