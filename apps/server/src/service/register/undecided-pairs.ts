import { type Entry, type EntryKey, type MatchPair, type MatchResult, summary } from '@recourse/register'
import type { RegisterStore, ReviewedPair } from '../ports.ts'
import { federalMatches } from './judge.ts'

/** One entry of a pair as a person compares it: declared words, and where they stand. */
export interface PairSide {
  readonly key: EntryKey
  readonly year: number
  readonly file: string
  readonly row: number
  readonly name: string
  readonly bureau: string
  readonly id: string
  readonly stage: string
  readonly purpose: string
  readonly benefits: string
  readonly outputs: string
}

export interface UndecidedPair {
  readonly pair: MatchPair
  readonly from: PairSide
  readonly to: PairSide
}

/** Matching of all years as it stands: kept by the version of the facts, since it reads every entry. */
export interface PairReader {
  /** Undecided pairs of one agency, or of all, by agency and then in the procedure's order. */
  undecided(agency: string | null): Promise<readonly UndecidedPair[]>
}

/** One computation a version of the facts, shared by all who ask meanwhile; a failed one is not kept. */
export function pairReader(store: RegisterStore): PairReader {
  let held: { readonly version: string; readonly pairs: Promise<readonly UndecidedPair[]> } | null = null
  const read = async () => {
    // What is hidden after a report changes what is shown, not the facts.
    const { shown } = await store.version()
    const version = String(shown)
    if (held?.version !== version) {
      const pairs = undecidedPairs(store)
      held = { version, pairs }
      pairs.catch(() => {
        if (held?.pairs === pairs) held = null
      })
    }
    return held.pairs
  }
  return {
    async undecided(agency) {
      const pairs = await read()
      return agency === null ? pairs : pairs.filter(({ pair }) => pair.agency === agency)
    },
  }
}

async function undecidedPairs(store: RegisterStore): Promise<readonly UndecidedPair[]> {
  const [facts, hidden] = await Promise.all([store.loadFacts(), store.hiddenCells()])
  const entries = new Map(facts.entries.map((entry) => [placeOf(entry.year, entry.key), entry]))
  const withheld = new Set(hidden.map((cell) => placeOf(cell.year, cell.key)))
  const side = (year: number, key: EntryKey): PairSide | null => {
    const entry = entries.get(placeOf(year, key))
    return entry === undefined ? null : sideOf(entry, withheld.has(placeOf(year, key)))
  }
  return federalMatches(facts)
    .matches.flatMap((match) => pairsOf(match, side))
    .sort((a, b) => (a.pair.agency < b.pair.agency ? -1 : a.pair.agency > b.pair.agency ? 1 : 0))
}

function pairsOf(match: MatchResult, side: (year: number, key: EntryKey) => PairSide | null): readonly UndecidedPair[] {
  return match.undecided.flatMap((pair) => {
    const from = side(match.fromYear, pair.from.key)
    const to = side(match.toYear, pair.to.key)
    return from === null || to === null ? [] : [{ pair, from, to }]
  })
}

/** Of an entry with a hidden text no words are shown at all: which column a word came from is not known here. */
function sideOf(entry: Entry, withheld: boolean): PairSide {
  const { key, year, file, row, bureau, id, name } = entry
  const words = summary(entry)
  const place = { key, year, file, row, bureau, id, stage: words.stage }
  if (withheld) return { ...place, name: '', purpose: '', benefits: '', outputs: '' }
  return { ...place, name, purpose: words.purpose, benefits: words.benefits, outputs: words.outputs }
}

function placeOf(year: number, key: EntryKey): string {
  return `${year} ${key}`
}

/** What persons settled, newest first. */
export async function settledPairs(store: RegisterStore): Promise<readonly ReviewedPair[]> {
  return [...(await store.matchReviews())].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
