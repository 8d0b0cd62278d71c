import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { UndecidedPair } from '../../service/register/undecided-pairs.ts'
import { ErrorSummary } from '../component/error-summary/error-summary.tsx'
import { Pair, pairAnchor } from '../component/pair/pair.tsx'
import { useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'
import { BelowDesk } from './desk.tsx'
import { Choice } from './field.tsx'

export const VERDICTS = ['same', 'split', 'merged', 'different'] as const

export interface PairsPageProps {
  readonly office: string
  readonly agency: string
  readonly pairs: readonly UndecidedPair[]
  /** Keys of the pair that was just settled. */
  readonly done: { readonly from: string; readonly to: string } | null
  readonly error: {
    readonly code: 'verdict_missing' | 'pair_gone'
    readonly from: string
    readonly to: string
  } | null
}

/** `/editor/pairs?agency=`: undecided pairs of one agency, each with the four verdicts. */
export function pairsPage(lang: Lang, props: PairsPageProps): Page {
  return {
    lang,
    path: `/editor/pairs?agency=${encodeURIComponent(props.agency)}`,
    title: message(lang, 'editor.pairs-title'),
    description: message(lang, 'editor.description'),
    indexed: false,
    content: <Pairs {...props} />,
  }
}

function Pairs({ office, agency, pairs, done, error }: PairsPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const wrong = error === null ? null : say(error.code === 'pair_gone' ? 'editor.pair-gone' : 'editor.verdict-missing')
  const isWrong = (pair: UndecidedPair) => error?.from === pair.from.key && error.to === pair.to.key
  const named = pairs.find(isWrong)
  return (
    <>
      {error !== null && wrong !== null && (
        <ErrorSummary errors={[{ field: named === undefined ? 'main' : verdictId(named), text: wrong }]} />
      )}
      <BelowDesk
        title={say('matches.undecided-of', { agency })}
        office={office}
        done={done === null ? null : say('editor.pair-done', done)}
      >
        <p>{say('editor.pairs-about')}</p>
        <h2>{say('editor.pairs-lead', { count: pairs.length })}</h2>
        {pairs.map((pair) => (
          <Pair key={`${pair.from.key} ${pair.to.key}`} undecided={pair}>
            <form method="post" action={to('/editor/pairs')} class="settle">
              <input type="hidden" name="agency" value={agency} />
              <input type="hidden" name="from" value={pair.from.key} />
              <input type="hidden" name="to" value={pair.to.key} />
              <Choice
                name="verdict"
                id={verdictId(pair)}
                legend={say('editor.verdict')}
                chosen=""
                choices={VERDICTS.map((verdict) => [verdict, say(`editor.verdict-${verdict}`)])}
                error={isWrong(pair) ? wrong : null}
              />
              <button class="usa-button" type="submit">
                {say('editor.settle')}
              </button>
            </form>
          </Pair>
        ))}
      </BelowDesk>
    </>
  )
}

function verdictId(pair: UndecidedPair): string {
  return `verdict-${pairAnchor(pair.from.key, pair.to.key)}`
}
