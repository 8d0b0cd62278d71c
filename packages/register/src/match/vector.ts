/** Words of one text as a unit vector over the agency's vocabulary; `ids` and `weights` run in parallel. */
export interface WordVector {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

/** Words of an agency's entries in both years, each with how much it tells. */
export interface Vocabulary {
  readonly idOf: ReadonlyMap<string, number>
  /** ln((N + 1) / (df + 0.5)) by word id: 0 or nearly so for a word that stands in every entry. */
  readonly weight: Float64Array
}

/** `documents`: the distinct words of each entry, name and text together, N of them (register reference 5.2). */
export function vocabulary(documents: readonly ReadonlySet<string>[]): Vocabulary {
  const idOf = new Map<string, number>()
  const frequency: number[] = []
  for (const document of documents) {
    for (const word of document) {
      const id = idOf.get(word) ?? idOf.size
      if (id === idOf.size) idOf.set(word, id)
      frequency[id] = (frequency[id] ?? 0) + 1
    }
  }
  return { idOf, weight: Float64Array.from(frequency, (df) => Math.log((documents.length + 1) / (df + 0.5))) }
}

/** Weight times number of occurrences, scaled to length 1; a text without words is the empty vector. */
export function wordVector(words: readonly string[], { idOf, weight }: Vocabulary): WordVector {
  const counts = new Map<number, number>()
  for (const word of words) {
    const id = idOf.get(word)
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const ids = new Int32Array(counts.size)
  const weights = new Float64Array(counts.size)
  let at = 0
  let squares = 0
  for (const [id, count] of counts) {
    const value = count * (weight[id] ?? 0)
    ids[at] = id
    weights[at] = value
    squares += value * value
    at += 1
  }
  const length = Math.sqrt(squares)
  if (length > 0) for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) / length
  return { ids, weights }
}

/** Cosine of one vector with each of many, by position: a pass over shared words only. Rounded to a millionth. */
export function cosines(one: WordVector, index: WordIndex): Float64Array {
  const sums = new Float64Array(index.size)
  for (let at = 0; at < one.ids.length; at += 1) {
    const posting = index.postings[one.ids[at] ?? -1]
    if (posting === undefined) continue
    const own = one.weights[at] ?? 0
    const { entries, weights } = posting
    for (let i = 0; i < entries.length; i += 1) {
      const entry = entries[i] ?? 0
      sums[entry] = (sums[entry] ?? 0) + own * (weights[i] ?? 0)
    }
  }
  for (let at = 0; at < sums.length; at += 1) sums[at] = Math.min(1, Math.round((sums[at] ?? 0) * 1e6) / 1e6)
  return sums
}

/** Where each word stands among many vectors. */
export interface WordIndex {
  readonly size: number
  /** By word id; empty where no vector holds the word. */
  readonly postings: readonly (
    | { readonly entries: readonly number[]; readonly weights: readonly number[] }
    | undefined
  )[]
}

export function wordIndex(vectors: readonly WordVector[]): WordIndex {
  const postings: ({ entries: number[]; weights: number[] } | undefined)[] = []
  vectors.forEach(({ ids, weights }, entry) => {
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] ?? 0
      const posting = postings[id] ?? { entries: [], weights: [] }
      postings[id] = posting
      posting.entries.push(entry)
      posting.weights.push(weights[at] ?? 0)
    }
  })
  return { size: vectors.length, postings }
}
