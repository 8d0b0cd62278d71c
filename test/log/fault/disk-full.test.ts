import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../apps/server/src/store/embedded/open-embedded.ts'
import { migrate } from '../../../apps/server/src/store/postgres/migrate.ts'
import { type FaultLog, faultLog } from './fault-log.ts'
import { logFolder } from './fault-parts.ts'
import { fsck } from './fsck.ts'
import { type Program, startProgram } from './program.ts'

/** A disk that is really full: nothing half written under a final name, and the log goes on when there is space again. */

const mounted = new Set<string>()
const DISK = smallDisk()

let program: Program
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.end())

afterAll(() => {
  for (const folder of mounted) unmount(folder)
})

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  mounted.add(folder)
}

function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
  rmdirSync(folder)
  mounted.delete(folder)
}

/** '' where this process may mount one, else the reason. */
function smallDisk(): string {
  if (process.getuid?.() !== 0) return 'needs root, to mount a small disk'
  const folder = mkdtempSync(join(tmpdir(), 'recourse-disk-'))
  try {
    mount(folder, 'size=1m')
  } catch {
    rmdirSync(folder)
    return 'needs the right to mount a small disk'
  }
  unmount(folder)
  return ''
}

/** Under their final names; the checkpoint and the policy may change. */
async function finalFiles(log: FaultLog): Promise<ReadonlyMap<string, Buffer>> {
  const folder = logFolder(log.place)
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(join(folder, 'tile'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || entry.name.startsWith('.new-')) continue
    // null: collected since it was listed.
    const bytes = await readFile(path).catch(() => null)
    if (bytes !== null) files.set(path, bytes)
  }
  return files
}

describe.skipIf(DISK !== '')(`a disk of tiles that is full${DISK === '' ? '' : ` (${DISK})`}`, () => {
  test('in the midst of a write: sequencing waits, and goes on by itself', { timeout: 120_000 }, async () => {
    const tiles = mkdtempSync(join(tmpdir(), 'recourse-disk-'))
    mount(tiles, 'size=448k,mode=755')
    let log: FaultLog | null = null
    try {
      log = await faultLog({ tiles })
      const running = log.start(program, { settings: { collectMs: 3_600_000 } })
      await running.until('open')
      const isFull = (): boolean => running.lines.some((line) => line.kind === 'trouble' && line.code === 'ENOSPC')
      for (let n = 0; n < 100 && !isFull(); n++) {
        const stream = `full-${n}`
        running.order({ kind: 'append', stream, transactions: 2, events: 200 })
        await running.until('appended', (line) => line.stream === stream)
      }
      await running.until('trouble', ({ code }) => code === 'ENOSPC')
      expect(running.isOver()).toBe(false)
      // Still accepted: they wait in the database.
      running.order({ kind: 'append', stream: 'meanwhile', transactions: 3, events: 10 })
      await running.until('appended', (line) => line.stream === 'meanwhile')
      const whileFull = await finalFiles(log)
      expect(whileFull.size).toBeGreaterThan(0)

      execFileSync('mount', ['-o', 'remount,size=64m', tiles])
      expect(await log.settled(running)).toBe(true)
      const size = await log.expectWhole()
      expect(size).toBe(BigInt(log.acknowledged.size))
      const afterwards = await finalFiles(log)
      for (const [path, bytes] of whileFull) {
        const there = afterwards.get(path)
        // Partial tiles are collected when their full tile is published.
        if (there !== undefined || !path.includes('.p/')) expect(there?.equals(bytes), path).toBe(true)
      }

      running.order({ kind: 'append', stream: 'after', transactions: 1, events: 30 })
      await running.until('appended', (line) => line.stream === 'after')
      expect(await log.settled(running)).toBe(true)
      expect(await log.expectWhole()).toBe(size + 30n)
      expect(await fsck(log)).toEqual([])
      running.signal('SIGKILL')
      await running.ended
    } finally {
      await log?.close()
      unmount(tiles)
    }
  })
})

describe.skipIf(DISK !== '')(`a disk of PostgreSQL and tiles that is full${DISK === '' ? '' : ` (${DISK})`}`, () => {
  test('what was acknowledged is kept, what was not is said, and both go on by themselves', {
    timeout: 180_000,
  }, async () => {
    const disk = mkdtempSync(join(tmpdir(), 'recourse-disk-'))
    mount(disk, 'size=160m,mode=755')
    let database: Awaited<ReturnType<typeof openEmbedded>> | null = null
    let log: FaultLog | null = null
    try {
      database = await openEmbedded({ dataFolder: join(disk, 'data'), role: 'server', onNote: () => undefined })
      const { connectionString } = database
      await migrate({ connectionString })
      const tiles = join(disk, 'tiles')
      await mkdir(tiles)
      log = await faultLog({ connectionString, tiles })
      const running = log.start(program)
      await running.until('open')
      running.order({ kind: 'append', stream: 'before', transactions: 2, events: 100 })
      await running.until('appended')
      expect(await log.settled(running)).toBe(true)

      const ballast = join(disk, 'ballast')
      await fill(ballast)
      running.order({ kind: 'append', stream: 'full', transactions: 40, events: 100 })
      const refused = await running.until('trouble', ({ message }) => message.includes('No space left'))
      await sleep(1_500)
      const whileFull = log.acknowledged.size
      await rm(ballast)
      await running.until('appended', ({ stream }) => stream === 'full')
      expect(refused.kind).toBe('trouble')
      running.order({ kind: 'append', stream: 'after', transactions: 3, events: 10 })
      await running.until('appended', ({ stream }) => stream === 'after')
      expect(log.acknowledged.size).toBeGreaterThanOrEqual(whileFull)
      expect(await log.settled(running)).toBe(true)
      expect(await log.expectWhole()).toBe(BigInt(log.acknowledged.size))
      expect(await fsck(log)).toEqual([])
      running.signal('SIGKILL')
      await running.ended
    } finally {
      await log?.close()
      await database?.close()
      unmount(disk)
    }
  })
})

/** Until nothing more fits. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const block = Buffer.alloc(65_536); ; ) await file.write(block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    await file.close()
  }
}
