import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A holder that has not touched its lock for so long is gone, whatever bears its process id now. */
const STALE_MS = 120_000
const TOUCH_MS = 2_000

/** Runs `work` while no other process does under the same lock file, waiting for its turn; the lock of a dead process does not hold. */
export async function withBuildLock(path, note, work) {
  await take(path, note)
  const touch = setInterval(() => utimesSync(path, new Date(), new Date()), TOUCH_MS)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    rmSync(path, { force: true })
  }
}

async function take(path, note) {
  for (let told = false; ; ) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = read(path)
    if (holder !== null && isDead(holder)) {
      // Another who waits may have taken it over since we looked: then it is theirs.
      if (read(path)?.pid === holder.pid) rmSync(path, { force: true })
      continue
    }
    if (!told) note(`Waiting for the build of process ${holder?.pid ?? '?'} ...`)
    told = true
    await sleep(100)
  }
}

function read(path) {
  try {
    return { pid: Number(readFileSync(path, 'utf8')), touched: statSync(path).mtimeMs }
  } catch {
    // Given back between the two looks.
    return null
  }
}

function isDead({ pid, touched }) {
  if (Date.now() - touched > STALE_MS) return true
  // Just created, its process id not yet written.
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
