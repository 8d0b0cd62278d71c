import type { Entry } from '../entry/entry.ts'
import { answer } from '../finding/read.ts'
import { columnOfTopic } from './declared.ts'

export type Stage = 'pre-deployment' | 'pilot' | 'deployed' | 'retired'

const STAGES: ReadonlyMap<string, Stage> = new Map([
  ['pre-deployment', 'pre-deployment'],
  ['pilot', 'pilot'],
  ['deployed', 'deployed'],
  ['retired', 'retired'],
  // 2024 and 2023: exact known words only. "Implementation and Assessment" is neither before nor after deployment.
  ['initiated', 'pre-deployment'],
  ['initiation', 'pre-deployment'],
  ['planned', 'pre-deployment'],
  ['ideation', 'pre-deployment'],
  ['planned (not in production)', 'pre-deployment'],
  ['development (not in production)', 'pre-deployment'],
  ['acquisition and/or development', 'pre-deployment'],
  ['development and acquisition', 'pre-deployment'],
  ['operation and maintenance', 'deployed'],
  ['operation and management', 'deployed'],
  ['in production', 'deployed'],
  ['in mission', 'deployed'],
  ['in-use', 'deployed'],
  // The Dutch standard's own words.
  ['in ontwikkeling', 'pre-deployment'],
  ['in gebruik', 'deployed'],
  ['buiten gebruik', 'retired'],
])

/** The stage in one vocabulary, `null` where none is declared or its words are none of the known ones. */
export function stageOf(entry: Entry): Stage | null {
  const column = columnOfTopic(entry.format, 'stage')
  return column === undefined ? null : (STAGES.get(answer(entry, column).toLowerCase()) ?? null)
}

export type Impact = 'high' | 'not-high'

const IMPACTS: ReadonlyMap<string, Impact> = new Map([
  ['high-impact', 'high'],
  ['presumed high-impact, but not high-impact', 'not-high'],
  ['not high-impact', 'not-high'],
  ['rights-impacting', 'high'],
  ['safety-impacting', 'high'],
  ['both', 'high'],
  ['neither', 'not-high'],
])

/** What the agency determined, `null` where nothing is declared or the declaration puts it off. */
export function impactOf(entry: Entry): Impact | null {
  const column = columnOfTopic(entry.format, 'impact')
  return column === undefined ? null : (IMPACTS.get(answer(entry, column).toLowerCase()) ?? null)
}
