import { spokenDate, spokenDollars } from '@recourse/papers'
import type { SystemContract } from '@recourse/register'
import type { VNode } from 'preact'
import type { AwardView } from '../../service/register/view.ts'
import { Source } from '../component/source/source.tsx'
import { Words } from '../component/words/words.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { anchorOf, systemPath } from '../path.ts'
import type { LinkedSystem } from './linked-system.ts'

/** How many leads stand open; the rest folds away. */
const SHOWN = 3

/** Contracts of a use case: joined by number, or by vendor name as a lead that says so. */
export function OnRecord({
  awards,
  systems,
  awardsImported,
}: {
  readonly awards: readonly AwardView[]
  readonly systems: readonly LinkedSystem[]
  readonly awardsImported: boolean
}): VNode {
  const say = useSay()
  const joined = awards.filter((award) => award.joinedBy === 'piid')
  const leads = awards.filter((award) => award.joinedBy !== 'piid')
  const known = new Set(awards.map((award) => award.awardId))
  const recorded = systems
    .filter((linked) => linked.same)
    .flatMap(({ system }) =>
      system.contracts
        .filter(
          (contract) =>
            contract.standing === 'on-record' && !(contract.awardId !== null && known.has(contract.awardId)),
        )
        .map((contract) => ({ system, contract })),
    )
  const rest = leads.slice(SHOWN)
  return (
    <>
      {awards.length === 0 && recorded.length === 0 && (
        <p class="soft">{awardsImported ? say('use-case.on-record-none') : say('use-case.no-awards')}</p>
      )}
      {joined.length > 0 && (
        <>
          <p>{say('use-case.joined-piid')}</p>
          <Awards awards={joined} />
        </>
      )}
      {recorded.length > 0 && (
        <ul class="awards">
          {recorded.map(({ system, contract }) => (
            <li key={`${system.key} ${contract.awardId} ${contract.start} ${contract.amountText}`}>
              <Recorded system={system} contract={contract} />
            </li>
          ))}
        </ul>
      )}
      {leads.length > 0 && (
        <div class="leads">
          <h4>{say('use-case.leads')}</h4>
          <p class="small soft">{say('use-case.joined-vendor')}</p>
          <Awards awards={leads.slice(0, SHOWN)} />
          {rest.length > 0 && (
            <details class="fold">
              <summary>{say('use-case.award-more', { count: rest.length })}</summary>
              <Awards awards={rest} />
            </details>
          )}
        </div>
      )}
    </>
  )
}

function Awards({ awards }: { readonly awards: readonly AwardView[] }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <ul class="awards">
      {awards.map((award) => (
        <li key={award.awardId}>
          <p class="award-vendor">
            <Words>{award.vendor}</Words>
          </p>
          <p>
            {say('use-case.award-obligated', { amount: spokenDollars(lang, award.obligatedUsd) })}
            {award.startDate !== '' && `, ${say('use-case.award-since', { date: spokenDate(lang, award.startDate) })}`}
          </p>
          {award.description !== '' && (
            <p class="award-for">
              <Words quoted>{award.description}</Words>
            </p>
          )}
          <div>
            {award.permalink !== '' && (
              <a href={award.permalink}>{say('use-case.award-link', { id: award.awardId })}</a>
            )}{' '}
            <Source
              id={anchorOf('s', 'award', award.awardId)}
              evidence={[
                { file: award.file, row: award.row, column: null, value: `${award.awardId} · ${award.vendor}` },
              ]}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Recorded({
  system,
  contract,
}: {
  readonly system: LinkedSystem['system']
  readonly contract: SystemContract
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <>
      <p>
        {contract.amountUsd === null ? <Words>{contract.amountText}</Words> : spokenDollars(lang, contract.amountUsd)}
        {contract.start !== null && `, ${say('use-case.award-since', { date: spokenDate(lang, contract.start) })}`}
      </p>
      <p class="small soft">
        <a href={to(systemPath(system.key))}>{say('use-case.recorded-elsewhere', { system: system.name })}</a>
        {contract.awardId !== null && <span class="proof">{contract.awardId}</span>}
      </p>
    </>
  )
}
