import { spokenDate, spokenDollars } from '@recourse/papers'
import type { NamedSystem } from '@recourse/register'
import type { VNode } from 'preact'
import type { AwardView } from '../../service/register/view.ts'
import { Source } from '../component/source/source.tsx'
import { Words } from '../component/words/words.tsx'
import { useFrame, useSay } from '../frame.ts'
import { anchorOf } from '../path.ts'

/** Awards of public award data that the facts join to the system by number. */
export function OnRecord({
  system,
  awards,
}: {
  readonly system: NamedSystem
  readonly awards: readonly AwardView[]
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const recorded = system.contracts.filter((contract) => contract.standing === 'on-record')
  if (recorded.length === 0) return <p class="soft">{say('system.on-record-none')}</p>
  return (
    <ul class="awards">
      {recorded.map((contract) => {
        const award = awards.find((one) => one.awardId === contract.awardId)
        return (
          <li key={`${contract.awardId} ${contract.amountText} ${contract.start}`}>
            <p class="award-vendor">
              {contract.amountUsd === null ? (
                <Words>{contract.amountText}</Words>
              ) : (
                say('use-case.award-obligated', { amount: spokenDollars(lang, contract.amountUsd) })
              )}
            </p>
            {award !== undefined && (
              <p>
                <Words>{award.vendor}</Words>
              </p>
            )}
            {contract.start !== null && (
              <p>{say('use-case.award-since', { date: spokenDate(lang, contract.start) })}</p>
            )}
            {contract.note !== null && award === undefined && <p lang="en">{contract.note}</p>}
            <div>
              {contract.awardId !== null &&
                (award === undefined || award.permalink === '' ? (
                  <span class="proof">{contract.awardId}</span>
                ) : (
                  <a href={award.permalink}>{say('use-case.award-link', { id: contract.awardId })}</a>
                ))}{' '}
              <Source
                id={anchorOf('s', 'award', contract.awardId ?? contract.amountText, contract.source)}
                evidence={[
                  award === undefined
                    ? { file: contract.source, row: null, column: null, value: contract.awardId ?? contract.amountText }
                    : { file: award.file, row: award.row, column: null, value: `${award.awardId} · ${award.vendor}` },
                ]}
              />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
