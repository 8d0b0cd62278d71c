import { spokenNumber } from '@recourse/papers'
import { PRACTICE_ANSWERS } from '@recourse/register'
import type { VNode } from 'preact'
import type { AgencyDetail } from '../../service/register/show-agency.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useSay } from '../frame.ts'

/** What its deployed high-impact uses declare of each practice, every answer counted. */
export function Practices({ practices }: Pick<AgencyDetail, 'practices'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const answers = PRACTICE_ANSWERS.filter((answer) =>
    practices?.practices.some((one) => (one.answers[answer] ?? 0) > 0),
  )
  return (
    <section aria-labelledby="practices">
      <h2 id="practices">{say('agency.practices-title')}</h2>
      {practices === null ? (
        <p class="soft">{say('agency.practices-none')}</p>
      ) : (
        <>
          <p>{say('agency.practices-about', { total: practices.entries })}</p>
          <DataTable
            caption={say('agency.practices-caption')}
            captionHidden
            columns={[
              { key: 'practice', label: say('figures.practices-practice') },
              ...answers.map((answer) => ({
                key: answer,
                label: say(`practice-answer.${answer}`),
                kind: 'number' as const,
              })),
            ]}
            rows={practices.practices.map((one) => ({
              key: one.practice,
              cells: [
                say(`practice.${one.practice}`),
                ...answers.map((answer) => spokenNumber(lang, one.answers[answer] ?? 0)),
              ],
            }))}
          />
        </>
      )}
    </section>
  )
}
