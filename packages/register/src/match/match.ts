import type { EntryKey, Year } from '../entry/entry.ts'

export interface MatchEnd {
  readonly key: EntryKey
  readonly row: number
}

/** Why two entries of different years were put together: every part of the score, in words a person can check. */
export interface MatchWhy {
  /** `reviewed` is a person's settled verdict, replayed. */
  readonly accepted: 'equal-id' | 'equal-name' | 'score' | 'reviewed' | null
  readonly nameCosine: number
  readonly textCosine: number
  readonly sameBureau: boolean
  readonly equalName: boolean
  /** Distance of the score to the next best candidate on either side. */
  readonly margin: number
  /** The five heaviest shared words. */
  readonly words: readonly string[]
}

export interface MatchPair {
  readonly agency: string
  readonly from: MatchEnd
  readonly to: MatchEnd
  readonly score: number
  readonly why: MatchWhy
}

/** A person's verdict on an undecided pair; stored as data, replayed on re-import. */
export interface MatchReview {
  readonly from: EntryKey
  readonly to: EntryKey
  readonly verdict: 'same' | 'split' | 'merged' | 'different'
}

export interface MatchResult {
  readonly fromYear: Year
  readonly toYear: Year
  readonly pairs: readonly MatchPair[]
  readonly undecided: readonly MatchPair[]
  /** Split or merge relations settled by a person: not pairs. */
  readonly relations: readonly (MatchPair & { readonly verdict: 'split' | 'merged' })[]
  readonly vanished: readonly MatchEnd[]
  readonly new: readonly MatchEnd[]
}
