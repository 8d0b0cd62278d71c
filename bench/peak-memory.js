import { isMainThread } from 'node:worker_threads'

/** Loaded before a command by `--import`: as the process ends, the last line on stderr is what it used, all threads together. */
if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    const used = { peakMB: Math.round(maxRSS / 1024), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
    process.stderr.write(`${JSON.stringify(used)}\n`)
  })
}
