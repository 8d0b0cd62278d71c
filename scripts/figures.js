// Computes the figures this project ships (packages/register/src/figure/published.json) from the published files.
// Usage: npm run figures [-- FOLDER]; FOLDER holds omb-2023/, omb-2024/, ... and defaults to ../shared/data/register.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { publishedFigures } from '../packages/register/dist/index.js'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = process.argv[2] ?? join(ROOT, '../shared/data/register')
const OUT = join(ROOT, 'packages/register/src/figure/published.json')

/** One file a format and year, the newest version of each. */
const FILES = [
  'omb-2023/2023_consolidated_ai_inventory_raw.csv',
  'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv',
  'omb-2025/2025_individually_reported_AI_use_cases.csv',
  'omb-2025/2025_consolidated_COTS_AI_use_cases.csv',
  'omb-2025/data_sourcing_summary.md',
  'contracts/dhs_awards.json',
  'uk-atrs/atrs_records.csv',
]

/** The day the 2025 files were last changed at their publisher: deadline rules speak from it. */
const AS_OF = '2026-04-14'

const published = publishedFigures({
  files: FILES.map((path) => ({ file: basename(path), bytes: readFileSync(join(FOLDER, path)) })),
  asOf: AS_OF,
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
})
writeFileSync(OUT, `${JSON.stringify(published, null, 2)}\n`)
const { years, findings } = published.figures
process.stdout.write(`${OUT}: ${years.length} agencies and years, ${findings.length} rules with findings\n`)
