import type { VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

/** What is known of one year: an entry, an entry that a newer file lacks, or none that could be matched. */
export type YearState = 'present' | 'gone' | 'absent'

export interface YearMark {
  readonly year: number
  readonly state: YearState
  /** Declared words of that year, stage and impact joined; '' where none. */
  readonly declared: string
  readonly path: string | null
}

/** `23·24·25`: in which published inventories a use case stands. Solid: listed; struck: gone from the newer file; dotted: no entry. */
export function YearStrip({ marks }: { readonly marks: readonly YearMark[] }): VNode {
  const say = useSay()
  return (
    <ul class="year-strip" aria-label={say('year-strip.label')}>
      {marks.map((mark) => (
        <li key={mark.year}>
          <Year mark={mark} />
        </li>
      ))}
    </ul>
  )
}

function Year({ mark }: { readonly mark: YearMark }): VNode {
  const say = useSay()
  const to = useLink()
  const { year, state, declared, path } = mark
  const words =
    state === 'present'
      ? say('year-strip.present', { year, declared: declared === '' ? say('year-strip.nothing-declared') : declared })
      : say(`year-strip.${state}`, { year })
  const inside = (
    <>
      <span aria-hidden="true">{String(year).slice(2)}</span>
      <span class="visually-hidden">{words}</span>
    </>
  )
  return path === null ? (
    <span class={`year year-${state}`} title={words}>
      {inside}
    </span>
  ) : (
    <a class={`year year-${state}`} href={to(path)} title={words}>
      {inside}
    </a>
  )
}
