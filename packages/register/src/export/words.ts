import type { Entry } from '../entry/entry.ts'
import { impactStatus, stageStatus } from '../figure/status.ts'

export type Stage = 'pre-deployment' | 'pilot' | 'deployed' | 'retired'

/** The stage in one vocabulary, `null` where none is declared or its words are none of the known ones. */
export function stageOf(entry: Entry): Stage | null {
  const stage = stageStatus(entry)
  switch (stage) {
    case 'planned':
    case 'in-development':
      return 'pre-deployment'
    case 'in-use':
      return 'deployed'
    case 'pilot':
    case 'retired':
      return stage
    case 'other':
    case 'blank':
    case 'not-asked':
      return null
  }
}

export type Impact = 'high' | 'not-high'

/** What the agency determined, `null` where nothing is declared or the declaration puts it off. */
export function impactOf(entry: Entry): Impact | null {
  switch (impactStatus(entry)) {
    case 'high-impact':
    case 'rights-impacting':
    case 'safety-impacting':
    case 'both':
      return 'high'
    case 'presumed-overridden':
    case 'not-high-impact':
    case 'neither':
      return 'not-high'
    case 'other':
    case 'blank':
    case 'not-asked':
      return null
  }
}
