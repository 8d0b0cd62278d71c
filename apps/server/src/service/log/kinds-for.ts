import { LogStop } from './ports.ts'

/** Below this, a kind and a day point at a person. */
export const FEWEST_PER_GRANULE = 11

/** Events of each kind that are expected within one granule of the log's time. */
export type ExpectedPerGranule = ReadonlyMap<number, number>

/** Group 1 stands for every kind that each case has: none of them is more frequent than cases are. */
const ANY_CASE_KIND = 0x11

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

/**
 * What a log shows that is made for so many cases a granule, of each of which at least one event of some kind is logged.
 * `LogStop` `kinds_unfit` where full kinds are asked for and cases are too few. Null: no case is expected at all, only
 * the register, whose kinds point at nobody.
 */
export function settleKinds(asked: 'full' | 'groups', casesPerGranule: number | null): 'full' | 'groups' {
  if (asked === 'groups' || casesPerGranule === null) return asked
  if (kindsFor(new Map([[ANY_CASE_KIND, casesPerGranule]])) === 'full') return 'full'
  throw new LogStop(
    'kinds_unfit',
    'abuse.md P28',
    `With ${casesPerGranule} cases a granule a kind and a time point at a person. Take --kinds groups, or a --granularity within which at least ${FEWEST_PER_GRANULE} are expected.`,
  )
}
