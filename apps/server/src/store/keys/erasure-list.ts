import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErasureList } from '../../service/log/erase.ts'
import { LogStop } from '../../service/log/ports.ts'

const NUMBER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NUMBER_LENGTH = 36

/**
 * The file `erased` beside the keys: one random number a line, of records and of cases' sealing keys that are gone. It is
 * needed as long as the oldest backup lives. `LogStop` `keys_unfit` where it cannot be read or written.
 */
export function erasureList(folder: string): ErasureList {
  const path = join(folder, 'erased')
  return {
    async add(numbers) {
      const lines = numbers.map((number) => {
        if (!NUMBER.test(number)) throw new LogStop('keys_unfit', 'log.md 2', `${number} is no number of a record`)
        return `${number}\n`
      })
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const file = await open(path, 'a', 0o600)
        try {
          // Behind a line that a crash cut, a line of its own begins.
          await file.appendFile(lines.length === 0 ? '' : `\n${lines.join('')}`)
          await file.sync()
        } finally {
          await file.close()
        }
        const parent = await open(folder, 'r')
        try {
          await parent.sync()
        } finally {
          await parent.close()
        }
      } catch (cause) {
        throw new LogStop('keys_unfit', 'log.md 2', `${path} cannot be written: nothing is erased until it can.`, {
          cause,
        })
      }
    },
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw new LogStop('keys_unfit', 'log.md 2', `${path} cannot be read: ${error.message}`, { cause: error })
      })
      if (text === null) return null
      // A line cut by a crash was never acted on: the deletion comes after it is whole.
      const whole = text.split('\n').filter((line) => line.length >= NUMBER_LENGTH)
      const bad = whole.find((line) => !NUMBER.test(line))
      if (bad !== undefined) {
        throw new LogStop('keys_unfit', 'log.md 2', `${path} holds a line that is no number. Put the right file back.`)
      }
      return whole
    },
  }
}
