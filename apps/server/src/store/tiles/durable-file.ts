import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names of files in the making. Whatever is left of one after a crash never had a final name, and means nothing. */
export function isDraft(name: string): boolean {
  return name.startsWith('.new-')
}

/** A new file in `folder`, its bytes on the disk, under a name of its own (`O_EXCL`). Gives its path. */
export async function writeDraft(folder: string, bytes: Uint8Array): Promise<string> {
  const draft = join(folder, `.new-${randomBytes(9).toString('hex')}`)
  const file = await open(draft, 'wx', 0o644)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } catch (error) {
    await file.close().catch(() => undefined)
    await unlink(draft).catch(() => undefined)
    throw error
  }
  await file.close()
  return draft
}

/** Gives a draft its final name, which it must not find taken. false: taken. The name lasts once its folder is synced. */
export async function nameDraft(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/** Puts a draft in the place of whatever stands there, at once for every reader. Durable when it resolves. */
export async function putDraft(draft: string, path: string): Promise<void> {
  try {
    await rename(draft, path)
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes names in this folder last. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder and those above it that are missing, each name synced. One that stands may be below a folder that we cannot read. */
export async function makeFolder(folder: string): Promise<void> {
  const above = dirname(folder)
  try {
    await mkdir(folder)
  } catch (error) {
    if (isCode(error, 'EEXIST')) {
      // Who made it may have died before its name was synced.
      await syncFolder(above).catch((trouble: unknown) => {
        if (!isCode(trouble, 'EACCES', 'EPERM')) throw trouble
      })
      return
    }
    if (!isCode(error, 'ENOENT')) throw error
    await makeFolder(above)
    await makeFolder(folder)
    return
  }
  await syncFolder(above)
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
