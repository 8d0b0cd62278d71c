import { AGREEMENTS } from '../agreement/agreements.ts'
import type { Entry } from '../entry/entry.ts'
import type { Sha256 } from '../entry/key.ts'
import { evaluate } from '../finding/evaluate.ts'
import { readInventory } from '../inventory/read-inventory.ts'
import type { ReadResult } from '../inventory/read-result.ts'
import { matchYears } from '../match/match-years.ts'
import { NAMED_SYSTEMS } from '../system/systems.ts'
import { type Figures, figures } from './figures.ts'

/** Figures shipped with the project, so that a fresh clone shows a real register; from these files and no others. */
export interface PublishedFigures {
  readonly schema: typeof PUBLISHED_SCHEMA
  /** Day the findings are judged for. */
  readonly asOf: string
  readonly sources: readonly FigureSource[]
  readonly figures: Figures
}

export interface FigureSource {
  readonly file: string
  readonly format: string
  /** Hexadecimal, of the file's bytes. */
  readonly sha256: string
  readonly rows: number
}

export const PUBLISHED_SCHEMA = 'recourse.figures/1'

type Read = Extract<ReadResult, { readonly ok: true }>

/**
 * Reads inventories, matches their years, judges them and counts: all that stands between the published files and the
 * shipped figures. Throws where a file is refused. Take one file a format and year: the newest version.
 */
export function publishedFigures(given: {
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array }[]
  readonly asOf: string
  readonly sha256: Sha256
}): PublishedFigures {
  const { asOf, sha256 } = given
  const read = given.files.map(({ file, bytes }) => ({
    file,
    bytes,
    result: accepted(readInventory({ file, bytes, sha256 }), file),
  }))
  const results = read.map(({ result }) => result)
  const entries = results.flatMap((result) => result.entries)
  const columnStatus = results.flatMap((result) => result.columnStatus)
  const awards = results.flatMap((result) => result.awards)
  const of = (format: Entry['format']) => entries.filter((entry) => entry.format === format)
  const earlier = matchYears({ from: of('omb-2023'), to: of('omb-2024'), reviews: [] })
  const matches = matchYears({ from: of('omb-2024'), to: of('omb-2025'), reviews: [] })
  const findings = evaluate({
    entries,
    columnStatus,
    sources: results.flatMap((result) => result.sources),
    awards,
    agreements: AGREEMENTS,
    systems: NAMED_SYSTEMS,
    matches,
    asOf,
  })
  return {
    schema: PUBLISHED_SCHEMA,
    asOf,
    sources: read.map(({ file, bytes, result }) => ({
      file,
      format: result.format,
      sha256: hexadecimal(sha256(bytes)),
      rows: result.rows,
    })),
    figures: figures({ entries, columnStatus, awards, matches: [earlier, matches], findings }),
  }
}

function accepted(result: ReadResult, file: string): Read {
  if (result.ok) return result
  const [{ code, message }] = result.rejections
  throw new Error(`${file} is refused (${code}): ${message}`)
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
