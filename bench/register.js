import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeFigures } from './figures.js'
import { benchImport } from './import.js'
import { machine } from './machine.js'
import { benchPages } from './pages.js'
import { benchSite, sizes } from './site.js'

/**
 * `npm run bench -- [import] [pages] [site] [--factors 1,10,100] [--write]`: all parts without a name. Needs the published
 * inventories beside the project; `--write` puts the figures into docs/figures.md.
 */
const args = process.argv.slice(2)
const DATA = fileURLToPath(new URL('../../shared/data/register', import.meta.url))
const wanted = (part) =>
  args.filter((arg) => !arg.startsWith('--') && !/^[\d,]+$/.test(arg)).length === 0 || args.includes(part)

if (!existsSync(DATA)) {
  process.stderr.write(
    'bench: the published inventories are not beside the project (../shared/data/register); nothing measured.\n',
  )
  process.exit(4)
}

const result = { machine: machine() }
if (wanted('import')) {
  const factors = args.includes('--factors') ? args[args.indexOf('--factors') + 1].split(',').map(Number) : [1, 10]
  result.import = benchImport(DATA, { factors })
}
if (wanted('pages') || wanted('site')) {
  const data = mkdtempSync(join(tmpdir(), 'recourse-bench-'))
  try {
    importEverything(data)
    if (wanted('pages')) result.pages = await benchPages(data)
    if (wanted('site')) result.site = { ...sizes(), pages: await benchSite(data) }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (args.includes('--write')) write(result)

function importEverything(data) {
  const command = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))
  const files = [
    'omb-2023/2023_consolidated_ai_inventory_raw.csv',
    'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv',
    'omb-2025/2025_individually_reported_AI_use_cases.csv',
    'omb-2025/2025_consolidated_COTS_AI_use_cases.csv',
    'omb-2025/data_sourcing_summary.md',
    'uk-atrs/atrs_records.csv',
    'contracts/dhs_awards.json',
  ].map((file) => join(DATA, file))
  const done = spawnSync(process.execPath, [command, 'register', 'import', ...files, '--data', data], {
    stdio: 'inherit',
  })
  if (done.status !== 0) throw new Error(`import ended with ${done.status}`)
}

/** Into docs/figures.md. */
function write({ machine: where, import: imported, pages, site }) {
  const blocks = {}
  if (imported) {
    blocks.import = [
      '| agencies times | records | runs | seconds, median | ms per 1,000 records |',
      '|---|---|---|---|---|',
      ...imported.map(
        (one) =>
          `| ${one.factor} | ${one.rows.toLocaleString('en')} | ${one.runs} | ${one.seconds.toFixed(2)} | ${(one.perThousandRows * 1_000).toFixed(0)} |`,
      ),
    ]
  }
  if (pages) {
    blocks.pages = [
      `${pages.readers} readers, each asking again ${pages.thinkMs} ms after an answer; ${pages.requests} requests: median ${pages.medianMs.toFixed(1)} ms, p95 ${pages.p95Ms.toFixed(1)} ms.`,
      '',
      '| address | requests | median ms | p95 ms | the very first time, ms |',
      '|---|---|---|---|---|',
      ...pages.byAddress.map(
        (one) =>
          `| \`${one.path}\` | ${one.n} | ${one.medianMs.toFixed(1)} | ${one.p95Ms.toFixed(1)} | ${one.firstMs?.toFixed(0) ?? ''} |`,
      ),
    ]
  }
  if (site) {
    blocks.site = [
      `All style sheets: ${(site.cssBytes / 1_000).toFixed(1)} kB gzipped; all scripts: ${(site.scriptBytes / 1_000).toFixed(1)} kB gzipped, that of \`/verify\` (${(site.verifyBytes / 1_000).toFixed(1)} kB) apart.`,
      '',
      '| page | performance | accessibility | best practices | SEO | simulated first paint ms | largest paint ms | shift | first view ms |',
      '|---|---|---|---|---|---|---|---|---|',
      ...(site.pages ?? []).map(
        (one) =>
          `| \`${one.path}\` | ${one.performance} | ${one.accessibility} | ${one.bestPractices} | ${one.seo} | ${one.firstPaintMs} | ${one.largestPaintMs} | ${one.shift.toFixed(3)} | ${Math.round(one.firstViewMs)} |`,
      ),
    ]
  }
  writeFigures(where, blocks)
}
