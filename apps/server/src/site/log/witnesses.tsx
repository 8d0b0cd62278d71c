import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { LogView, WitnessView } from '../../service/log/log-view.ts'
import { DataTable } from '../component/data-table/data-table.tsx'
import { Status } from '../component/status/status.tsx'
import { useFrame, useSay } from '../frame.ts'
import { spokenInstant } from './instant.ts'

const ANSWERS = ['cosigned', 'stands_at', 'unknown_origin', 'refused', 'inconsistent', 'unreachable'] as const

/** Whether anybody but the operator must sign, in words first; then each witness and how far it has followed. */
export function Witnesses({ view }: { readonly view: LogView }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const answerOf = ({ answer }: WitnessView): string => {
    const known = ANSWERS.find((one) => one === answer)
    return known === undefined ? say('log.answer-none') : say(`log.answer-${known}`)
  }
  return (
    <section aria-labelledby="witnesses">
      <h2 id="witnesses">{say('log.witness-title')}</h2>
      <p class="log-verdict">
        <Status tone={view.witnessed === 'independent' ? 'met' : 'unmet'}>
          {say(view.witnessed === 'independent' ? 'log.independent' : 'log.not-independent')}
        </Status>
      </p>
      <p>
        {view.witnessed === 'independent' && say('log.independent-about')}
        {view.witnessed === 'no_quorum' && say('log.no-quorum')}
        {view.witnessed === 'operator_alone' && say('log.operator-alone')}
      </p>
      <p>{say('log.witness-about')}</p>
      {view.witnesses.length === 0 ? (
        <p class="soft">{say('log.witness-none')}</p>
      ) : (
        <DataTable
          caption={say('log.witness-caption')}
          captionHidden
          columns={[
            { key: 'name', label: say('log.witness') },
            { key: 'runBy', label: say('log.run-by') },
            { key: 'signed', label: say('log.signed') },
            { key: 'behind', label: say('log.behind'), kind: 'number' },
            { key: 'answer', label: say('log.answer') },
          ]}
          rows={view.witnesses.map((witness) => ({
            key: witness.name,
            cells: [
              <code class="log-name">{witness.name}</code>,
              witness.who === ''
                ? say(`log.run-${witness.runBy}`)
                : `${witness.who} (${say(`log.run-${witness.runBy}`)})`,
              witness.cosignedAt === null ? say('log.never') : spokenInstant(lang, witness.cosignedAt),
              spokenNumber(lang, Math.max(0, view.size - witness.size)),
              answerOf(witness),
            ],
          }))}
        />
      )}
      <p class="small">
        <a href="/log/policy">{say('log.policy')}</a>
      </p>
    </section>
  )
}
