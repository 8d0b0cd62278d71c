import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LogStop } from '../../service/log/ports.ts'

/** Keys of this installation: one secret a file, mode 0600, in a folder of mode 0700. */
export interface KeyFolder {
  readonly path: string
  /** The 32 bytes of this name; null where there is no such file. `LogStop` `keys_unfit` for a file that is none of ours or that others may read. */
  read(name: string): Promise<Uint8Array | null>
  /** As `read`, or 32 fresh bytes where there is none yet. Durable when it resolves; two processes get the same bytes. */
  readOrMake(name: string): Promise<Uint8Array>
}

const SECRET_BYTES = 32

/** Nothing is touched before the first key is asked for. */
export function keyFolder(path: string): KeyFolder {
  const fileOf = (name: string): string => join(path, `${name}.key`)

  async function read(name: string): Promise<Uint8Array | null> {
    const file = fileOf(name)
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw unfit(`${file} cannot be read: ${error.message}`, error)
    })
    if (text === null) return null
    const bytes = /^[A-Za-z0-9+/]{43}=\n?$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : null
    if (bytes?.length !== SECRET_BYTES)
      throw unfit(`${file} does not hold 32 bytes in base64. Put the right file back.`)
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0)
      throw unfit(`${file} can be read by others. Set its mode to 0600 once nobody else has it.`)
    return bytes
  }

  async function make(name: string): Promise<void> {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const draft = `${fileOf(name)}.${randomBytes(6).toString('hex')}`
    try {
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(`${randomBytes(SECRET_BYTES).toString('base64')}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      // Under its name only once it is whole; whoever comes second keeps what is there.
      await link(draft, fileOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    } catch (error) {
      throw unfit(`${fileOf(name)} cannot be written: ${error instanceof Error ? error.message : String(error)}`, error)
    } finally {
      await rm(draft, { force: true })
    }
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }

  return {
    path,
    read,
    async readOrMake(name) {
      const held = await read(name)
      if (held !== null) return held
      await make(name)
      const made = await read(name)
      if (made === null) throw unfit(`${fileOf(name)} vanished while it was made`)
      return made
    },
  }
}

function unfit(message: string, cause?: unknown): LogStop {
  return new LogStop('keys_unfit', 'log.md 8', message, cause === undefined ? {} : { cause })
}
