import type { VNode } from 'preact'
import { useFrame, useLink, useSay } from '../frame.ts'
import { findingPath } from '../path.ts'
import type { RulePageProps } from './page.tsx'
import { RULE_STATES } from './query.ts'

/** A GET form of three choices, so that every narrowed list has an address. */
export function Narrow({ tally, limits, years }: Pick<RulePageProps, 'tally' | 'limits' | 'years'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const { rule, agencies } = tally
  const names = [...agencies.map(({ agency }) => agency)].sort()
  return (
    <form class="narrow" action={findingPath(rule.id)} method="get" aria-label={say('rule.narrow')}>
      {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
      <Choice
        name="agency"
        label={say('rule.filter-agency')}
        chosen={limits.agency ?? ''}
        values={withChosen(names, limits.agency).map((agency) => [agency, agency])}
      />
      <Choice
        name="year"
        label={say('rule.filter-year')}
        chosen={String(limits.year ?? '')}
        values={years.map((year) => [String(year), String(year)])}
      />
      <Choice
        name="state"
        label={say('rule.filter-state')}
        chosen={limits.state ?? ''}
        values={RULE_STATES.map((state) => [state, say(`rule.state-${state}`)])}
      />
      <button class="usa-button" type="submit">
        {say('rule.filter-apply')}
      </button>
      {Object.keys(limits).length > 0 && <a href={to(findingPath(rule.id))}>{say('rule.filter-clear')}</a>}
    </form>
  )
}

function withChosen(names: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen]
}

function Choice({
  name,
  label,
  chosen,
  values,
}: {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly values: readonly (readonly [value: string, words: string])[]
}): VNode {
  const say = useSay()
  return (
    <div class="narrow-choice">
      <label for={`narrow-${name}`}>{label}</label>
      <select class="usa-select" id={`narrow-${name}`} name={name}>
        <option value="">{say('rule.filter-any')}</option>
        {values.map(([value, words]) => (
          <option key={value} value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
