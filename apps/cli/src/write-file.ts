import { createWriteStream } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CommandError, EXIT } from './exit.ts'

/**
 * Writes a file whole or not at all: beside its place first, then put there. What is no plain file (a pipe, a device)
 * is written to as it is. @throws CommandError `file_unwritable`
 */
export async function writeWhole(path: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  try {
    const there = await stat(path).catch(() => null)
    if (there !== null && !there.isFile()) {
      await pipeline(Readable.from(pieces), createWriteStream(path))
      return
    }
    // The file a link leads to is replaced, not the link.
    const target = there === null ? path : await realpath(path)
    const partial = `${target}.${process.pid}.part`
    try {
      await pipeline(Readable.from(pieces), createWriteStream(partial))
      await rename(partial, target)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(EXIT.unreachable, 'file_unwritable', `${path} could not be written: ${why}`, { cause })
  }
}
