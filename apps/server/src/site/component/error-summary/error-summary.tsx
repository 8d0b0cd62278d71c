import type { VNode } from 'preact'
import { useSay } from '../../frame.ts'

export interface ErrorSummaryProps {
  /** Each leads to its field; the same words stand beside that field. */
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}

/** At the top of a form that was not taken: says that nothing was lost, and leads to each field. Empty: nothing is rendered. */
export function ErrorSummary({ errors }: ErrorSummaryProps): VNode | null {
  const say = useSay()
  if (errors.length === 0) return null
  return (
    <div class="usa-alert usa-alert--error usa-alert--no-icon" role="alert" tabindex={-1}>
      <div class="usa-alert__body">
        <h2 class="usa-alert__heading">{say('error-summary.title')}</h2>
        <div class="usa-alert__text">
          <p>{say('error-summary.kept')}</p>
          <ul>
            {errors.map((error) => (
              <li key={error.field}>
                <a href={`#${error.field}`}>{error.text}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
