import type { Representation } from './representation.ts'

export interface PageCache {
  /**
   * The representation under `version` and `key`, made at most once however many ask at the same time. A failure is told to all who
   * waited and kept for nobody.
   */
  get(
    version: string,
    key: string,
    make: () => Promise<Representation>,
  ): Promise<{ readonly shown: Representation; readonly hit: boolean }>
  readonly sizeBytes: number
  readonly entries: number
}

interface Entry {
  readonly version: string
  readonly made: Promise<Representation>
  sizeBytes: number
}

const LARGEST_SHARE = 8

/**
 * Answers that are pure functions of register version and address, kept in this process alone: never stale, since another version is
 * another key, and never a reader's own, since `make` is given nothing of the reader. The least recently used go first;
 * what is larger than an eighth of the whole is not kept.
 */
export function pageCache({ maxBytes }: { readonly maxBytes: number }): PageCache {
  const entries = new Map<string, Entry>()
  let sizeBytes = 0

  const drop = (place: string, entry: Entry) => {
    if (entries.get(place) !== entry) return
    entries.delete(place)
    sizeBytes -= entry.sizeBytes
  }

  const dropOtherVersions = (version: string) => {
    const first = entries.values().next().value
    if (first === undefined || first.version === version) return
    for (const [place, entry] of entries) if (entry.version !== version) drop(place, entry)
  }

  const keep = (place: string, entry: Entry, shown: Representation) => {
    if (entries.get(place) !== entry) return
    if (shown.sizeBytes > maxBytes / LARGEST_SHARE) {
      drop(place, entry)
      return
    }
    entry.sizeBytes = shown.sizeBytes
    sizeBytes += shown.sizeBytes
    for (const [oldPlace, old] of entries) {
      if (sizeBytes <= maxBytes) break
      drop(oldPlace, old)
    }
  }

  return {
    async get(version, key, make) {
      const place = `${version} ${key}`
      const known = entries.get(place)
      if (known !== undefined) {
        entries.delete(place)
        entries.set(place, known)
        return { shown: await known.made, hit: true }
      }
      dropOtherVersions(version)
      const entry: Entry = { version, made: make(), sizeBytes: 0 }
      entries.set(place, entry)
      try {
        const shown = await entry.made
        keep(place, entry, shown)
        return { shown, hit: false }
      } catch (error) {
        drop(place, entry)
        throw error
      }
    },
    get sizeBytes() {
      return sizeBytes
    },
    get entries() {
      return entries.size
    },
  }
}

/** Asks `read` at most once in `keepMs`, for all who ask meanwhile. A failure is not kept. */
export function microCached<Value>(
  read: () => Promise<Value>,
  keepMs: number,
  now: () => number,
): () => Promise<Value> {
  let known: { readonly at: number; readonly value: Promise<Value> } | null = null
  return () => {
    const at = now()
    if (known !== null && at >= known.at && at - known.at < keepMs) return known.value
    const asked = { at, value: read() }
    known = asked
    asked.value.catch(() => {
      if (known === asked) known = null
    })
    return asked.value
  }
}
