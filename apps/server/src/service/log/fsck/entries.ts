import type { Sha256 } from '@recourse/log'
import { type EntryReport, NO_HOURS } from '../verify/entry-report.ts'
import type { Findings } from '../verify/finding.ts'
import type { Archive } from './archive.ts'
import { labelTree } from './label-tree.ts'

const SECONDS = 3_600
/** The usual granularity. */
const DAY = 24

/** What the entries of a log of ours must be among themselves: labels once, index roots right, hours true to the cosignatures. */
export interface EntryChecks {
  take(report: EntryReport): void
}

export function entryChecks(
  sha256: Sha256,
  archive: Archive,
  { granularityHours, isArchiveWhole }: { readonly granularityHours: number | null; readonly isArchiveWhole: boolean },
  findings: Findings,
): EntryChecks {
  const tree = labelTree(sha256)
  const bracket = brackets(archive)
  /** Sizes that were published. A mirror sees some of them, our own database keeps all. */
  const published = isArchiveWhole ? new Set(archive.seen.map(({ size }) => size)) : null

  function checkHours(leaf: number, hours: number): void {
    const place = `leaf ${leaf}`
    if (granularityHours !== null && hours % granularityHours !== 0) {
      findings.add({
        class: 'differs',
        place,
        detail: `${hours} hours are no multiple of the log's ${granularityHours}`,
      })
      return
    }
    const { after, before } = bracket(leaf)
    const unit = (granularityHours ?? DAY) * SECONDS
    // Rounded down, the hours may lie one unit before the moment they mean, and one more is allowed (section 9).
    const isEarly = after !== null && hours * SECONDS < Number(after) - 2 * unit
    const isLate = before !== null && hours * SECONDS > Number(before) + unit
    if (!isEarly && !isLate) return
    const bound = isEarly ? `a tree without it was cosigned at ${after}` : `a tree with it was cosigned at ${before}`
    findings.add({
      class: 'differs',
      place,
      detail: `its hours say ${hours * SECONDS} seconds since 1970, but ${bound}`,
    })
  }

  function checkRoot(
    leaf: number,
    entry: { readonly size: bigint; readonly labels: bigint; readonly root: Uint8Array },
  ): void {
    const wrong = (detail: string): void => findings.add({ class: 'index wrong', place: `leaf ${leaf}`, detail })
    if (entry.size > BigInt(leaf)) {
      wrong(`an index root over ${entry.size} leaves stands before they do`)
      return
    }
    if (published !== null && !published.has(entry.size)) {
      wrong(`it covers ${entry.size} leaves, and no archived checkpoint has that size`)
    }
    const { root, labels } = tree.at(entry.size)
    if (BigInt(labels) !== entry.labels) {
      wrong(`it says ${entry.labels} labels, the first ${entry.size} leaves have ${labels}`)
    } else if (!Buffer.from(root).equals(entry.root)) {
      wrong(`the first ${entry.size} leaves lead to another index root`)
    }
  }

  return {
    take({ first, labels, hours, others }) {
      let other = 0
      for (let i = 0; i < hours.length; i++) {
        const leaf = first + i
        const said = hours[i] ?? NO_HOURS
        if (said !== NO_HOURS) {
          checkHours(leaf, said)
          const held = tree.add(labels, i * 32, leaf)
          if (held !== null) {
            findings.add({ class: 'void event', place: `leaf ${leaf}`, detail: `leaf ${held} has its label already` })
          }
          continue
        }
        const found = others[other]
        if (found?.leaf !== leaf) continue
        other++
        if (found.entry.type === 'index-root') checkRoot(leaf, found.entry)
        else if (leaf !== 0) {
          findings.add({ class: 'void event', place: `leaf ${leaf}`, detail: 'a shard start stands at leaf 0 alone' })
        }
      }
    },
  }
}

/**
 * For rising leaves: the last cosignature of a tree without the leaf, and the first of a tree with it, in POSIX seconds; null where
 * nothing is known.
 */
function brackets({ standing }: Archive): (leaf: number) => { after: bigint | null; before: bigint | null } {
  // The latest time among all smaller trees, and the earliest among this and all larger ones: archives are not in step.
  const latest: bigint[] = []
  const earliest: bigint[] = []
  standing.forEach(({ last }, i) => {
    const before = latest[i - 1]
    latest.push(before !== undefined && before > last ? before : last)
  })
  for (let i = standing.length - 1; i >= 0; i--) {
    const first = standing[i]?.first ?? 0n
    const after = earliest[i + 1]
    earliest[i] = after !== undefined && after < first ? after : first
  }
  let at = 0
  return (leaf) => {
    for (let next = standing[at]; next !== undefined && next.size <= BigInt(leaf); next = standing[at]) at++
    return { after: latest[at - 1] ?? null, before: earliest[at] ?? null }
  }
}
