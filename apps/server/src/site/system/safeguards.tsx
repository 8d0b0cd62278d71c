import {
  applicableSafeguards,
  BASIS_WORDS,
  type NamedSystem,
  PRACTICE_RULES,
  type SafeguardStatus,
} from '@recourse/register'
import type { VNode } from 'preact'
import { Absence } from '../component/absence/absence.tsx'
import { DataTable } from '../component/data-table/data-table.tsx'
import { Status, type Tone } from '../component/status/status.tsx'
import { useFrame, useSay } from '../frame.ts'

/** Which minimum practices apply, by what the newest inventory declares, and each declared answer beside what is asked. */
export function Safeguards({ system }: { readonly system: NamedSystem }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const statuses = applicableSafeguards(system)
  const [first] = statuses
  const answered = statuses.filter((status) => status.practices.some((one) => one.answer !== null))
  return (
    <section aria-labelledby="safeguards">
      <h2 id="safeguards">{say('system.safeguards-title')}</h2>
      <p>{say('system.safeguards-about')}</p>
      <ul class="bases">
        {[...new Set(statuses.map((status) => status.basis))].map((basis) => {
          const names = statuses.filter((status) => status.basis === basis && status.declaration !== null).map(nameOf)
          return (
            <li key={basis}>
              {names.length > 0 && <b lang="en">{names.join(', ')}: </b>}
              {BASIS_WORDS[basis][lang]}
            </li>
          )
        })}
      </ul>
      {first && (
        <div class="practices">
          <DataTable
            caption={say('system.practice-table')}
            captionHidden
            columns={[
              { key: 'practice', label: say('system.practice') },
              { key: 'asks', label: say('system.asks') },
              ...answered.map((status) => ({ key: nameOf(status), label: nameOf(status) })),
            ]}
            rows={first.practices.map(({ practice }, at) => ({
              key: practice,
              cells: [
                say(`practice.${practice}`),
                <span key="asks">
                  {PRACTICE_RULES[practice].asks[lang]}{' '}
                  <span class="soft nowrap">{PRACTICE_RULES[practice].clause}</span>
                </span>,
                ...answered.map((status) => <Answer key={nameOf(status)} status={status} at={at} />),
              ],
            }))}
          />
        </div>
      )}
    </section>
  )
}

function nameOf({ declaration }: SafeguardStatus): string {
  if (declaration === null) return ''
  return [declaration.bureau, declaration.id === '' ? declaration.name : declaration.id].join(' ')
}

function Answer({ status, at }: { readonly status: SafeguardStatus; readonly at: number }): VNode {
  const say = useSay()
  const answer = status.practices[at]?.answer ?? null
  if (answer === null || answer === 'not-asked') return <span class="soft">{say('system.not-answered')}</span>
  if (answer === 'blank') return <Absence kind="blank" />
  return <Status tone={TONES[answer] ?? 'unknown'}>{say(`coded.${answer}`)}</Status>
}

const TONES: Readonly<Record<string, Tone>> = {
  yes: 'met',
  'yes-other-office': 'met',
  'yes-board': 'met',
  'yes-caio': 'met',
  'in-progress': 'owed',
  'not-applicable': 'unmet',
  'precluded-by-law': 'unmet',
  waived: 'unmet',
  no: 'unmet',
}
