/** As `Promise.all`, `atOnce` at a time; on trouble it begins no more, and waits for those that have begun. */
export async function each<T, R>(
  atOnce: number,
  values: readonly T[],
  work: (value: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const rest = values.entries()
  let isFailed = false
  const worker = async (): Promise<void> => {
    for (const [at, value] of rest) {
      if (isFailed) return
      try {
        results[at] = await work(value, at)
      } catch (error) {
        isFailed = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, values.length) }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}
