/** Below this, a kind and a day point at a person. */
export const FEWEST_PER_GRANULE = 11

/** Events of each kind that are expected within one granule of the log's time. */
export type ExpectedPerGranule = ReadonlyMap<number, number>

/** Kinds that the rule is about: those of a case. The register's and the log's own are about nobody. */
function isOfACase(kind: number): boolean {
  return kind >> 4 >= 1 && kind >> 4 <= 7
}

/**
 * Whether a log may show full kinds (abuse.md P28): `groups` as soon as some kind of a case's events is expected fewer
 * than 11 times a granule, or none is known. Settled at `init` for the whole log, never for one event. A seeded case
 * uses ordinary kinds and is counted with them.
 */
export function kindsFor(expected: ExpectedPerGranule): 'full' | 'groups' {
  const cases = [...expected].filter(([kind]) => isOfACase(kind))
  if (cases.length === 0) return 'groups'
  return cases.every(([, count]) => count >= FEWEST_PER_GRANULE) ? 'full' : 'groups'
}
