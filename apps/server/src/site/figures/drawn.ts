import { type Lang, message } from '@recourse/papers'
import type { Agreement } from '@recourse/register'
import type { VNode } from 'preact'
import type { Spending } from '../../service/register/contracts.ts'
import type { CurrentFigures } from '../../service/register/current-figures.ts'
import type { RuleTally } from '../../service/register/rule-tallies.ts'
import type { CsvCell } from '../csv.ts'
import type { Say } from '../frame.ts'

/** Names of the pictures, as they stand in addresses. */
export const FIGURE_NAMES = [
  'practices',
  'impact',
  'stage',
  'spending-year',
  'spending-office',
  'spending-vendor',
  'life',
  'agreements',
  'findings',
] as const

export type FigureName = (typeof FIGURE_NAMES)[number]

/** All a picture may look at. */
export interface FigureFacts {
  readonly current: CurrentFigures
  readonly tallies: readonly RuleTally[]
  /** null: no award file is imported, so neither offices nor vendors are known. */
  readonly spending: Spending | null
  readonly agreements: readonly Agreement[]
}

/** One picture in one language: what is seen, its numbers as files have them, and the drawing. */
export interface Drawn {
  readonly name: FigureName
  /** States what is seen. */
  readonly title: string
  /** Unit, n, years. */
  readonly subtitle: string
  readonly alt: string
  readonly wide: boolean
  readonly columns: readonly DrawnColumn[]
  /** Language-neutral: codes, numbers, null for unknown. */
  readonly rows: readonly (readonly CsvCell[])[]
  /** Words for one cell of the table behind the picture, and where it leads. */
  shown(row: number, column: number): VNode | string
  /** On the page. */
  readonly picture: VNode
  /** One `Chart`, to leave the site as a file. */
  readonly drawing: VNode
}

export interface DrawnColumn {
  /** Name in files: English, snake_case. */
  readonly key: string
  readonly label: string
  readonly kind: 'text' | 'number'
}

export type Draw = (facts: FigureFacts, place: { readonly lang: Lang; readonly say: Say }) => Drawn | null

/** `say` outside a page. */
export function sayIn(lang: Lang): Say {
  return (key, ...rest) => message(lang, key, ...rest)
}

export function figurePath(name: FigureName, kind: 'csv' | 'json' | 'svg', lang: Lang = 'en'): string {
  return `/figures/${name}.${kind}${kind === 'svg' && lang !== 'en' ? `?lang=${lang}` : ''}`
}
