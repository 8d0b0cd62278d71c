import { createHash } from 'node:crypto'
import { type Format, LIMITS, readInventory } from '@recourse/register'
import type { Clock, InventoryToStore, RegisterStore, Sources } from '../ports.ts'
import { judge } from './judge.ts'
import type { ImportedFile, ImportNote, ImportReport } from './view.ts'

/** What is told while a long import runs; never part of the result. */
export type ImportProgress =
  | { readonly step: 'fetched'; readonly place: string; readonly bytes: number; readonly total: number | null }
  | { readonly step: 'stored'; readonly file: ImportedFile }
  | { readonly step: 'judging' }

export interface ImportDeps {
  readonly store: RegisterStore
  readonly sources: Sources
  readonly clock: Clock
}

export interface ImportOptions {
  readonly format?: Format
  readonly onProgress?: (progress: ImportProgress) => void
}

/**
 * Imports files one after another, each whole or not at all, then judges the register once. A file that is refused has
 * zeros and one rejection and leaves the register as it was; its neighbours go in.
 */
export async function importInventories(
  deps: ImportDeps,
  places: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const tell = options.onProgress ?? (() => {})
  const files: ImportedFile[] = []
  const rejections: ImportNote[] = []
  const warnings: ImportNote[] = []
  let loading = places[0] === undefined ? null : load(deps, places[0], options)
  for (let at = 0; loading !== null; at++) {
    const loaded = await loading
    const following = places[at + 1]
    const next = (): void => {
      // Read while this one is written; a failure is met when its turn comes.
      loading = following === undefined ? null : load(deps, following, options)
      loading?.catch(() => undefined)
    }
    if (!loaded.ok) {
      files.push(loaded.file)
      rejections.push(loaded.rejection)
      next()
      continue
    }
    const { read, file: name, sha256 } = loaded.inventory
    const storing = deps.store.importInventory({ ...loaded.inventory, at: deps.clock.now() })
    next()
    const { added, updated, unchanged, rejected } = await storing
    const file: ImportedFile = {
      file: name,
      format: read.format,
      rows: read.rows,
      added,
      updated,
      unchanged,
      rejected,
      sha256,
    }
    files.push(file)
    rejections.push(...read.rejections)
    warnings.push(...read.warnings)
    tell({ step: 'stored', file })
  }
  tell({ step: 'judging' })
  await judge(deps)
  return { files, rejections, warnings }
}

type Loaded =
  | { readonly ok: true; readonly inventory: Omit<InventoryToStore, 'at'> }
  | { readonly ok: false; readonly file: ImportedFile; readonly rejection: ImportNote }

async function load(deps: ImportDeps, place: string, { format, onProgress }: ImportOptions): Promise<Loaded> {
  const source = await deps.sources.read(place, LIMITS.fileBytes, (bytes, total) =>
    onProgress?.({ step: 'fetched', place, bytes, total }),
  )
  if (!source.ok) {
    const { file, code, message } = source
    return { ok: false, file: refused(file, null, ''), rejection: { file, row: null, column: null, code, message } }
  }
  const { file, bytes } = source
  const hash = (input: Uint8Array): Uint8Array => createHash('sha256').update(input).digest()
  const sha256 = Buffer.from(hash(bytes)).toString('hex')
  const read = readInventory({ file, bytes, ...(format === undefined ? {} : { format }), sha256: hash })
  if (!read.ok) return { ok: false, file: refused(file, read.format, sha256), rejection: read.rejections[0] }
  return { ok: true, inventory: { file, sha256, sizeBytes: bytes.length, source: source.source, read } }
}

function refused(file: string, format: Format | null, sha256: string): ImportedFile {
  return { file, format, rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, sha256 }
}
