import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readdir, realpath, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_EDGE, grow } from '@recourse/log'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { sha256 } from '../keys/sha256.ts'
import { folderTiles } from './folder.ts'
import { alone, lockAddress } from './folder-lock.ts'
import { entries, grown, listed, note, stopOf, tileStoreContract } from './testing/tiles.contract.ts'

const made: string[] = []
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-tiles-'))
  made.push(folder)
  return folder
}

/** What every open file inherits: its `sync` can be watched, or made to fail. */
async function fileHandles(): Promise<{ sync(): Promise<void> }> {
  const handle = await open(import.meta.filename, 'r')
  await handle.close()
  return Object.getPrototypeOf(handle)
}

async function drafts(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.includes('.new-'))
}

describe('folderTiles', () => {
  tileStoreContract(async () => {
    const folder = join(await emptyFolder(), 'tiles', '2026')
    return { store: folderTiles(folder), again: () => folderTiles(folder) }
  })

  test('a batch of 1,024 costs one fsync a file and one a folder, and no more as the log grows', async () => {
    const store = folderTiles(await emptyFolder())
    const synced = vi.spyOn(await fileHandles(), 'sync')
    const counts: { readonly fsyncs: number; readonly files: number }[] = []
    let edge = EMPTY_EDGE
    for (let batch = 0; batch < 20; batch++) {
      const step = grow(sha256, edge, entries(edge.size, 1_024 - (batch === 0 ? 24 : 0)))
      edge = step.edge
      synced.mockClear()
      await store.create(step.files)
      counts.push({ fsyncs: synced.mock.calls.length, files: step.files.length })
    }
    // Eleven files; folders: tile/0, tile/entries, tile/1/000.p, and the two new ones of the partial tiles.
    for (const { fsyncs, files } of counts.slice(1)) {
      expect(files).toBe(11)
      expect(fsyncs).toBeLessThanOrEqual(files + 5)
    }
    // The first batch makes and syncs all folders above as well.
    expect(counts[0]?.fsyncs).toBeLessThanOrEqual(25)

    synced.mockClear()
    await store.publish(null, note(edge.size))
    expect(synced).toHaveBeenCalledTimes(2)
  })

  test('applied once more it writes no file, yet syncs the folders: their names may be owed', async () => {
    const folder = await emptyFolder()
    const { files } = grown(1_000)
    await folderTiles(folder).create(files)
    const synced = vi.spyOn(await fileHandles(), 'sync')
    await folderTiles(folder).create(files)
    const folders = ['tile', 'tile/0', 'tile/0/003.p', 'tile/entries', 'tile/entries/003.p', 'tile/1', 'tile/1/000.p']
    // Those, the log's own folder, and the one it stands in.
    expect(synced).toHaveBeenCalledTimes(folders.length + 2)
  })

  test('whichever fsync fails: no file under its name that is not whole, no draft left, and the next try succeeds', async () => {
    const handles = await fileHandles()
    const { files } = grown(1_000)
    for (let failing = 1; failing <= 25; failing++) {
      const folder = await emptyFolder()
      const store = folderTiles(folder)
      let calls = 0
      const { sync } = handles
      const broken = vi.spyOn(handles, 'sync').mockImplementation(async function (this: unknown) {
        calls += 1
        if (calls === failing) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' })
        await sync.call(this)
      })
      const end = await store.create(files).then(
        () => 'whole',
        () => 'failed',
      )
      broken.mockRestore()
      expect(end).toBe(calls >= failing ? 'failed' : 'whole')
      expect(await drafts(folder)).toEqual([])
      for (const { path, bytes } of files) {
        const found = await store.read(path)
        if (found !== null) expect(Buffer.compare(found, bytes)).toBe(0)
      }
      await store.create(files)
      expect(await listed(store)).toHaveLength(files.length)
    }
  })

  test('a checkpoint whose sync fails leaves the old one or the new one, and can be repeated', async () => {
    const handles = await fileHandles()
    const { sync } = handles
    for (const failing of [1, 2]) {
      const folder = await emptyFolder()
      const store = folderTiles(folder)
      await store.publish(null, note(1n))
      let calls = 0
      const broken = vi.spyOn(handles, 'sync').mockImplementation(async function (this: unknown) {
        calls += 1
        if (calls === failing) throw new Error('EIO')
        await sync.call(this)
      })
      await expect(store.publish(note(1n), note(2n))).rejects.toThrow('EIO')
      broken.mockRestore()
      expect(await drafts(folder)).toEqual([])
      await store.publish(note(1n), note(2n))
      expect(Buffer.compare((await store.read('checkpoint')) ?? Buffer.alloc(0), note(2n))).toBe(0)
    }
  })

  test('what a killed process left in the making is listed nowhere, and swept once it is old', async () => {
    const folder = await emptyFolder()
    const { files } = grown(300)
    await folderTiles(folder).create(files)
    const [old, fresh] = [join(folder, 'tile/0/.new-00'), join(folder, 'tile/0/.new-01')]
    for (const draft of [old, fresh]) await writeFile(draft, 'half a ti')
    const hourAgo = Date.now() / 1_000 - 3_600
    await utimes(old, hourAgo, hourAgo)
    const store = folderTiles(folder)
    expect(await listed(store)).toEqual(files.map(({ path }) => path).sort())
    await store.create(files)
    expect(await drafts(folder)).toEqual(['tile/0/.new-01'])
  })

  test('files of every length read back whole', async () => {
    const folder = await emptyFolder()
    const store = folderTiles(folder)
    for (const length of [0, 1, 8_192, 32_767, 32_768, 32_769, 131_072, 131_073, 700_000]) {
      const bytes = Buffer.alloc(length, 7)
      await store.create([{ path: `x${length}`, bytes }])
      expect(Buffer.compare((await store.read(`x${length}`)) ?? Buffer.alloc(9), bytes)).toBe(0)
    }
  })

  test('trouble is an error, never an absent file', async () => {
    const folder = await emptyFolder()
    await mkdir(join(folder, 'tile/0/000'), { recursive: true })
    await expect(folderTiles(folder).read('tile/0/000')).rejects.toThrow('EISDIR')
  })

  test('a folder that is none is unfit', async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'file'), '')
    expect(await stopOf(folderTiles(join(folder, 'file')).probe())).toBe('tile_store_unfit')
    expect(await stopOf(folderTiles(join(folder, 'file', 'below')).probe())).toBe('tile_store_unfit')
  })
})

const HOLDER = `
const { createServer } = require('node:net')
createServer().listen({ path: Buffer.from(process.argv[1], 'hex').toString('latin1') }, () => console.log('held'))
`

describe.skipIf(process.platform !== 'linux')('the lock of a folder (needs abstract sockets, so Linux)', () => {
  /** Another process that holds the lock of this folder. */
  async function holder(folder: string) {
    const name = Buffer.from(lockAddress(await realpath(folder)), 'latin1').toString('hex')
    const child = spawn(process.execPath, ['-e', HOLDER, name], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    return child
  }

  test('the second waits for the first, and for one that is stopped; a killed one frees it', async () => {
    const folder = await emptyFolder()
    const store = folderTiles(folder)
    await store.publish(null, note(1n))
    const child = await holder(folder)
    child.kill('SIGSTOP')
    await expect(alone(folder, async () => 'done', 300)).rejects.toThrow('locked by another process')
    let isPublished = false
    const publishing = store.publish(note(1n), note(2n)).then(() => {
      isPublished = true
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(isPublished).toBe(false)
    child.kill('SIGKILL')
    await publishing
    expect(Buffer.compare((await store.read('checkpoint')) ?? Buffer.alloc(0), note(2n))).toBe(0)
  })

  test('within a process one runs after the other, whatever becomes of it', async () => {
    const folder = await emptyFolder()
    const order: string[] = []
    const ends = await Promise.allSettled([
      alone(folder, async () => {
        order.push('first begins')
        await new Promise((resolve) => setTimeout(resolve, 30))
        order.push('first ends')
        throw new Error('the first fails')
      }),
      alone(folder, async () => order.push('second')),
    ])
    expect(order).toEqual(['first begins', 'first ends', 'second'])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('its name is of full length, so that every Node version makes it the same', async () => {
    expect(Buffer.byteLength(lockAddress('/a/folder'))).toBe(108)
  })
})
