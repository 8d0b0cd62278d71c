import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './machine.js'
import { multiply } from './multiply.js'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))

/**
 * Seconds of one command that imports all three federal years and judges them by all rules, process start and database
 * start included, into an empty data folder; once for each factor of agencies.
 */
export function benchImport(data, { factors = [1, 10], runs = 3 } = {}) {
  return factors.map((factor) => {
    const folder = mkdtempSync(join(tmpdir(), 'recourse-bench-'))
    try {
      const files = multiply(data, factor, folder)
      const seconds = []
      let result = null
      for (let run = 0; run < (factor >= 10 ? 1 : runs); run++) {
        const env = {
          ...process.env,
          RECOURSE_DATA: join(folder, `data-${run}`),
          NODE_OPTIONS: factor > 10 ? '--max-old-space-size=16000' : '',
        }
        recourse(['check', '--json'], env)
        const since = performance.now()
        result = JSON.parse(recourse(['register', 'import', ...files, '--json'], env))
        seconds.push((performance.now() - since) / 1_000)
        if (run === 0)
          result.findings = JSON.parse(recourse(['register', 'findings', '--rule', 'HI-01', '--json'], env)).total
        rmSync(env.RECOURSE_DATA, { recursive: true, force: true })
      }
      const rows = result.files.reduce((sum, file) => sum + file.rows, 0)
      return {
        factor,
        rows,
        runs: seconds.length,
        seconds: median(seconds),
        perThousandRows: (median(seconds) / rows) * 1_000,
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

function recourse(args, env) {
  const done = spawnSync(process.execPath, [COMMAND, ...args], { env, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (done.status !== 0) throw new Error(`recourse ${args.join(' ')} ended with ${done.status}: ${done.stderr}`)
  return done.stdout
}
