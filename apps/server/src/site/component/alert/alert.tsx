import type { ComponentChildren, VNode } from 'preact'
import { useSay } from '../../frame.ts'

export type AlertKind = 'information' | 'owed' | 'refused' | 'done'

export interface AlertProps {
  readonly kind: AlertKind
  /** Without it the kind's own word. */
  readonly title?: string
  readonly children: ComponentChildren
}

const USWDS = { information: 'info', owed: 'warning', refused: 'error', done: 'success' } as const

/** USWDS alert. What happened, that nothing was lost, what to do; never a toast, never gone by itself. */
export function Alert({ kind, title, children }: AlertProps): VNode {
  const say = useSay()
  return (
    <div
      class={`usa-alert usa-alert--${USWDS[kind]} usa-alert--no-icon`}
      role={kind === 'refused' ? 'alert' : undefined}
    >
      <div class="usa-alert__body">
        <p class="usa-alert__heading">{title ?? say(`alert.${kind}`)}</p>
        <div class="usa-alert__text">{children}</div>
      </div>
    </div>
  )
}
