import { spokenNumber } from '@recourse/papers'
import { type ChangeFigures, IMPACT_ORDER } from '@recourse/register'
import type { VNode } from 'preact'
import type { AgencyDetail } from '../../service/register/show-agency.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'

/** What became of one agency's entries from one inventory to the next. */
export function Changes({ agency, changes }: Pick<AgencyDetail, 'agency' | 'changes'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{say('agency.changes-title')}</h2>
      {changes.length === 0 ? (
        <p class="soft">{say('agency.changes-none')}</p>
      ) : (
        <>
          <DataTable
            caption={say('agency.changes-caption')}
            captionHidden
            columns={[
              { key: 'years', label: say('agency.years-title') },
              { key: 'matched', label: say('agency.matched'), kind: 'number' },
              { key: 'undecided', label: say('agency.undecided'), kind: 'number' },
              { key: 'vanished', label: say('agency.vanished'), kind: 'number' },
              { key: 'new', label: say('agency.new'), kind: 'number' },
              { key: 'moves', label: say('agency.moves') },
            ]}
            rows={changes.map((change) => ({
              key: String(change.toYear),
              cells: [
                say('agency.between', { from: String(change.fromYear), to: String(change.toYear) }),
                spokenNumber(lang, change.matched),
                spokenNumber(lang, change.undecided),
                spokenNumber(lang, change.vanished),
                spokenNumber(lang, change.new),
                <Moves key="moves" change={change} />,
              ],
            }))}
          />
          <p>
            <a href={to(`/matches?agency=${encodeURIComponent(agency)}`)}>{say('agency.matches')}</a>
          </p>
        </>
      )}
    </section>
  )
}

/** Years ask with other words: only what both asked can have changed. */
function Moves({ change }: { readonly change: ChangeFigures }): VNode {
  const say = useSay()
  const asked = change.impact.filter((move) => move.from !== 'not-asked' && move.to !== 'not-asked')
  if (asked.length === 0) return <span class="soft small">{say('agency.no-moves')}</span>
  return (
    <ul class="tallied">
      {asked.map((move) => {
        const words = (word: string) => {
          const known = IMPACT_ORDER.find((one) => one === word)
          return known === undefined ? word : say(`impact-status.${known}`)
        }
        return (
          <li key={`${move.from} ${move.to}`}>
            {say('agency.move', {
              from: words(move.from),
              fromYear: String(change.fromYear),
              to: words(move.to),
              toYear: String(change.toYear),
              count: move.count,
            })}
          </li>
        )
      })}
    </ul>
  )
}
