import { spokenNumber } from '@recourse/papers'
import type { ComponentChildren, VNode } from 'preact'
import type { PairSide, UndecidedPair } from '../../../service/register/undecided-pairs.ts'
import { useFrame, useLink, useSay } from '../../frame.ts'
import { anchorOf, useCasePath } from '../../path.ts'
import { DataTable } from '../data-table/data-table.tsx'

export interface PairProps {
  readonly undecided: UndecidedPair
  /** What stands below the two sides: a form of the editor. */
  readonly children?: ComponentChildren
}

/** Two entries of neighbouring years side by side, with every part of the score that put them together. */
export function Pair({ undecided: { pair, from, to }, children }: PairProps): VNode {
  const say = useSay()
  const id = pairAnchor(from.key, to.key)
  return (
    <article class="pair" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {say('matches.pair', {
          agency: pair.agency,
          from: String(from.year),
          to: String(to.year),
          score: pair.score.toFixed(2),
        })}
      </h3>
      <div class="pair-sides">
        <Side side={from} />
        <Side side={to} />
      </div>
      <details class="fold">
        <summary>{say('matches.score-title')}</summary>
        <Score pair={pair} />
      </details>
      {children}
    </article>
  )
}

export function pairAnchor(from: string, to: string): string {
  return anchorOf('pair', from, to)
}

function Side({ side }: { readonly side: PairSide }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const words: readonly (readonly [string, string])[] = [
    [say('matches.bureau'), side.bureau],
    [say('matches.id'), side.id],
    [say('matches.stage'), side.stage],
    [say('matches.purpose'), side.purpose],
    [say('matches.benefits'), side.benefits],
    [say('matches.outputs'), side.outputs],
  ]
  return (
    <section>
      <p class="pair-year">{say('matches.side', { year: String(side.year) })}</p>
      <h4>
        <a href={to(useCasePath(side.key))}>
          {side.name === '' ? say('use-case.no-name') : <span lang="en">{side.name}</span>}
        </a>
      </h4>
      <dl>
        {words.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd lang="en">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p class="small soft">{say('matches.record', { row: spokenNumber(lang, side.row), file: side.file })}</p>
    </section>
  )
}

function Score({ pair: { why } }: { readonly pair: UndecidedPair['pair'] }): VNode {
  const say = useSay()
  const yes = (is: boolean) => say(is ? 'use-case.yes' : 'use-case.no')
  return (
    <DataTable
      caption={say('matches.score-title')}
      captionHidden
      columns={[
        { key: 'name', label: say('matches.score-name'), kind: 'number' },
        { key: 'text', label: say('matches.score-text'), kind: 'number' },
        { key: 'bureau', label: say('matches.score-bureau') },
        { key: 'equal', label: say('matches.score-equal') },
        { key: 'margin', label: say('matches.score-margin'), kind: 'number' },
        { key: 'words', label: say('matches.score-words') },
      ]}
      rows={[
        {
          key: 'score',
          cells: [
            why.nameCosine.toFixed(2),
            why.textCosine.toFixed(2),
            yes(why.sameBureau),
            yes(why.equalName),
            why.margin.toFixed(2),
            <span key="words" lang="en">
              {why.words.length === 0 ? say('matches.no-words') : why.words.join(', ')}
            </span>,
          ],
        },
      ]}
    />
  )
}
