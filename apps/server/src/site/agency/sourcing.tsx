import { spokenDate, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { AgencyDetail } from '../../service/register/show-agency.ts'
import { Source } from '../component/source/source.tsx'
import { useFrame, useSay } from '../frame.ts'

/** Where the consolidator got the agency's file, and which columns of the form the agency left out. */
export function Sourcing({ source, columns }: Pick<AgencyDetail, 'source' | 'columns'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const leftOut = columns.filter((column) => column.status === 'left-out')
  return (
    <section aria-labelledby="sourcing">
      <h2 id="sourcing">{say('agency.sourcing-title')}</h2>
      {source === null ? (
        <p class="soft">{say('agency.sourcing-none')}</p>
      ) : (
        <>
          <dl class="rule-facts">
            {source.address !== '' && (
              <div>
                <dt>{say('agency.sourcing-address')}</dt>
                <dd class="long-address">
                  {isAddress(source.address) ? <a href={source.address}>{source.address}</a> : source.address}
                </dd>
              </div>
            )}
            {source.method !== '' && (
              <div>
                <dt>{say('agency.sourcing-method')}</dt>
                <dd lang="en">{source.method}</dd>
              </div>
            )}
            {source.retrieved !== '' && (
              <div>
                <dt>{say('agency.sourcing-retrieved')}</dt>
                <dd>{spokenDate(lang, source.retrieved)}</dd>
              </div>
            )}
            {source.rows !== null && (
              <div>
                <dt>{say('agency.sourcing-rows')}</dt>
                <dd>{spokenNumber(lang, source.rows)}</dd>
              </div>
            )}
          </dl>
          <div class="claim soft small">
            {say('agency.sourcing-about')}{' '}
            <Source
              id="sourcing-source"
              evidence={[{ file: source.file, row: source.row, column: null, value: source.address }]}
            />
          </div>
          <p>{say('agency.sourcing-left-out', { count: leftOut.length })}</p>
          {leftOut.length > 0 && (
            <ul class="column-names">
              {leftOut.map((column) => (
                <li key={column.column}>
                  <code>{column.column}</code>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}
