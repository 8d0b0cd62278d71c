import { clean } from './clean.ts'
import type { EntryFormat } from './entry.ts'

/**
 * Where a use case stands, told across formats for filters and exports; the declared words stay beside it, since the
 * years ask differently. `other`: a declared stage that is none of the format's known words. '': not declared.
 */
export type StageGroup = 'planned' | 'in-development' | 'pilot' | 'in-use' | 'retired' | 'other' | ''

/** Exact words alone, any case: 2023 is free text in 26 spellings, and a sentence about a stage is no stage. */
const WORDS: { readonly [format in EntryFormat]?: Readonly<Record<Exclude<StageGroup, 'other' | ''>, string[]>> } = {
  'omb-2023': {
    planned: ['initiation', 'planned (not in production)'],
    'in-development': ['development and acquisition', 'development (not in production)', 'implementation'],
    pilot: [],
    'in-use': [
      'operation and maintenance',
      'operation and management',
      'in-use',
      'in mission',
      'in production: less than 6 months',
      'in production: less than six months',
      'in production: less than one year',
      'in production: more than 1 year',
    ],
    retired: ['retired'],
  },
  'omb-2024': {
    planned: ['initiated', 'planned', 'ideation'],
    'in-development': ['acquisition and/or development', 'implementation and assessment'],
    pilot: [],
    'in-use': ['operation and maintenance', 'in production', 'in mission'],
    retired: ['retired'],
  },
  'omb-2025': {
    planned: [],
    'in-development': ['pre-deployment'],
    pilot: ['pilot'],
    'in-use': ['deployed'],
    retired: ['retired'],
  },
  'nl-1.0': {
    planned: [],
    'in-development': ['in ontwikkeling'],
    pilot: [],
    'in-use': ['in gebruik'],
    retired: ['buiten gebruik'],
  },
}

const GROUPS = ['planned', 'in-development', 'pilot', 'in-use', 'retired'] as const

/** Group of a declared stage; the commercial list and the ATRS index declare none. */
export function stageGroup(format: EntryFormat, declared: string): StageGroup {
  const word = clean(declared).toLowerCase()
  const words = WORDS[format]
  if (word === '' || words === undefined) return ''
  return GROUPS.find((group) => words[group].includes(word)) ?? 'other'
}
