import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { type ReadResult, readInventory } from '@recourse/register'

/** The published files stand beside the repository, not in it: tests that need them are skipped by name without. */
const FOLDER = new URL('../../../shared/data/register/', import.meta.url)

export const hasPublishedFiles = existsSync(FOLDER)

const PATHS = {
  'omb-2023': 'omb-2023/2023_consolidated_ai_inventory_raw.csv',
  'omb-2024': 'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv',
  'omb-2025': 'omb-2025/2025_individually_reported_AI_use_cases.csv',
  'omb-2025-cots': 'omb-2025/2025_consolidated_COTS_AI_use_cases.csv',
  'omb-2025-sourcing': 'omb-2025/data_sourcing_summary.md',
  contracts: 'contracts/dhs_awards.json',
  atrs: 'uk-atrs/atrs_records.csv',
} as const

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** Reads one published file; throws where it is refused, so that a test says which. */
export function publishedFile(name: keyof typeof PATHS): Extract<ReadResult, { ok: true }> {
  const { file, bytes } = fileAt(PATHS[name])
  const result = readInventory({ file, bytes, sha256 })
  if (!result.ok) throw new Error(`${file}: ${result.rejections[0].message}`)
  return result
}

/** The files the shipped figures are computed from, as `scripts/figures.js` takes them. */
export function publishedFigureFiles(): { readonly file: string; readonly bytes: Uint8Array }[] {
  return Object.values(PATHS).map(fileAt)
}

function fileAt(path: string): { readonly file: string; readonly bytes: Uint8Array } {
  return { file: path.slice(path.lastIndexOf('/') + 1), bytes: readFileSync(new URL(path, FOLDER)) }
}
