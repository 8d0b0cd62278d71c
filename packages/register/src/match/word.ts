/** The words of one agency's entries, each under a small number. */
export interface WordList {
  readonly words: string[]
  readonly idOf: Map<string, number>
}

/** The words of one text by number, ascending, as often as they stand there. */
export type WordIds = Int32Array

export function wordList(): WordList {
  return { words: [], idOf: new Map() }
}

/**
 * Words of two or more characters of a cleaned text: runs of a-z 0-9, case ignored. Words that are not in the list yet
 * join it, so that numbers follow the order in which texts are read.
 */
export function wordIds(cleaned: string, list: WordList): WordIds {
  const found = cleaned.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []
  const ids = new Int32Array(found.length)
  for (let at = 0; at < found.length; at += 1) {
    const word = found[at] ?? ''
    let id = list.idOf.get(word)
    if (id === undefined) {
      id = list.words.length
      list.words.push(word)
      list.idOf.set(word, id)
    }
    ids[at] = id
  }
  return ids.sort()
}

/** How much each word tells, by number: ln((N + 1) / (df + 0.5)), where `df` of the N entries use it in name or text. */
export function wordWeights(
  entries: readonly { readonly nameWords: WordIds; readonly textWords: WordIds }[],
  { words }: WordList,
): Float64Array {
  const frequency = new Int32Array(words.length)
  const lastUse = new Int32Array(words.length).fill(-1)
  entries.forEach(({ nameWords, textWords }, entry) => {
    for (const ids of [nameWords, textWords]) {
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] ?? 0
        if (lastUse[id] === entry) continue
        lastUse[id] = entry
        frequency[id] = (frequency[id] ?? 0) + 1
      }
    }
  })
  return Float64Array.from(frequency, (df) => Math.log((entries.length + 1) / (df + 0.5)))
}

/** The heaviest words that stand in both entries, whether in name or text; heaviest first, ties in the alphabet's order. */
export function heaviestShared(
  a: { readonly nameWords: WordIds; readonly textWords: WordIds },
  b: { readonly nameWords: WordIds; readonly textWords: WordIds },
  { weights, list, limit }: { readonly weights: Float64Array; readonly list: WordList; readonly limit: number },
): readonly string[] {
  const heaviest: { word: string; weight: number }[] = []
  const other = new Set([...b.nameWords, ...b.textWords])
  for (const ids of [a.nameWords, a.textWords]) {
    for (const id of ids) {
      if (!other.delete(id)) continue
      heaviest.push({ word: list.words[id] ?? '', weight: weights[id] ?? 0 })
    }
  }
  return heaviest
    .sort((x, y) => y.weight - x.weight || (x.word < y.word ? -1 : 1))
    .slice(0, limit)
    .map(({ word }) => word)
}
