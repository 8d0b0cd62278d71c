import type { Tone } from '../component/status/status.tsx'
import type { ConceptId } from './concept.ts'

/**
 * What an answer comes to once the words of its year are set aside: only for marking that an answer changed between
 * years, and for the shape beside a declared practice. Never shown as a word of its own.
 */
export type Standing =
  | 'yes'
  | 'in-progress'
  | 'no'
  | 'not-applicable'
  | 'precluded'
  | 'waived'
  | 'in-use'
  | 'not-in-use'
  | 'retired'
  | 'high'
  | 'not-high'

/** `null`: the words are none that this concept's question offers, so nothing is concluded from them. */
export function standingOf(concept: ConceptId, value: string): Standing | null {
  const words = value
    .replace(/^[a-z]\) ?/i, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .toLowerCase()
  if (concept === 'stage') return stageOf(words)
  if (concept === 'impact') return impactOf(words)
  if (concept === 'notice') return noticeOf(words)
  const special = ANSWERS[concept]?.find(([begin]) => words.startsWith(begin))
  return special?.[1] ?? plainAnswer(words)
}

/**
 * The tone of a declared practice where a rule asks for it; unknown where the words are none of the question's. Notice is
 * the one question whose "not applicable" no rule holds against the answer (rule L24-04).
 */
export function toneOf(concept: ConceptId, standing: Standing | null): Tone {
  if (concept === 'notice' && standing === 'not-applicable') return 'unknown'
  switch (standing) {
    case 'yes':
      return 'met'
    case 'in-progress':
      return 'owed'
    case 'no':
    case 'not-applicable':
    case 'precluded':
    case 'waived':
      return 'unmet'
    case 'in-use':
    case 'not-in-use':
    case 'retired':
    case 'high':
    case 'not-high':
    case null:
      return 'unknown'
  }
}

function plainAnswer(words: string): Standing | null {
  if (/^(n\/?a\b|not applicable)/.test(words)) return 'not-applicable'
  if (words.includes('has waived this minimum practice') || words.startsWith('caio waived')) return 'waived'
  if (/^no\b/.test(words)) {
    return words.includes('law, operational limitations') ? 'precluded' : 'no'
  }
  if (/^(planned or )?in-progress\b/.test(words)) return 'in-progress'
  if (/^(yes|true)\b/.test(words)) return 'yes'
  return null
}

/** Answers of one question alone: under another question the same words are a shifted value and say nothing (DQ-04). */
const ANSWERS: Readonly<Partial<Record<ConceptId, readonly (readonly [begin: string, standing: Standing])[]>>> = {
  appeal: [
    ['appeal process established', 'yes'],
    ['appeal process in-progress', 'in-progress'],
    ['establishment of an appropriate appeal process is in-progress', 'in-progress'],
    ['appeal precluded by law', 'precluded'],
    ['law, operational limitations', 'precluded'],
  ],
  review: [
    ['internal independent review', 'yes'],
    ['oversight board review', 'yes'],
    ['caio review', 'yes'],
  ],
  testing: [
    ['performance evaluation in operational environment', 'yes'],
    ['impact evaluation in operational environment', 'yes'],
    ['no testing', 'no'],
  ],
  monitoring: [
    ['yes - monitoring established', 'yes'],
    ['development of monitoring protocols is in-prog', 'in-progress'],
    ['intermittent and manually updated', 'yes'],
    ['automated and regularly scheduled updates', 'yes'],
    ['established process of machine learning operations', 'yes'],
    ['no monitoring protocols', 'no'],
  ],
  training: [
    ['training established', 'yes'],
    ['training in-progress', 'in-progress'],
    ['establishment of sufficient and periodic training is in-progress', 'in-progress'],
  ],
}

function stageOf(words: string): Standing | null {
  if (words === 'retired' || words === 'buiten gebruik') return 'retired'
  return STAGES.get(words.replace(/\s+/g, ' ')) ?? null
}

const STAGES: ReadonlyMap<string, Standing> = new Map([
  ['operation and maintenance', 'in-use'],
  ['operation and management', 'in-use'],
  ['in-use', 'in-use'],
  ['in production', 'in-use'],
  ['in mission', 'in-use'],
  ['deployed', 'in-use'],
  ['in gebruik', 'in-use'],
  ['initiated', 'not-in-use'],
  ['initiation', 'not-in-use'],
  ['planned', 'not-in-use'],
  ['ideation', 'not-in-use'],
  ['planned (not in production)', 'not-in-use'],
  ['development (not in production)', 'not-in-use'],
  ['development and acquisition', 'not-in-use'],
  ['acquisition and/or development', 'not-in-use'],
  ['implementation', 'not-in-use'],
  ['implementation and assessment', 'not-in-use'],
  ['pre-deployment', 'not-in-use'],
  ['pilot', 'not-in-use'],
  ['in ontwikkeling', 'not-in-use'],
])

function impactOf(words: string): Standing | null {
  if (['rights-impacting', 'safety-impacting', 'both', 'high-impact'].includes(words)) return 'high'
  if (['neither', 'not high-impact'].includes(words) || words.startsWith('presumed high-impact, but')) return 'not-high'
  return null
}

function noticeOf(words: string): Standing | null {
  if (/^(n\/?a\b|not applicable)/.test(words)) return 'not-applicable'
  if (words.startsWith('none of the above')) return 'no'
  if (/^(online|in-person|in person|email|telephone|phone|mail|physical)\b/.test(words.replace(/^\["?/, '')))
    return 'yes'
  return null
}
