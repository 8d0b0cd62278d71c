import type { FunctionComponent } from 'preact'

/**
 * One example of a component: the only source of its documentation, its tests, its pictures and its accessibility run.
 * `expects` are texts or pieces of markup that stand in what it renders; `expectsNot` that do not.
 */
export interface Example<Props> {
  readonly name: string
  readonly props: Props
  readonly expects: readonly string[]
  readonly expectsNot?: readonly string[]
}

/** A component with its examples, as the gallery lists it. */
export interface Exhibit<Props> {
  readonly name: string
  /** When to use it and what it promises, in one or two sentences. */
  readonly about: string
  readonly component: FunctionComponent<Props>
  /** list: it is an item of a list and is shown inside one. */
  readonly within?: 'list'
  readonly examples: readonly Example<NoInfer<Props>>[]
}

/** Ties component and examples by their props' type. */
export function exhibit<Props>(parts: Exhibit<Props>): Exhibit<Props> {
  return parts
}
