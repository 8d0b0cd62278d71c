import { execFileSync, spawn } from 'node:child_process'
import { chmod, chown, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lastPort } from './postmaster.ts'
import { type Harness, query, type Running, serverOf, startHarness } from './testing/harness.ts'

const ROOT = process.getuid?.() === 0

let harness: Harness

beforeAll(async () => {
  harness = await startHarness()
})

afterAll(() => harness.end())

let settledOnce = ''

/** A folder with a cluster in it, properly stopped, one row in it: each a copy of the first. */
async function settled(): Promise<{ dataFolder: string; place: string }> {
  if (settledOnce === '') {
    const dataFolder = harness.dataFolder()
    const command = harness.run({ dataFolder, durable: false, role: 'command', write: 'row', rows: 1 })
    await command.until('wrote')
    expect(await command.ended).toBe(0)
    settledOnce = dataFolder
  }
  const dataFolder = harness.dataFolder()
  execFileSync('cp', ['-Rp', settledOnce, dataFolder])
  return { dataFolder, place: join(dataFolder, 'postgres') }
}

async function refusalOf(process: Running) {
  const refused = await process.until('refused')
  expect(await process.ended).toBe(4)
  return refused
}

/** The settled cluster starts and holds its row. */
async function expectStarts(dataFolder: string): Promise<void> {
  const server = harness.run({ dataFolder, durable: false, role: 'server' })
  const { connectionString, place } = await server.until('open')
  expect(await query(connectionString, 'SELECT row FROM written')).toEqual([{ row: 'row-0' }])
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(await serverOf(place)).toBeNull()
}

describe('what postmaster.pid says is not believed alone', () => {
  /** Lines as a killed server leaves them, naming another process. */
  async function leaveFile(place: string, pid: number): Promise<void> {
    const port = await lastPort(place)
    const path = join(place, 'postmaster.pid')
    await writeFile(path, `${pid}\n${place}\n1700000000\n${port}\n\n127.0.0.1\n  1234567  98765\nready   \n`)
    const { uid, gid } = await stat(place)
    await chown(path, uid, gid)
  }

  test('its process is gone', async () => {
    const { dataFolder, place } = await settled()
    const child = spawn('sleep', ['0'])
    await new Promise((resolve) => child.on('close', resolve))
    await leaveFile(place, child.pid ?? 0)
    await expectStarts(dataFolder)
  })

  test('its process is another program by now, of the same user', async () => {
    const { dataFolder, place } = await settled()
    const { uid, gid } = await stat(place)
    const other = spawn('sleep', ['60'], { uid, gid })
    try {
      await leaveFile(place, other.pid ?? 0)
      await expectStarts(dataFolder)
    } finally {
      other.kill()
    }
  })

  test('its process is dead and nobody collected it, as in a container without an init', async () => {
    const { dataFolder, place } = await settled()
    const { uid, gid } = await stat(place)
    // The shell leaves its child behind and becomes a program that never asks for it.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { uid, gid })
    try {
      const pid = await new Promise<number>((resolve) =>
        parent.stdout.on('data', (text: Buffer) => resolve(Number(text))),
      )
      await expect.poll(() => execFileSync('ps', ['-o', 'stat=', '-p', String(pid)]).toString()).toContain('Z')
      await leaveFile(place, pid)
      await expectStarts(dataFolder)
    } finally {
      parent.kill()
    }
  })

  test('its port belongs to another program', async () => {
    const { dataFolder, place } = await settled()
    const port = (await lastPort(place)) ?? 0
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    try {
      await expectStarts(dataFolder)
      expect(await lastPort(place)).not.toBe(port)
    } finally {
      other.close()
    }
  })
})

describe('a data folder that cannot serve is refused with the remedy', () => {
  test('of another PostgreSQL version', async () => {
    const { dataFolder, place } = await settled()
    await writeFile(join(place, 'PG_VERSION'), '17\n')
    const refused = await refusalOf(harness.run({ dataFolder, role: 'command' }))
    expect(refused.code).toBe('data_folder_version')
    expect(refused.message).toMatch(/PostgreSQL 17.*recourse backup.*recourse restore/s)
  })

  test('with something else in it', async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(join(dataFolder, 'postgres'), { recursive: true })
    await writeFile(join(dataFolder, 'postgres', 'letter.txt'), 'mine')
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }))
    expect(refused.code).toBe('data_folder_damaged')
    expect(refused.message).toContain('letter.txt')
    expect(await readdir(join(dataFolder, 'postgres'))).toEqual(['letter.txt'])
  })

  test('an empty one is filled', async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(join(dataFolder, 'postgres'), { recursive: true })
    const command = harness.run({ dataFolder, durable: false, role: 'command' })
    await command.until('open')
    command.signal('SIGTERM')
    expect(await command.ended).toBe(0)
  })

  test('without its passwords', async () => {
    const { dataFolder, place } = await settled()
    await rm(join(place, 'recourse.json'))
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }))
    expect(refused.code).toBe('data_folder_damaged')
    expect(refused.message).toContain('recourse.json')
  })

  test('with damaged data: PostgreSQL’s own words, and where its log is', async () => {
    const { dataFolder, place } = await settled()
    await rm(join(place, 'global', 'pg_control'))
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }))
    expect(refused.code).toBe('data_folder_damaged')
    expect(refused.message).toMatch(/control file|pg_control/)
    expect(refused.message).toContain('recourse.log')
  })

  test('where a file stands in the way', async () => {
    const dataFolder = harness.dataFolder()
    await writeFile(dataFolder, '')
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }))
    expect(refused.code).toBe('data_folder_unwritable')
    expect(refused.message).toContain(dataFolder)
  })

  test.skipIf(!ROOT)('that another user may not write (needs root, to become another user)', async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(dataFolder)
    await chmod(dataFolder, 0o755)
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }, { uid: 65534, gid: 65534 }))
    expect(refused.code).toBe('data_folder_unwritable')
    expect(refused.message).toContain('RECOURSE_DATA')
  })

  test.skipIf(!ROOT)('that belongs to another user (needs root, to become another user)', async () => {
    const { dataFolder } = await settled()
    await chmod(dataFolder, 0o777)
    const refused = await refusalOf(harness.run({ dataFolder, role: 'server' }, { uid: 65534, gid: 65534 }))
    expect(refused.code).toBe('data_folder_unwritable')
  })

  const disk = ROOT ? mountsAllowed() : 'needs root, to mount a small disk'
  test.skipIf(disk !== '')(`on a full disk (${disk || 'a mounted one of 30 MB'})`, async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(dataFolder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=755', 'tmpfs', dataFolder])
    try {
      const refused = await refusalOf(harness.run({ dataFolder, durable: false, role: 'server' }))
      expect(refused.code).toBe('data_folder_unwritable')
      expect(refused.message).toMatch(/No space left.*Free space/s)
      expect(await readdir(dataFolder)).toEqual([])
    } finally {
      execFileSync('umount', [dataFolder])
    }
  })
})

/** '' where this process may mount, else the reason. */
function mountsAllowed(): string {
  const folder = '/mnt'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return ''
  } catch {
    return 'needs the right to mount a small disk'
  }
}

describe('a process that ends without closing', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('of %s, which nobody listens to: the server goes first', async (signal) => {
    for (const delay of [150, 500, null]) {
      const dataFolder = harness.dataFolder()
      const process = harness.run({ dataFolder, durable: false, role: 'command', rude: 'no-signals' })
      if (delay === null) await process.until('open')
      else await new Promise((resolve) => setTimeout(resolve, delay))
      process.signal(signal)
      expect(await process.ended).toBe(signal)
      expect(await serverOf(join(dataFolder, 'postgres'))).toBeNull()
    }
  })

  test('by exit: its server goes soon after it', async () => {
    const { dataFolder, place } = await settled()
    const process = harness.run({ dataFolder, durable: false, role: 'server', rude: 'exit' })
    expect(await process.ended).toBe(3)
    await expect.poll(() => serverOf(place), { timeout: 20_000 }).toBeNull()
    await expectStarts(dataFolder)
  })

  test('by exit while another uses the server: that one keeps it', async () => {
    const { dataFolder, place } = await settled()
    const user = harness.run({ dataFolder, durable: false, role: 'command', write: 'kept' })
    await user.until('wrote')
    expect(await harness.run({ dataFolder, durable: false, role: 'server', rude: 'exit' }).ended).toBe(3)
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const written = user.lines.length
    await expect.poll(() => user.lines.length).toBeGreaterThan(written)
    user.signal('SIGTERM')
    expect(await user.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
  })
})

describe('an interrupted start', () => {
  test('at any moment leaves neither server nor scratch', async () => {
    for (const delay of [0, 100, 300, 600, 900, 1_200]) {
      const dataFolder = harness.dataFolder()
      const server = harness.run({ dataFolder, durable: false, role: 'server' })
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 250 + delay)), server.until('open')])
      server.signal('SIGINT')
      const code = await server.ended
      if (code === 4) expect((await server.until('refused')).code).toBe('open_aborted')
      else expect([0, 'SIGINT']).toContain(code)
      expect(await serverOf(join(dataFolder, 'postgres'))).toBeNull()
      const left = await readdir(dataFolder).catch(() => [])
      expect(left.filter((name) => name !== 'postgres')).toEqual([])
    }
  })
})
