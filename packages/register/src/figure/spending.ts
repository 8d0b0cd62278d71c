import type { Award } from '../contract/award.ts'
import { grouped } from './tally.ts'

/** Obligations of an agency's awards by the fiscal year in which they start. */
export interface SpendingFigures {
  readonly agency: string
  /** The year from October before to September; null where the award file gives no start. */
  readonly fiscalYear: number | null
  readonly awards: number
  /** US dollars, to the cent. */
  readonly obligatedUsd: number
}

export function spendingFigures(awards: readonly Award[]): readonly SpendingFigures[] {
  return grouped(awards, (award) => `${award.agency} ${fiscalYear(award.startDate) ?? '?'}`).flatMap(([, list]) => {
    const [first] = list
    if (first === undefined) return []
    const cents = list.reduce((sum, award) => sum + Math.round(award.obligatedUsd * 100), 0)
    return [
      { agency: first.agency, fiscalYear: fiscalYear(first.startDate), awards: list.length, obligatedUsd: cents / 100 },
    ]
  })
}

/** 31 USC 1102: the fiscal year begins on 1 October of the year before. */
function fiscalYear(day: string): number | null {
  const found = /^(\d{4})-(\d\d)/.exec(day)
  if (found === null) return null
  return Number(found[1]) + (Number(found[2]) >= 10 ? 1 : 0)
}
