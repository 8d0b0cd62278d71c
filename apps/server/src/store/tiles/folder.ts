import { lstat, mkdir, opendir, readdir, rmdir, stat, statfs, unlink } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { LogPath, TileStore } from '../../service/log/ports.ts'
import { isCode, isDraft, makeFolder, nameDraft, putDraft, syncFolder, writeDraft } from './durable-file.ts'
import { each } from './each.ts'
import { alone } from './folder-lock.ts'
import { probeFolder } from './folder-probe.ts'
import { assertCreatable, assertLogPath, assertSameContent, fullTileOf, mayPublish } from './log-path.ts'
import { readWhole } from './read-whole.ts'

/** Files worked on at once: enough for the disk, few enough for the limit on open files. */
const AT_ONCE = 32
const MOST_KNOWN_FOLDERS = 4_096
/** A draft this old belongs to a process that died or was stopped. */
const DRAFT_DEAD_MS = 600_000

/**
 * Files of one log below `path`, by the rules of log.md section 6: nothing under a final name that is not whole and on the disk, no name that is not
 * synced when `create` resolves. One host a folder. Nothing is touched before the first call.
 */
export function folderTiles(path: string): TileStore {
  const base = resolve(path)
  const fileOf = (name: LogPath): string => join(base, ...name.split('/'))
  /** Folders whose name, and that of all above them, this process saw synced. */
  const known = new Set<string>()

  /** Makes the folder; gives the folders above it that have to be synced before it counts as known. */
  async function prepare(folder: string): Promise<string[]> {
    if (known.has(folder)) return []
    if (folder === base) {
      await makeFolder(base)
      await sweep(base)
      known.add(base)
      return []
    }
    const above = dirname(folder)
    const toSync = await prepare(above)
    await mkdir(folder).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
    await sweep(folder)
    return [...toSync, above]
  }

  async function readName(name: LogPath): Promise<Uint8Array | null> {
    assertLogPath(name)
    try {
      return await readWhole(fileOf(name))
    } catch (error) {
      // A folder of the way there is missing, or is a file: no such path.
      if (isCode(error, 'ENOENT', 'ENOTDIR')) return null
      throw error
    }
  }

  async function add(files: readonly { readonly path: LogPath; readonly bytes: Uint8Array }[]): Promise<void> {
    const standing = await each(AT_ONCE, files, ({ path: name }) => readName(name))
    files.forEach(({ path: name, bytes }, at) => {
      const there = standing[at]
      if (there) assertSameContent(base, name, there, bytes)
    })
    const folders = [...new Set(files.map(({ path: name }) => dirname(fileOf(name))))]
    const toSync = new Set(folders)
    for (const folder of folders) for (const above of await prepare(folder)) toSync.add(above)

    const missing = files.filter((_, at) => standing[at] === null)
    const drafts = await drafted(missing.map(({ path: name, bytes }) => [dirname(fileOf(name)), bytes]))
    await each(AT_ONCE, missing, async ({ path: name, bytes }, at) => {
      const draft = drafts[at]
      if (draft === undefined || (await nameDraft(draft, fileOf(name)))) return
      const there = await readName(name)
      if (there === null) throw new Error(`${name} in ${base} vanished while it was written`)
      assertSameContent(base, name, there, bytes)
    }).catch(async (error: unknown) => {
      await discard(drafts)
      throw error
    })
    // Those that stood may owe their name to a process that died before it synced.
    await each(AT_ONCE, [...toSync], syncFolder)
    if (known.size > MOST_KNOWN_FOLDERS) known.clear()
    for (const folder of toSync) known.add(folder)
  }

  return {
    place: base,
    async create(files) {
      for (const { path: name } of files) assertCreatable(name)
      try {
        await add(files)
      } catch (error) {
        if (!isCode(error, 'ENOENT')) throw error
        // A folder we knew is gone: emptied and removed by another process.
        known.clear()
        await add(files)
      }
    },
    async publish(previous, next) {
      await prepare(base)
      await alone(base, async () => {
        const standing = await readName('checkpoint')
        if (mayPublish(base, standing, previous, next) === 'done') await syncFolder(base)
        else await putDraft(await writeDraft(base, next), fileOf('checkpoint'))
      })
    },
    async replace(name, bytes) {
      assertCreatable(name)
      const folder = dirname(fileOf(name))
      for (const above of await prepare(folder)) await syncFolder(above)
      await putDraft(await writeDraft(folder, bytes), fileOf(name))
    },
    read: readName,
    async remove(paths) {
      await each(AT_ONCE, paths, async (name) => {
        const full = await stat(fileOf(fullTileOf(name))).catch((error: unknown) => {
          if (isCode(error, 'ENOENT')) return null
          throw error
        })
        if (full?.isFile() !== true) throw new Error(`${name} in ${base} is kept: its full tile is not there`)
      })
      await each(AT_ONCE, paths, async (name) => {
        await unlink(fileOf(name)).catch((error: unknown) => {
          if (!isCode(error, 'ENOENT')) throw error
        })
      })
      for (const folder of new Set(paths.map((name) => dirname(fileOf(name))))) {
        known.delete(folder)
        await removeEmptied(folder)
      }
    },
    async discard(paths) {
      for (const name of paths) {
        assertLogPath(name)
        await unlink(fileOf(name)).catch((error: unknown) => {
          if (!isCode(error, 'ENOENT')) throw error
        })
        await syncFolder(dirname(fileOf(name)))
      }
    },
    list: () => listFolder(base, base),
    probe: () => probeFolder(base),
    async freeBytes() {
      const disk = await statfs(await nearestFolder(base))
      return disk.bavail * disk.bsize
    },
  }
}

/** All of them, or none is left. */
async function drafted(wanted: readonly (readonly [folder: string, bytes: Uint8Array])[]): Promise<string[]> {
  const drafts: string[] = []
  try {
    await each(AT_ONCE, wanted, async ([folder, bytes], at) => {
      drafts[at] = await writeDraft(folder, bytes)
    })
    return drafts
  } catch (error) {
    await discard(drafts)
    throw error
  }
}

/** As far as it can be done: what stays means nothing, and is swept later. */
async function discard(drafts: readonly (string | undefined)[]): Promise<void> {
  for (const draft of drafts) if (draft !== undefined) await unlink(draft).catch(() => undefined)
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!isDraft(name)) continue
    const draft = join(folder, name)
    const found = await lstat(draft).catch(() => null)
    if (found !== null && Date.now() - found.mtimeMs > DRAFT_DEAD_MS) await unlink(draft).catch(() => undefined)
  }
}

/** A `.p` folder whose partial tiles are all gone; the drafts in it can become nothing any more. */
async function removeEmptied(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null
    throw error
  })
  if (names === null || !names.every(isDraft)) return
  for (const name of names) await unlink(join(folder, name)).catch(() => undefined)
  await rmdir(folder).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw error
  })
}

async function* listFolder(base: string, folder: string): AsyncGenerator<LogPath> {
  let entries: Awaited<ReturnType<typeof opendir>>
  try {
    entries = await opendir(folder)
  } catch (error) {
    // No folder yet, or one removed meanwhile: nothing there.
    if (isCode(error, 'ENOENT')) return
    throw error
  }
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    // Every ext4 disk has one at its root, which only root may open.
    if (entry.name === 'lost+found') continue
    if (entry.isDirectory()) yield* listFolder(base, path)
    else if (!isDraft(entry.name)) yield relative(base, path).split(sep).join('/')
  }
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  return found !== null || dirname(path) === path ? path : nearestFolder(dirname(path))
}
