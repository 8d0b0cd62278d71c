import { spokenNumber } from '@recourse/papers'
import { IMPACT_ORDER, STAGE_ORDER, type YearFigures } from '@recourse/register'
import type { VNode } from 'preact'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useSay } from '../frame.ts'

/** Entries of one agency by inventory; stages and impact words as tallied, none merged between years. */
export function Years({ years }: { readonly years: readonly YearFigures[] }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <DataTable
      caption={say('agency.years-caption')}
      captionHidden
      columns={[
        { key: 'inventory', label: say('agency.inventory') },
        { key: 'entries', label: say('agency.entries'), kind: 'number' },
        { key: 'stages', label: say('agency.stages') },
        { key: 'impacts', label: say('agency.impacts') },
      ]}
      rows={years.map((year) => ({
        key: `${year.format} ${year.year}`,
        cells: [
          say(`inventory-name.${year.format}`),
          spokenNumber(lang, year.entries),
          <Tallied key="stages" words={STAGE_ORDER.map((word) => [say(`stage-status.${word}`), year.byStage[word]])} />,
          <Tallied
            key="impacts"
            words={IMPACT_ORDER.map((word) => [say(`impact-status.${word}`), year.byImpact[word]])}
          />,
        ],
      }))}
    />
  )
}

function Tallied({ words }: { readonly words: readonly (readonly [string, number | undefined])[] }): VNode {
  const say = useSay()
  return (
    <ul class="tallied">
      {words.map(([word, count]) =>
        count === undefined || count === 0 ? null : <li key={word}>{say('agency.tally', { words: word, count })}</li>,
      )}
    </ul>
  )
}
