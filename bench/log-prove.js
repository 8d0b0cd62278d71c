import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { provePlace } from '../apps/server/dist/index.js'
import { machine, percentile } from './machine.js'
import { makeLog } from './make-log.js'

const PROOFS = 1_000

/** Proofs of leaves spread over made-up logs, from local tiles, each verified before it counts: `node bench/log-prove.js [--leaves 1000,1000000]`. */
export async function benchLogProve({ leaves = [1_000, 10_000, 100_000, 1_000_000] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-bench-prove-'))
  try {
    const results = []
    for (const count of leaves) {
      const place = join(folder, String(count))
      const vkey = makeLog(place, count)
      const times = []
      for (let i = 0; i < PROOFS; i++) {
        const index = BigInt((i * 7_919) % count)
        const since = performance.now()
        await provePlace(place, index, [vkey])
        times.push(performance.now() - since)
      }
      rmSync(place, { recursive: true, force: true })
      results.push({ leaves: count, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) })
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2)
  const leaves = args.includes('--leaves') ? args[args.indexOf('--leaves') + 1].split(',').map(Number) : undefined
  const result = await benchLogProve(leaves === undefined ? {} : { leaves })
  process.stdout.write(`${JSON.stringify({ machine: machine(), logProve: result }, null, 2)}\n`)
}
