import { spokenDate } from '@recourse/papers'
import type { LinkedDeclaration, SystemDeclaration } from '@recourse/register'
import type { ComponentChildren, VNode } from 'preact'
import type { EntryView } from '../../service/register/view.ts'
import { Absence } from '../component/absence/absence.tsx'
import { Source } from '../component/source/source.tsx'
import { Words } from '../component/words/words.tsx'
import { type Say, useFrame, useLink, useSay } from '../frame.ts'
import { anchorOf, entryAnchor, useCasePath } from '../path.ts'
import type { ConceptId } from '../use-case/concept.ts'
import { declaredRows } from '../use-case/declared.ts'
import { DeclaredAnswer } from '../use-case/declared-table.tsx'

/** What of an imported entry stands in a system's declared column; the other practices stand in the table below it. */
const TOLD: readonly ConceptId[] = [
  'stage',
  'impact',
  'started',
  'vendor',
  'contract',
  'assessment',
  'notice',
  'appeal',
  'opt-out',
  'personal-data',
]

/** One declaration of a system: the entry's own words where its inventory is imported, the shipped coded facts where not. */
export function Declaration({ linked }: { readonly linked: LinkedDeclaration<EntryView> }): VNode {
  const say = useSay()
  const to = useLink()
  const { declaration, entry } = linked
  return (
    <li class="declaration">
      <h5>
        {entry === null ? (
          <Words>{declaration.name}</Words>
        ) : (
          <a href={to(useCasePath(entry.key))} lang="en">
            {declaration.name}
          </a>
        )}
      </h5>
      <p class="small soft">
        <span lang="en">
          {declaration.agency} {declaration.bureau}
        </span>
        {declaration.id !== '' && ` · ${declaration.id}`}
        {' · '}
        {say('system.link')}: <span lang="en">{declaration.link}</span>
      </p>
      <dl class="declared-lines">
        {entry === null ? <Coded declaration={declaration} /> : <Imported entry={entry} />}
      </dl>
      <Source
        id={anchorOf('s', declaration.year, declaration.row, declaration.bureau)}
        evidence={[{ file: declaration.file, row: declaration.row, column: null, value: declaration.name }]}
        {...(entry === null ? {} : { recordPath: () => useCasePath(entry.key, entryAnchor(entry)) })}
      />
    </li>
  )
}

function Imported({ entry }: { readonly entry: EntryView }): VNode {
  const say = useSay()
  const rows = declaredRows([entry])
  return (
    <>
      {TOLD.flatMap((id) => {
        const row = rows.find((one) => one.concept.id === id)
        const cell = row?.cells[0]?.cell
        if (row === undefined || cell === undefined) return []
        if (cell.kind === 'missing' && cell.absence === 'not-asked') return []
        return [
          <Line key={id} label={say(`concept.${id}`)}>
            <DeclaredAnswer concept={row.concept} cell={cell} />
          </Line>,
        ]
      })}
    </>
  )
}

function Coded({ declaration }: { readonly declaration: SystemDeclaration }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { stage, impact, operational, vendor, contractNumber, practices, legacy, personalData } = declaration
  const coded = (word: string) => (word === '' || word === 'blank' ? <Absence kind="blank" /> : <Words>{word}</Words>)
  const known = IMPACTS.find((one) => one === impact)
  const lines: readonly (readonly [ConceptId, ComponentChildren])[] = [
    ['stage', coded(stage)],
    ['impact', known === undefined ? coded(impact) : say(`impact.${known}`)],
    ...(operational === null ? [] : [['started', spokenDate(lang, operational, 'short')] as const]),
    ...(declaration.year === 2025 ? [['vendor', coded(vendor)] as const] : []),
    ...(contractNumber === undefined ? [] : [['contract', coded(contractNumber)] as const]),
    ...(legacy?.assessment === undefined ? [] : [['assessment', say(`coded.${legacy.assessment}`)] as const]),
    ...(legacy?.notice === undefined ? [] : [['notice', say(`legacy.notice-${legacy.notice}`)] as const]),
    ...appealLine(say, declaration),
    ...(legacy?.optOut === undefined || legacy.optOut === 'other'
      ? []
      : [['opt-out', say(`coded.${legacy.optOut}`)] as const]),
    ...(practices.assessment === undefined ? [] : [['assessment', say(`coded.${practices.assessment}`)] as const]),
    ...(personalData === undefined ? [] : [['personal-data', say(`coded.${personalData}`)] as const]),
  ]
  return (
    <>
      {lines.map(([id, words]) => (
        <Line key={id} label={say(`concept.${id}`)}>
          {words}
        </Line>
      ))}
    </>
  )
}

const IMPACTS = ['high-impact', 'presumed-overridden', 'not-high-impact', 'rights-impacting', 'neither'] as const

function appealLine(say: Say, { legacy, practices }: SystemDeclaration): readonly (readonly [ConceptId, string])[] {
  if (legacy?.appeal !== undefined) return [['appeal', say(`legacy.appeal-${legacy.appeal}`)]]
  return practices.appeal === undefined ? [] : [['appeal', say(`coded.${practices.appeal}`)]]
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
