import type { VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

/** One step of a decision, with what is asked on it and how many uses declare it. */
export interface LifeStep {
  readonly key: string
  readonly title: string
  readonly what: string
  /** machine: the system speaks; office: a person of the office acts; person: the one it is about. */
  readonly actor: 'machine' | 'office' | 'person'
  readonly actorLabel: string
  readonly rules: readonly { readonly id: string; readonly title: string; readonly path: string }[]
  /** In words, "10 of 227 declare it established"; null where no inventory asks. */
  readonly declared: string | null
}

/** The life of a decision from output to appeal, in order; each step links to the rules that stand on it. */
export function DecisionLife({ steps }: { readonly steps: readonly LifeStep[] }): VNode {
  return (
    <ol class="decision-life">
      {steps.map((step) => (
        <li key={step.key} class={`life-${step.actor}`}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  )
}

function Step({ step }: { readonly step: LifeStep }): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <div class="life-text">
        <p class="life-actor">{step.actorLabel}</p>
        <h4>{step.title}</h4>
        <p>{step.what}</p>
      </div>
      <div class="life-facts">
        <p>{step.declared ?? say('absence.not-asked')}</p>
        {step.rules.length > 0 && (
          <>
            <p class="life-rules-title">{say('decision-life.rules')}</p>
            <ul class="plain-list">
              {step.rules.map((rule) => (
                <li key={rule.id}>
                  <a href={to(rule.path)}>
                    <span class="life-rule-id">{rule.id}</span> {rule.title}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  )
}
