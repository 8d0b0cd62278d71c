import type { Entry, EntryFormat, Year } from '../entry/entry.ts'
import {
  IMPACT_ORDER,
  type ImpactStatus,
  impactStatus,
  isDeployedHighImpact,
  STAGE_ORDER,
  type StageStatus,
  stageStatus,
} from './status.ts'
import { grouped, type Tally, tally } from './tally.ts'

/** One agency's entries of one inventory. */
export interface YearFigures {
  readonly format: EntryFormat
  readonly year: Year
  readonly agency: string
  readonly agencyName: string
  readonly entries: number
  readonly byStage: Tally<StageStatus>
  readonly byImpact: Tally<ImpactStatus>
  /** null where the year did not ask for high impact. */
  readonly deployedHighImpact: number | null
}

export function yearFigures(entries: readonly Entry[]): readonly YearFigures[] {
  return grouped(entries, (entry) => `${entry.year} ${entry.format} ${entry.agency}`).flatMap(([, list]) => {
    const [first] = list
    if (first === undefined) return []
    const { format, year, agency, agencyName } = first
    return [
      {
        format,
        year,
        agency,
        agencyName,
        entries: list.length,
        byStage: tally(list.map(stageStatus), STAGE_ORDER),
        byImpact: tally(list.map(impactStatus), IMPACT_ORDER),
        deployedHighImpact: format === 'omb-2025' ? list.filter(isDeployedHighImpact).length : null,
      },
    ]
  })
}
