import type { Award } from '../../contract/award.ts'
import { clean } from '../../entry/clean.ts'
import type { Entry, EntryFormat, Layout } from '../../entry/entry.ts'
import type { TableFormat } from '../../inventory/format/table-format.ts'
import { OMB_2023 } from '../../inventory/omb-2023/format.ts'
import { OMB_2024 } from '../../inventory/omb-2024/format.ts'
import { OMB_2025 } from '../../inventory/omb-2025/format.ts'
import { OMB_2025_COTS } from '../../inventory/omb-2025-cots/format.ts'
import type { MatchPair } from '../../match/match.ts'
import type { NamedSystem } from '../../system/system.ts'
import type { RegisterFacts } from '../facts.ts'

/** Cells by canonical column; what is not given is blank. */
export type Cells = Readonly<Record<string, string>>

/** A rule's behaviour on made-up facts: one set that fires once, one that just misses, one it cannot read. */
export interface RuleExample {
  readonly rule: string
  readonly fires: RegisterFacts
  /** Findings expected of `fires`; 1 where not stated. */
  readonly times?: number
  readonly misses: RegisterFacts
  /** A field the rule reads is unreadable: it is silent, and the entry is counted apart. */
  readonly unreadable?: RegisterFacts
}

/** Text that is no list literal. */
export const BROKEN_LIST = "['a', "
/** Text that is no date. */
export const BROKEN_DATE = 'some day in spring'

const LAYOUTS = new Map(
  [OMB_2023, OMB_2024, OMB_2025, OMB_2025_COTS].map((format) => [format.format, layoutOf(format)]),
)
const YEARS: Readonly<Partial<Record<EntryFormat, number>>> = { 'omb-2023': 2023, 'omb-2024': 2024 }

function layoutOf({ format, columns }: TableFormat): Layout {
  const kept = columns.filter(({ presence }) => presence !== 'dropped')
  return {
    format,
    columns: kept.map(({ name, kind }) => ({ name, header: name, kind })),
    position: new Map(kept.map(({ name }, at) => [name, at])),
  }
}

let lastRow = 1

/** An entry of DHS (or of the agency given) with a row and key of its own. */
function entry(
  format: EntryFormat,
  columns: { agency: string; bureau: string; id: string; name: string },
  cells: Cells,
): Entry {
  const layout = LAYOUTS.get(format)
  if (layout === undefined) throw new Error(`No layout for ${format}`)
  lastRow += 1
  const agency = cells[columns.agency] ?? 'DHS'
  const all: Cells = { [columns.agency]: agency, ...cells }
  const cell = (column: string) => clean(all[column] ?? '')
  return {
    key: `${agency.toLowerCase()}-${format}-${lastRow}`,
    format,
    year: YEARS[format] ?? 2025,
    file: `${format}.csv`,
    row: lastRow,
    agency,
    agencyName: agency,
    bureau: cell(columns.bureau),
    id: cell(columns.id),
    name: cell(columns.name),
    layout,
    raw: layout.columns.map(({ name, kind }) => all[name] ?? (kind === 'list' ? '[]' : '')),
  }
}

/** An entry of 2025. */
export function made25(cells: Cells = {}): Entry {
  return entry('omb-2025', { agency: 'agency', bureau: 'agency_bureau', id: 'id', name: 'use_case_name' }, cells)
}

/** An entry of 2024. */
export function made24(cells: Cells = {}): Entry {
  return entry('omb-2024', { agency: '3_abr', bureau: '4_bureau', id: '', name: '2_use_case_name' }, cells)
}

/** An entry of 2023. */
export function made23(cells: Cells = {}): Entry {
  return entry('omb-2023', { agency: 'Department_Code', bureau: 'Agency', id: 'Use_Case_ID', name: 'Title' }, cells)
}

/** An entry of the commercial list. */
export function madeCommercial(cells: Cells = {}): Entry {
  return entry('omb-2025-cots', { agency: 'agency', bureau: '', id: '', name: 'use_case' }, cells)
}

const DEPLOYED_HIGH: Cells = { development_stage: 'Deployed', is_high_impact: 'High-impact' }

/** A deployed high-impact entry: one of `P`. */
export function madeHigh(cells: Cells = {}): Entry {
  return made25({ ...DEPLOYED_HIGH, ...cells })
}

/** Every safeguard declared done. */
export const ALL_DONE: Cells = {
  hi_testing_conducted: 'Yes',
  hi_assessment_completed: 'Yes',
  hi_potential_impacts: 'A named risk, found in a test.',
  hi_independent_review: 'CAIO Review',
  hi_ongoing_monitoring: 'Yes - Monitoring Established',
  hi_training_established: 'Training Established',
  hi_failsafe_presence: 'Yes',
  hi_appeal_process: 'Appeal Process Established',
  hi_public_consultation: "['Usability Testing']",
}

/** An entry of 2024 that the safeguards of 2024 were for: one of `P24`. */
export function madeImpacting(cells: Cells = {}): Entry {
  return made24({ '17_impact_type': 'Rights-Impacting', '16_dev_stage': 'Operation and Maintenance', ...cells })
}

export function award(given: Partial<Award> = {}): Award {
  lastRow += 1
  return {
    awardId: `70TEST25P0000${1000 + lastRow}`,
    vendor: 'EXAMPLE VISION LLC',
    office: 'U.S. Immigration and Customs Enforcement',
    agency: 'DHS',
    obligatedUsd: 250_000,
    description: 'A SYSTEM',
    modifications: '',
    naics: '',
    psc: '',
    startDate: '',
    permalink: '',
    file: 'awards.json',
    row: lastRow,
    ...given,
  }
}

export function system(given: Partial<NamedSystem> = {}): NamedSystem {
  return {
    key: 'example',
    name: 'Example',
    aliases: [],
    agency: 'DHS',
    bureau: 'ICE',
    unit: null,
    vendor: null,
    what: 'An example.',
    inventoryStatus: 'listed',
    declarations: [],
    contracts: [],
    safeguardsReported: [],
    claims: [],
    notes: [],
    sources: [],
    ...given,
  }
}

/** An accepted match of two entries. */
export function matched(from: Entry, to: Entry): MatchPair {
  return {
    agency: to.agency,
    from: { key: from.key, row: from.row },
    to: { key: to.key, row: to.row },
    score: 0.7,
    why: {
      accepted: 'score',
      nameCosine: 0.7,
      textCosine: 0.7,
      sameBureau: true,
      equalName: false,
      margin: 0.2,
      words: [],
    },
  }
}

/** Facts of a day after the deadline of M-25-21 section 4(a). */
export function factsOf(entries: readonly Entry[], given: Partial<RegisterFacts> = {}): RegisterFacts {
  return {
    entries,
    columnStatus: [],
    sources: [],
    awards: [],
    agreements: [],
    systems: [],
    matches: { fromYear: 2024, toYear: 2025, pairs: [], undecided: [], relations: [], vanished: [], new: [] },
    asOf: '2026-08-01',
    ...given,
  }
}

/** Facts of these entries alone. */
export function of(...entries: readonly Entry[]): RegisterFacts {
  return factsOf(entries)
}

/** The same entry several times over, each with a row and key of its own. */
export function times(count: number, make: (at: number) => Entry): readonly Entry[] {
  return Array.from({ length: count }, (_, at) => make(at))
}
