import type { VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

export interface BreadcrumbProps {
  /** From the register down to the page above this one. */
  readonly trail: readonly { readonly label: string; readonly path: string }[]
  /** This page, not linked. */
  readonly here: string
}

/** USWDS breadcrumb: where a page stands. Pages one step below a door do without. */
export function Breadcrumb({ trail, here }: BreadcrumbProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label={say('breadcrumb.label')}>
      <ol class="usa-breadcrumb__list">
        {trail.map((step) => (
          <li key={step.path} class="usa-breadcrumb__list-item">
            <a href={to(step.path)} class="usa-breadcrumb__link">
              <span>{step.label}</span>
            </a>
          </li>
        ))}
        <li class="usa-breadcrumb__list-item usa-current" aria-current="page">
          <span>{here}</span>
        </li>
      </ol>
    </nav>
  )
}
