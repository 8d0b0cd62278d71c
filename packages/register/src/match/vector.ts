import type { WordIds } from './word.ts'

/** One text as a unit vector over its agency's words; `ids` ascend, `weights` run in parallel. */
export interface WordVector {
  readonly ids: Int32Array
  readonly weights: Float64Array
}

/** Weight of each word times how often it stands there, scaled to length 1; without words the empty vector. */
export function wordVector(words: WordIds, wordWeights: Float64Array): WordVector {
  const ids = new Int32Array(words.length)
  const weights = new Float64Array(words.length)
  let size = 0
  for (let at = 0; at < words.length; at += 1) {
    const id = words[at] ?? 0
    if (size === 0 || ids[size - 1] !== id) {
      ids[size] = id
      size += 1
    }
    weights[size - 1] = (weights[size - 1] ?? 0) + (wordWeights[id] ?? 0)
  }
  let squares = 0
  for (let at = 0; at < size; at += 1) squares += (weights[at] ?? 0) ** 2
  const length = Math.sqrt(squares)
  if (length > 0) for (let at = 0; at < size; at += 1) weights[at] = (weights[at] ?? 0) / length
  return { ids: ids.subarray(0, size), weights: weights.subarray(0, size) }
}

/** Where each word stands among many vectors. */
export interface WordIndex {
  readonly size: number
  /** By word number; absent where no vector holds the word. */
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
