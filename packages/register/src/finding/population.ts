import type { EntryFormat } from '../entry/entry.ts'
import { all, type Condition, is } from './condition.ts'

/** Whose declarations a rule reads: one format's entries, and what they declare of themselves. */
export interface Population {
  readonly words: string
  readonly format: EntryFormat
  /** `null`: every entry of the format. */
  readonly condition: Condition | null
}

export const OVERRIDDEN = 'Presumed High-Impact, but Not High-impact'
export const NOT_HIGH_IMPACT = 'Not High-impact'
export const HIGH_IMPACT = 'High-impact'

/** Every entry of the 2025 individual file: what a rule reads that names no population. */
export const ALL25: Population = { words: 'all entries of 2025', format: 'omb-2025', condition: null }

/** In use, or in a pilot. */
export const LIVE: Population = {
  words: 'entries of 2025 declared deployed or pilot',
  format: 'omb-2025',
  condition: is('development_stage', 'Deployed', 'Pilot'),
}

/** `P` of the register reference: deployed and declared high-impact. */
export const P: Population = {
  words: 'entries of 2025 declared deployed and high-impact',
  format: 'omb-2025',
  condition: all(is('development_stage', 'Deployed'), is('is_high_impact', HIGH_IMPACT)),
}

/** `OV`: presumed high-impact by M-25-21 section 6, determined by the agency not to be. */
export const OV: Population = {
  words: 'entries of 2025 declared presumed high-impact, but determined not high-impact',
  format: 'omb-2025',
  condition: is('is_high_impact', OVERRIDDEN),
}

/** Declared high-impact and still a pilot. */
export const HIGH_IMPACT_PILOT: Population = {
  words: 'entries of 2025 declared pilot and high-impact',
  format: 'omb-2025',
  condition: all(is('development_stage', 'Pilot'), is('is_high_impact', HIGH_IMPACT)),
}

/** 2024: rights-impacting, safety-impacting or both. */
export const IMP24: Condition = is('17_impact_type', 'Rights-Impacting', 'Safety-Impacting', 'Both')

/** 2024: in operation. */
export const OPS24: Condition = is('16_dev_stage', 'Operation and Maintenance', 'In production', 'In mission')

export const ALL24: Population = { words: 'all entries of 2024', format: 'omb-2024', condition: null }

/** `P24`: impacting and in operation, those the 2024 safeguards were for. */
export const P24: Population = {
  words: 'entries of 2024 declared rights- or safety-impacting and in operation',
  format: 'omb-2024',
  condition: all(IMP24, OPS24),
}

export const ALL23: Population = { words: 'all entries of 2023', format: 'omb-2023', condition: null }

/** The 2025 list of common commercial uses: one entry an agency and task. */
export const COMMERCIAL: Population = {
  words: 'all entries of the 2025 commercial list',
  format: 'omb-2025-cots',
  condition: null,
}
