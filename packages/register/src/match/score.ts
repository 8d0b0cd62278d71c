import type { Entry } from '../entry/entry.ts'
import { bureauLead } from './bureau.ts'
import { isRetired, purposeText } from './column.ts'
import { matchName } from './name.ts'
import { cosines, wordIndex, wordVector } from './vector.ts'
import { heaviestShared, type WordIds, type WordList, wordIds, wordList, wordWeights } from './word.ts'

/** What one entry brings to the comparison, read once. */
export interface Profile {
  readonly entry: Entry
  readonly name: string
  readonly nameWords: WordIds
  readonly textWords: WordIds
  readonly bureau: string
  readonly isRetired: boolean
}

/** All pairs of one agency with their scores; `from` and `to` are positions in record order. */
export interface ScoreTable {
  readonly from: readonly Profile[]
  readonly to: readonly Profile[]
  readonly score: (from: number, to: number) => number
  readonly at: (from: number, to: number) => PairScore
  /** How far the pair is ahead of every other pair of either end; its whole score where there is none. */
  readonly margin: (from: number, to: number) => number
  /** The five heaviest words both entries use, heaviest first. */
  readonly sharedWords: (from: number, to: number) => readonly string[]
}

export interface PairScore {
  /** 0 to 1: 0.55 of the names' cosine, 0.40 of the texts', 0.05 for the same bureau. */
  readonly score: number
  readonly nameCosine: number
  readonly textCosine: number
  readonly sameBureau: boolean
}

/**
 * Scores every pair of one agency's entries (register reference 5.1, 5.2). Cost: its pairs, by the words they share.
 * The words' numbers follow the order of the entries given: give them in record order.
 */
export function scoreTable(fromEntries: readonly Entry[], toEntries: readonly Entry[]): ScoreTable {
  const list = wordList()
  const from = fromEntries.map((entry) => profile(entry, list))
  const to = toEntries.map((entry) => profile(entry, list))
  const weights = wordWeights([...from, ...to], list)
  const names = wordIndex(to.map((side) => wordVector(side.nameWords, weights)))
  const texts = wordIndex(to.map((side) => wordVector(side.textWords, weights)))
  const nameRows = from.map((side) => cosines(wordVector(side.nameWords, weights), names))
  const textRows = from.map((side) => cosines(wordVector(side.textWords, weights), texts))
  const isSameBureau = (i: number, j: number): boolean => {
    const bureau = from[i]?.bureau ?? ''
    return bureau !== '' && bureau === to[j]?.bureau
  }
  const scores = from.map((_, i) => {
    const row = new Float64Array(to.length)
    for (let j = 0; j < to.length; j += 1) {
      const words = 0.55 * (nameRows[i]?.[j] ?? 0) + 0.4 * (textRows[i]?.[j] ?? 0)
      row[j] = Math.min(1, rounded(words + (isSameBureau(i, j) ? 0.05 : 0)))
    }
    return row
  })
  const bestOfFrom = scores.map((row) => topTwo(to.length, (j) => row[j] ?? 0))
  const bestOfTo = to.map((_, j) => topTwo(from.length, (i) => scores[i]?.[j] ?? 0))
  return {
    from,
    to,
    score: (i, j) => scores[i]?.[j] ?? 0,
    at: (i, j) => ({
      score: scores[i]?.[j] ?? 0,
      nameCosine: nameRows[i]?.[j] ?? 0,
      textCosine: textRows[i]?.[j] ?? 0,
      sameBureau: isSameBureau(i, j),
    }),
    margin: (i, j) => {
      const rival = Math.max(otherThan(bestOfFrom[i], j), otherThan(bestOfTo[j], i))
      return rounded((scores[i]?.[j] ?? 0) - rival)
    },
    sharedWords: (i, j) => {
      const [earlier, later] = [from[i], to[j]]
      return earlier === undefined || later === undefined
        ? []
        : heaviestShared(earlier, later, { weights, list, limit: 5 })
    },
  }
}

/** To a millionth, so that no score hangs on the last bit of a logarithm. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

interface TopTwo {
  readonly at: number
  readonly best: number
  readonly second: number
}

function topTwo(size: number, score: (position: number) => number): TopTwo {
  let at = -1
  let best = 0
  let second = 0
  for (let position = 0; position < size; position += 1) {
    const value = score(position)
    if (at === -1 || value > best) {
      second = best
      best = value
      at = position
    } else if (value > second) second = value
  }
  return { at, best, second }
}

function otherThan(top: TopTwo | undefined, position: number): number {
  if (top === undefined) return 0
  return top.at === position ? top.second : top.best
}

function profile(entry: Entry, list: WordList): Profile {
  const name = matchName(entry.name)
  return {
    entry,
    name,
    nameWords: wordIds(name, list),
    textWords: wordIds(purposeText(entry), list),
    bureau: bureauLead(entry),
    isRetired: isRetired(entry),
  }
}
