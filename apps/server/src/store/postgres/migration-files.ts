import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StoreError } from '../error.ts'

/** One step forward of the schema. Once released its text is never edited: the next change is the next file. */
export interface Migration {
  readonly number: number
  /** File name without its ending: `0001-register`. */
  readonly name: string
  readonly sql: string
  /** SHA-256 in hex over the text with line feeds alone, so that a checkout with other line endings is the same migration. */
  readonly digest: string
}

export const MIGRATIONS_FOLDER: string = fileURLToPath(new URL('./migrations/', import.meta.url))

const FILE_NAME = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/

/** The migrations of a folder in order. A gap, a double number or a stray `.sql` file is `migration_failed`. */
export async function readMigrations(folder: string = MIGRATIONS_FOLDER): Promise<readonly Migration[]> {
  const files = await readdir(folder).catch((cause: Error) => {
    throw new StoreError('migration_failed', `The migrations cannot be read from ${folder}: run npm ci again.`, {
      cause,
    })
  })
  const names = files.filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(names.map((file, index) => readMigration(folder, file, index + 1)))
}

async function readMigration(folder: string, file: string, expected: number): Promise<Migration> {
  const number = Number(FILE_NAME.exec(file)?.[1])
  if (number !== expected) {
    const wanted = `${String(expected).padStart(4, '0')}-name.sql`
    throw new StoreError('migration_failed', `${join(folder, file)} stands where ${wanted} was expected: rename it.`)
  }
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  return { number, name: file.slice(0, -'.sql'.length), sql, digest: createHash('sha256').update(sql).digest('hex') }
}
