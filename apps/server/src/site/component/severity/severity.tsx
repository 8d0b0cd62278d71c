import type { Severity as SeverityWord } from '@recourse/register'
import type { VNode } from 'preact'
import type { SeverityCounts } from '../../../service/register/view.ts'
import { useSay } from '../../frame.ts'

export const SEVERITIES: readonly SeverityWord[] = ['critical', 'high', 'medium', 'low', 'info']

/** How much the missing safeguard weighs, as a word; the bars before it only repeat the word's order. */
export function Severity({ severity }: { readonly severity: SeverityWord }): VNode {
  const say = useSay()
  const filled = SEVERITIES.length - SEVERITIES.indexOf(severity)
  return (
    <span class={`severity severity-${severity}`}>
      <svg class="severity-bars" width="23" height="12" viewBox="0 0 23 12" aria-hidden="true" focusable="false">
        {SEVERITIES.map((word, at) => (
          <rect
            key={word}
            x={at * 5 + 0.5}
            y={at < filled ? 1 : 9}
            width="3"
            height={at < filled ? 10 : 2}
            fill="currentcolor"
          />
        ))}
      </svg>
      {say(`severity.${severity}`)}
    </span>
  )
}

/** `1 critical, 5 high, 2 medium` as words; zero is left out. */
export function SeverityWords({
  counts,
  none,
}: {
  readonly counts: SeverityCounts
  /** Said where every count is 0. */
  readonly none: string
}): VNode {
  const say = useSay()
  const told = SEVERITIES.filter((severity) => counts[severity] > 0)
  if (told.length === 0) return <span class="soft">{none}</span>
  return (
    <span class="severity-words">
      {told.map((severity, at) => (
        <span key={severity}>
          {at > 0 && ', '}
          <span class={`severity-count-${severity}`}>
            {say(`severity.count-${severity}`, { count: counts[severity] })}
          </span>
        </span>
      ))}
    </span>
  )
}
