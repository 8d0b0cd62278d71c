/** How often each word was counted; words that were not counted are absent. */
export type Tally<Word extends string = string> = Readonly<Partial<Record<Word, number>>>

/** Counts words, in the order of `order` where given (others after it, by the alphabet). */
export function tally<Word extends string>(words: Iterable<Word>, order: readonly Word[] = []): Tally<Word> {
  const counts = new Map<Word, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const known = order.filter((word) => counts.has(word))
  const rest = [...counts.keys()].filter((word) => !order.includes(word)).sort()
  const counted: Partial<Record<Word, number>> = {}
  for (const word of [...known, ...rest]) counted[word] = counts.get(word) ?? 0
  return counted
}

/** Groups by a key, keys by the alphabet. */
export function grouped<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): readonly (readonly [string, Item[]])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = groups.get(key)
    if (list === undefined) groups.set(key, [item])
    else list.push(item)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
