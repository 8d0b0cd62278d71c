import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/** Loaded before a command by `--import`: as the process ends, the last line on stderr is what it used, all threads together. */
if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    const used = {
      peakMB: Math.round((peakOfThisProgram() ?? maxRSS) / 1024),
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    }
    process.stderr.write(`${JSON.stringify(used)}\n`)
  })
}

/** KiB, where Linux tells it: there maxRSS begins with the memory of whoever started the process, as large as a bench that has just made a log. */
function peakOfThisProgram() {
  if (process.platform !== 'linux') return undefined
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return kib === undefined ? undefined : Number(kib)
}
