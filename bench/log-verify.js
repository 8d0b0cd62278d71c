import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeLog } from './make-log.js'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))
const PROBE = fileURLToPath(new URL('./peak-memory.js', import.meta.url))

/**
 * `log verify`, and with `--fsck` `log fsck`, of made-up logs of 70-byte entries in a temporary folder that is removed again. `cpuSeconds` over all threads tells more than seconds where other work is under way.
 */
export function benchLogVerify({ leaves = [100_000, 1_000_000], fsck = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-bench-log-'))
  try {
    return leaves.flatMap((count) => {
      const place = join(folder, String(count))
      const vkey = `${place}.vkey`
      writeFileSync(vkey, `${makeLog(place, count)}\n`)
      const runs = [run('verify', count, ['log', 'verify', place, '--vkey', vkey, '--json'])]
      if (fsck) runs.push(run('fsck', count, ['log', 'fsck', '--dir', place, '--vkey', vkey, '--json']))
      rmSync(place, { recursive: true, force: true })
      return runs
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(what, leaves, args) {
  const done = spawnSync(process.execPath, ['--import', PROBE, COMMAND, ...args], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`log ${what} ended with ${done.status}: ${done.stderr}`)
  const { seconds } = JSON.parse(done.stdout)
  const probe = JSON.parse(done.stderr.trim().split('\n').at(-1) ?? '')
  return {
    what,
    leaves,
    seconds,
    leavesPerSecond: Math.round(leaves / seconds),
    cpuSeconds: probe.cpuSeconds,
    peakMB: probe.peakMB,
  }
}
