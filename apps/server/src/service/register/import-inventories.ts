import { createHash } from 'node:crypto'
import { type Format, LIMITS, readInventory } from '@recourse/register'
import type { Clock, RegisterStore, Sources } from '../ports.ts'
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

/**
 * Imports files one after another, each whole or not at all, then judges the register once. A file that is refused has
 * zeros and one rejection and leaves the register as it was; its neighbours go in.
 */
export async function importInventories(
  deps: ImportDeps,
  places: readonly string[],
  options: { readonly format?: Format; readonly onProgress?: (progress: ImportProgress) => void },
): Promise<ImportReport> {
  const tell = options.onProgress ?? (() => {})
  const files: ImportedFile[] = []
  const rejections: ImportNote[] = []
  const warnings: ImportNote[] = []
  for (const place of places) {
    const source = await deps.sources.read(place, LIMITS.fileBytes, (bytes, total) =>
      tell({ step: 'fetched', place, bytes, total }),
    )
    if (!source.ok) {
      files.push(refused(source.file, null, ''))
      rejections.push({ file: source.file, row: null, column: null, code: source.code, message: source.message })
      continue
    }
    const digest = createHash('sha256').update(source.bytes).digest('hex')
    const read = readInventory({
      file: source.file,
      bytes: source.bytes,
      ...(options.format === undefined ? {} : { format: options.format }),
      sha256: (bytes) => createHash('sha256').update(bytes).digest(),
    })
    if (!read.ok) {
      files.push(refused(source.file, read.format, digest))
      rejections.push(...read.rejections)
      continue
    }
    const stored = await deps.store.importInventory({
      file: source.file,
      sha256: digest,
      sizeBytes: source.bytes.length,
      source: source.source,
      at: deps.clock.now(),
      read,
    })
    const file: ImportedFile = {
      file: source.file,
      format: read.format,
      rows: read.rows,
      added: stored.added,
      updated: stored.updated,
      unchanged: stored.unchanged,
      rejected: stored.rejected,
      sha256: digest,
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

function refused(file: string, format: Format | null, sha256: string): ImportedFile {
  return { file, format, rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, sha256 }
}
