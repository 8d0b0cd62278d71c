import type { ComponentChildren, VNode } from 'preact'
import { useSay } from '../../frame.ts'

/** met and unmet: a rule was held against the declaration; owed: somebody must still do it; unknown: not testable or not asked. */
export type Tone = 'met' | 'owed' | 'unmet' | 'unknown'

export interface StatusProps {
  readonly tone: Tone
  /** The word; the agency's own where it declared one. Without it, the tone's own word. */
  readonly children?: ComponentChildren
}

/** A word with a shape and a tone behind it: readable in greyscale, in print and in forced colours. Never praise: `met` means declared as met. */
export function Status({ tone, children }: StatusProps): VNode {
  const say = useSay()
  return (
    <span class={`status status-${tone}`}>
      <Shape tone={tone} />
      <span>{children ?? say(`status.${tone}`)}</span>
    </span>
  )
}

/** The tone's shape alone, 14 px, beside a word that says the same. */
export function Shape({ tone }: { readonly tone: Tone }): VNode {
  return (
    <svg class="shape" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {tone === 'met' && <rect x="1" y="1" width="12" height="12" fill="currentcolor" />}
      {tone === 'owed' && (
        <rect x="2" y="2" width="10" height="10" fill="none" stroke="currentcolor" stroke-width="2" />
      )}
      {tone === 'unmet' && (
        <path
          d="M1.75 1.75h10.5v10.5H1.75zM1.75 1.75l10.5 10.5M12.25 1.75L1.75 12.25"
          fill="none"
          stroke="currentcolor"
          stroke-width="1.5"
        />
      )}
      {tone === 'unknown' && (
        <rect
          x="1.75"
          y="1.75"
          width="10.5"
          height="10.5"
          fill="none"
          stroke="currentcolor"
          stroke-width="1.5"
          stroke-dasharray="1.5 1.5"
        />
      )}
    </svg>
  )
}
