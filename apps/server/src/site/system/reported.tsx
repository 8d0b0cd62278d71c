import { message, spokenDate, spokenDollars } from '@recourse/papers'
import type { Agreement, NamedSystem, PressSource, SystemContract, SystemStatement } from '@recourse/register'
import type { VNode } from 'preact'
import { PressLine } from '../component/press-line/press-line.tsx'
import { useLink, useSay } from '../frame.ts'

/**
 * Everything the press says of one system, its weakest sources too: the only page on which
 * `reported-uncorroborated` statements stand.
 */
export function Reported({
  system,
  agreements,
  press,
}: {
  readonly system: NamedSystem
  readonly agreements: readonly Agreement[]
  readonly press: ReadonlyMap<string, PressSource>
}): VNode {
  const say = useSay()
  const to = useLink()
  const statements: readonly SystemStatement[] = [
    ...system.claims,
    ...system.safeguardsReported,
    ...system.contracts.filter(isReported).map(awardStatement),
  ]
  const weakestLast = [...statements].sort((a, b) => a.standing.length - b.standing.length)
  return (
    <>
      {statements.length === 0 && <p class="soft">{say('system.reported-none')}</p>}
      {statements.length > 0 && (
        <ul class="press">
          {weakestLast.map((statement) => (
            <PressLine
              key={`${statement.source} ${statement.text}`}
              statement={statement}
              press={press.get(statement.source) ?? null}
            />
          ))}
        </ul>
      )}
      {agreements.length > 0 && (
        <>
          <h4>{say('system.agreements')}</h4>
          <ul>
            {agreements.map((agreement) => (
              <li key={agreement.key}>
                <a href={to('/agreements')} lang="en">
                  {agreement.name}
                </a>{' '}
                {say('system.agreement-from', { provider: agreement.provider })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{say('system.sources')}</h4>
      <ul class="small soft" lang="en">
        {system.sources.map((id) => {
          const source = press.get(id)
          return (
            <li key={id}>
              {source === undefined
                ? id
                : [
                    `${source.reports} (${source.kind})`,
                    ...(source.date === null ? [] : [spokenDate('en', source.date)]),
                    source.reliability,
                  ].join('. ')}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function isReported(contract: SystemContract): boolean {
  return contract.standing === 'reported' || contract.standing === 'reported-uncorroborated'
}

/** In English like the other statements, which the facts file words. */
function awardStatement(contract: SystemContract): SystemStatement {
  const kind = contract.amountUsd === null ? 'unpriced' : (KINDS.find((one) => one === contract.kind) ?? 'award')
  const amount =
    contract.amountText !== '' || contract.amountUsd === null
      ? contract.amountText
      : spokenDollars('en', contract.amountUsd)
  const note = contract.note === null ? '' : ` ${contract.note}`
  return {
    text: `${message('en', `system.reported-${kind}`, { amount })}.${note}`,
    standing: contract.standing,
    source: contract.source,
  }
}

const KINDS = ['award', 'potential', 'programme'] as const
