import type { Entry, EntryKey } from '../../entry/entry.ts'
import type { Finding, Subject } from '../../finding/finding.ts'

/** Entries by key; a key can stand for an entry in several years. */
export type EntryIndex = ReadonlyMap<EntryKey, readonly Entry[]>

export function indexByKey(entries: readonly Entry[]): EntryIndex {
  const index = new Map<EntryKey, Entry[]>()
  for (const entry of entries) {
    const known = index.get(entry.key)
    if (known === undefined) index.set(entry.key, [entry])
    else known.push(entry)
  }
  return index
}

/** The exported entries a finding is about, in its own order; those that are not exported are skipped. */
export function entriesOf(finding: Finding, index: EntryIndex): readonly Entry[] {
  return keysOf(finding.subject).flatMap((key) => {
    const known = index.get(key) ?? []
    const ofYear = known.find((entry) => entry.year === finding.year) ?? known.at(-1)
    return ofYear === undefined ? [] : [ofYear]
  })
}

function keysOf(subject: Subject): readonly EntryKey[] {
  switch (subject.kind) {
    case 'entry':
    case 'cell':
      return [subject.key]
    case 'pair':
      return subject.to === null ? [subject.from] : [subject.from, subject.to]
    case 'group':
      return subject.keys
    case 'agency':
    case 'column':
    case 'award':
    case 'system':
    case 'agreement':
      return []
  }
}
