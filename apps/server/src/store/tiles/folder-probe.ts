import { readFile, rename, stat, statfs, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { platform } from 'node:process'
import { isCode, makeFolder, nameDraft, syncFolder, writeDraft } from './durable-file.ts'
import { alone } from './folder-lock.ts'
import { same, unfit } from './log-path.ts'

/** File systems over a network, by the number that Linux gives them (statfs(2)): another host may write there, and a late answer may be a lie. */
const NETWORKED: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'CephFS'],
])

/** @throws LogStop `tile_store_unfit` naming what does not work in this folder. Leaves nothing behind. */
export async function probeFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
  } catch (error) {
    throw unfit(
      folder,
      `the folder cannot be made or read (${wordsOf(error)}). Give this user the right to write it, or set RECOURSE_TILES.`,
      error,
    )
  }
  if (!(await stat(folder)).isDirectory()) throw unfit(folder, 'it is a file. Set RECOURSE_TILES to a folder.')
  await refuseNetwork(folder)
  await alone(folder, () => tryOut(folder))
}

async function refuseNetwork(folder: string): Promise<void> {
  if (platform !== 'linux') return
  const { type } = await statfs(folder)
  const name = NETWORKED.get(type)
  if (name === undefined) return
  throw unfit(
    folder,
    `it lies on ${name}. The log needs a local disk, where link and fsync hold, or an object store: set RECOURSE_TILES to a local folder or to s3://bucket/prefix.`,
  )
}

const CONTENT = new Uint8Array(Buffer.from('recourse: a file to try out this folder\n'))

async function tryOut(folder: string): Promise<void> {
  const first = join(folder, '.new-probe-1')
  const second = join(folder, '.new-probe-2')
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw unfit(
        folder,
        `${what} does not work here (${wordsOf(error)}). Set RECOURSE_TILES to a folder on a local disk.`,
        error,
      )
    }
  }
  await clear(first, second)
  try {
    const draft = await step('writing a file with fsync', () => writeDraft(folder, CONTENT))
    const { dev } = await stat(draft)
    if (dev !== (await stat(folder)).dev) throw unfit(folder, 'a new file in it lies on another device.')
    await step('link', () => nameDraft(draft, first))
    const rival = await writeDraft(folder, CONTENT.subarray(1))
    if (await step('link', () => nameDraft(rival, first))) throw unfit(folder, 'link overwrites a file that is there.')
    await step('rename', () => rename(first, second))
    await step('fsync of a folder', () => syncFolder(folder))
    if (!same(await readFile(second), CONTENT))
      throw unfit(folder, 'a file reads back with other bytes than were written.')
  } finally {
    await clear(first, second)
  }
}

async function clear(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await unlink(path).catch((error: unknown) => {
      if (!isCode(error, 'ENOENT')) throw error
    })
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
