import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** 256 random bits as text: tokens and session ids. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The token that opens the editor's desk, from a file of the data folder that its owner alone can read; made on the first
 * call. Whoever can read the file may edit, as may whoever can write the database.
 * @throws ConfigError for a file that others can read, or that holds no token: it is not overwritten.
 */
export async function editorToken(dataFolder: string): Promise<{ readonly token: string; readonly file: string }> {
  const file = join(dataFolder, 'editor-token')
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await makeWhole(file)
  const [{ mode }, text] = await Promise.all([stat(file), readFile(file, 'utf8')])
  if ((mode & 0o077) !== 0) {
    throw refused(file, 'a file that its owner alone can read: chmod 600 it, and change the token if others read it')
  }
  const token = text.trim()
  if (!/^[\w-]{43,}$/.test(token)) {
    throw refused(file, 'a token of 43 letters, digits, - and _: delete the file, and a new one is made')
  }
  return { token, file }
}

/** Written whole under another name, then given its own, which only one of several can do: nobody reads half a token. */
async function makeWhole(file: string): Promise<void> {
  const unnamed = `${file}.${randomUUID()}`
  try {
    await writeFile(unnamed, `${newSecret()}\n`, { flag: 'wx', mode: 0o600 })
    await link(unnamed, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(unnamed, { force: true })
  }
}

function refused(file: string, expected: string): ConfigError {
  return new ConfigError([{ name: file, expected }])
}
