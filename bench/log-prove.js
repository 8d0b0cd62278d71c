import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provePlace } from '../apps/server/dist/index.js'
import { percentile } from './machine.js'
import { makeLog } from './make-log.js'

const PROOFS = 1_000

/** Proofs of leaves spread over made-up logs, from local tiles, each verified before it counts. `cpuMs` of one proof tells more than its time where other work is under way. */
export async function benchLogProve({ leaves = [1_000, 10_000, 100_000, 1_000_000] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-bench-prove-'))
  try {
    const results = []
    for (const count of leaves) {
      const place = join(folder, String(count))
      const vkey = makeLog(place, count)
      const times = []
      const begun = process.cpuUsage()
      for (let i = 0; i < PROOFS; i++) {
        const index = BigInt((i * 7_919) % count)
        const since = performance.now()
        await provePlace(place, index, [vkey])
        times.push(performance.now() - since)
      }
      const { user, system } = process.cpuUsage(begun)
      const cpuMs = (user + system) / 1_000 / PROOFS
      rmSync(place, { recursive: true, force: true })
      results.push({ leaves: count, cpuMs, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) })
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
