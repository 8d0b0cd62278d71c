import { type ComponentChildren, h } from 'preact'
import { absenceExhibit } from '../component/absence/examples.ts'
import { alertExhibit } from '../component/alert/examples.ts'
import { answersExhibit } from '../component/answers/examples.ts'
import { barsExhibit } from '../component/bars/examples.ts'
import { breadcrumbExhibit } from '../component/breadcrumb/examples.ts'
import { dataTableExhibit } from '../component/data-table/examples.ts'
import { decisionLifeExhibit } from '../component/decision-life/examples.ts'
import { dotPlotExhibit } from '../component/dot-plot/examples.ts'
import { errorSummaryExhibit } from '../component/error-summary/examples.ts'
import type { Example, Exhibit } from '../component/example.ts'
import { facetsExhibit } from '../component/facets/examples.ts'
import { figureExhibit } from '../component/figure/examples.ts'
import { findingItemExhibit } from '../component/finding-item/examples.ts'
import { paginationExhibit } from '../component/pagination/examples.ts'
import { pairExhibit } from '../component/pair/examples.ts'
import { pressLineExhibit } from '../component/press-line/examples.ts'
import { searchBoxExhibit } from '../component/search-box/examples.ts'
import { severityExhibit, severityWordsExhibit } from '../component/severity/examples.ts'
import { slopeLinesExhibit } from '../component/slope-lines/examples.ts'
import { smallMultiplesExhibit } from '../component/small-multiples/examples.ts'
import { sourceExhibit } from '../component/source/examples.ts'
import { squaresExhibit } from '../component/squares/examples.ts'
import { statusExhibit } from '../component/status/examples.ts'
import { useCaseItemExhibit } from '../component/use-case-item/examples.ts'
import { yearStripExhibit } from '../component/year-strip/examples.ts'

/** An exhibit whose props' type is closed over: examples come as finished nodes. */
export interface Shown {
  readonly name: string
  readonly about: string
  readonly examples: readonly (Omit<Example<never>, 'props'> & { readonly node: ComponentChildren })[]
}

function show<Props extends object>(exhibit: Exhibit<Props>): Shown {
  const { name, about, component, within, examples } = exhibit
  const node = (props: Props) =>
    within === 'list' ? h('ul', { class: 'plain-list' }, h(component, props)) : h(component, props)
  return { name, about, examples: examples.map(({ props, ...rest }) => ({ ...rest, node: node(props) })) }
}

/** Every component with examples, in the order of the gallery. A new component is added here, and is tested from then on. */
export const EXHIBITS: readonly Shown[] = [
  show(statusExhibit),
  show(absenceExhibit),
  show(sourceExhibit),
  show(yearStripExhibit),
  show(dataTableExhibit),
  show(searchBoxExhibit),
  show(facetsExhibit),
  show(paginationExhibit),
  show(alertExhibit),
  show(errorSummaryExhibit),
  show(breadcrumbExhibit),
  show(squaresExhibit),
  show(figureExhibit),
  show(dotPlotExhibit),
  show(smallMultiplesExhibit),
  show(slopeLinesExhibit),
  show(barsExhibit),
  show(decisionLifeExhibit),
  show(severityExhibit),
  show(severityWordsExhibit),
  show(findingItemExhibit),
  show(answersExhibit),
  show(pairExhibit),
  show(pressLineExhibit),
  show(useCaseItemExhibit),
]
