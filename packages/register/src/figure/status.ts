import { type Entry, text } from '../entry/entry.ts'
import { type StageGroup, stageGroup } from '../entry/stage.ts'
import { listedAnswer } from '../entry/vocabulary.ts'

/** Stage of an entry across formats; `blank`: asked and not answered; `not-asked` for the commercial list and ATRS. */
export type StageStatus = Exclude<StageGroup, ''> | 'blank' | 'not-asked'

export const STAGE_ORDER: readonly StageStatus[] = [
  'planned',
  'in-development',
  'pilot',
  'in-use',
  'retired',
  'other',
  'blank',
  'not-asked',
]

/** Impact as its year asks it: 2024 and 2025 ask different questions, so their answers are never one column. */
export type ImpactStatus = (typeof IMPACT_ORDER)[number]

export const IMPACT_ORDER = [
  'high-impact',
  'presumed-overridden',
  'not-high-impact',
  'rights-impacting',
  'safety-impacting',
  'both',
  'neither',
  'other',
  'blank',
  'not-asked',
] as const

const STAGE_COLUMN: { readonly [format in Entry['format']]?: string } = {
  'omb-2023': 'Development_Stage',
  'omb-2024': '16_dev_stage',
  'omb-2025': 'development_stage',
  'nl-1.0': 'status',
}

export function stageStatus(entry: Entry): StageStatus {
  const column = STAGE_COLUMN[entry.format]
  if (column === undefined) return 'not-asked'
  return stageGroup(entry.format, text(entry, column)) || 'blank'
}

const IMPACT_2024: Readonly<Record<string, ImpactStatus>> = {
  'rights-impacting': 'rights-impacting',
  'safety-impacting': 'safety-impacting',
  both: 'both',
  neither: 'neither',
}

const IMPACT_2025: Readonly<Record<string, ImpactStatus>> = {
  'High-impact': 'high-impact',
  'Presumed High-Impact, but Not High-impact': 'presumed-overridden',
  'Not High-impact': 'not-high-impact',
}

export function impactStatus(entry: Entry): ImpactStatus {
  if (entry.format === 'omb-2025') {
    const value = text(entry, 'is_high_impact')
    return value === '' ? 'blank' : (IMPACT_2025[listedAnswer('is_high_impact', value) ?? value] ?? 'other')
  }
  if (entry.format !== 'omb-2024') return 'not-asked'
  const value = text(entry, '17_impact_type').toLowerCase()
  return value === '' ? 'blank' : (IMPACT_2024[value] ?? 'other')
}

/** Deployed and declared high-impact, in 2025: the population the safeguards are counted over (P of the rules). */
export function isDeployedHighImpact(entry: Entry): boolean {
  return entry.format === 'omb-2025' && stageStatus(entry) === 'in-use' && impactStatus(entry) === 'high-impact'
}
