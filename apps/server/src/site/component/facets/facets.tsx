import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import { useFrame, useLink, useSay } from '../../frame.ts'

/** One limit a list can be narrowed by. `label` of facet and values are words already. */
export interface FacetGroup {
  readonly name: string
  readonly label: string
  readonly values: readonly FacetChoice[]
}

export interface FacetChoice {
  readonly value: string
  readonly label: string
  readonly count: number
  readonly selected: boolean
}

export interface FacetsProps {
  readonly groups: readonly FacetGroup[]
  /** Words searched for, kept as a hidden field. */
  readonly query?: string
  readonly action?: string
  /** Values of a group shown before the rest folds away; chosen ones are always shown. */
  readonly shown?: number
}

/**
 * A GET form of checkboxes. Works without JavaScript: choose, then "Show these". A group opens by itself where something in it is chosen.
 * On a narrow screen the whole form folds away above the list; beside the list it always stands open.
 */
export function Facets({ groups, query = '', action = '/', shown = 8 }: FacetsProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const chosen = groups.reduce((sum, group) => sum + group.values.filter((value) => value.selected).length, 0)
  return (
    <details class="facets-fold" open={chosen > 0}>
      <summary>
        <span>{say('facets.title')}</span>
        {chosen > 0 && <span class="facet-chosen">{say('facets.chosen', { count: chosen })}</span>}
      </summary>
      <form class="facets" action={action} method="get" aria-labelledby="facets-title">
        <h2 id="facets-title">{say('facets.title')}</h2>
        {query !== '' && <input type="hidden" name="q" value={query} />}
        {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
        {groups.map((group, at) => (
          <Group key={group.name} group={group} shown={shown} open={at === 0} />
        ))}
        <div class="facets-actions">
          <button class="usa-button" type="submit">
            {say('facets.apply')}
          </button>
          {chosen > 0 && (
            <a href={to(query === '' ? action : `${action}?q=${encodeURIComponent(query)}`)}>{say('facets.clear')}</a>
          )}
        </div>
      </form>
    </details>
  )
}

function Group({
  group,
  shown,
  open,
}: {
  readonly group: FacetGroup
  readonly shown: number
  readonly open: boolean
}): VNode {
  const say = useSay()
  const chosen = group.values.filter((value) => value.selected)
  const first = [
    ...chosen,
    ...group.values.filter((value) => !value.selected).slice(0, Math.max(0, shown - chosen.length)),
  ]
  const rest = group.values.filter((value) => !first.includes(value))
  // By place: two values can differ in what an id may not hold.
  const idOf = (value: FacetChoice) => `${group.name}-${group.values.indexOf(value) + 1}`
  return (
    <details class="facet" open={open || chosen.length > 0}>
      <summary>
        <span>{group.label}</span>
        {chosen.length > 0 && <span class="facet-chosen">{say('facets.chosen', { count: chosen.length })}</span>}
      </summary>
      <fieldset class="usa-fieldset">
        <legend class="visually-hidden">{group.label}</legend>
        {first.map((value) => (
          <Choice key={value.value} id={idOf(value)} name={group.name} choice={value} />
        ))}
        {rest.length > 0 && (
          <details class="facet-rest">
            <summary>{say('facets.more')}</summary>
            {rest.map((value) => (
              <Choice key={value.value} id={idOf(value)} name={group.name} choice={value} />
            ))}
          </details>
        )}
      </fieldset>
    </details>
  )
}

function Choice({
  id,
  name,
  choice,
}: {
  readonly id: string
  readonly name: string
  readonly choice: FacetChoice
}): VNode {
  const { lang } = useFrame()
  return (
    <div class="usa-checkbox">
      <input
        class="usa-checkbox__input"
        id={id}
        type="checkbox"
        name={name}
        value={choice.value}
        checked={choice.selected}
      />
      <label class="usa-checkbox__label" for={id}>
        {choice.label} <span class="facet-count">{spokenNumber(lang, choice.count)}</span>
      </label>
    </div>
  )
}
