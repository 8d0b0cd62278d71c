/**
 * What can be wrong with a log (log.md section 9).
 * - `missing`: a file or row that the checkpoint needs is not there.
 * - `differs`: it is there and does not have the content or the width that the rest of the log demands.
 * - `unexpected`: it is there and nothing needs it.
 * - `void event`: a leaf that counts for nobody, as one whose label stands at a lower leaf already.
 * - `index wrong`: an index root that the leaves before it do not lead to.
 * - `forked`: two checkpoints of the log that cannot both be true.
 * - `refused`: a checkpoint that the given keys, policy or size do not bear out.
 */
export type FindingClass = 'missing' | 'differs' | 'unexpected' | 'void event' | 'index wrong' | 'forked' | 'refused'

export interface Finding {
  readonly class: FindingClass
  /** A path below the log's prefix, `leaf 17`, or a table and its key. */
  readonly place: string
  readonly detail: string
}

/** The first so many findings are kept; a log of another origin would fill memory with them. */
const MOST_KEPT = 1_000

/** Findings in the order in which they are made. */
export interface Findings {
  readonly list: readonly Finding[]
  /** Of all, kept or not. */
  count(): number
  add(...found: readonly Finding[]): void
}

export function findings(): Findings {
  const list: Finding[] = []
  let count = 0
  return {
    list,
    count: () => count,
    add(...found) {
      count += found.length
      list.push(...found.slice(0, MOST_KEPT - list.length))
    },
  }
}
