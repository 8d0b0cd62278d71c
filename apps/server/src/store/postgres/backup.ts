import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { StoreError } from '../error.ts'
import { eraseNumbers } from './log/erase.ts'
import { inTransaction } from './transaction.ts'

const MANIFEST = 'manifest.json'

export interface Manifest {
  readonly format: 'recourse-backup/1'
  readonly at: string
  /** Names of the migrations the data was made with. */
  readonly migrations: readonly string[]
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[]
}

/**
 * Writes every table as `COPY` text into a new folder, all from one snapshot; the manifest comes last, so a folder
 * without one is no backup. Refuses a folder that holds anything.
 */
export async function backUp(pool: Pool, folder: string, at: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) {
    throw new StoreError('backup_folder_not_empty', `${folder} is not empty. Name a new folder for the backup.`)
  }
  return inTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const tables: { name: string; rows: number; sha256: string }[] = []
    for (const name of await tableNames(client)) {
      const digest = createHash('sha256')
      const out = client.query(copyTo(`COPY ${quoted(name)} TO STDOUT`))
      await pipeline(out, hashing(digest), createWriteStream(join(folder, `${name}.copy`), { mode: 0o600 }))
      tables.push({ name, rows: out.rowCount ?? 0, sha256: digest.digest('hex') })
    }
    const manifest: Manifest = { format: 'recourse-backup/1', at, migrations: await migrationNames(client), tables }
    await writeFile(join(folder, `${MANIFEST}.new`), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await rename(join(folder, `${MANIFEST}.new`), join(folder, MANIFEST))
    return manifest
  })
}

/**
 * Puts a backup into a database that holds no imported inventory and no log yet: all of it or none. Refuses a folder
 * without manifest, a changed file, and a backup made by a newer version. What was erased after the backup was made goes
 * in the same transaction, so that nobody is ever served it (log.md section 2); a backup with sealed records and no list
 * of erasures is refused. `erased`: the list kept outside the database, null where there is none.
 */
export async function restore(
  pool: Pool,
  folder: string,
  { erased, at }: { readonly erased: readonly string[] | null; readonly at: number },
): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const sealed = manifest.tables.some(({ name, rows }) => name === 'log_sealing_key' && rows > 0)
  if (sealed && erased === null) {
    throw new StoreError(
      'backup_erasures_unknown',
      `${folder} holds sealed records, and there is no list of what was erased since. Set RECOURSE_KEYS to the folder with the keys and the file "erased" of the installation that made it.`,
    )
  }
  for (const table of manifest.tables) await checkDigest(folder, table)
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      'SELECT (SELECT count(*) FROM inventory)::int + (SELECT count(*) FROM log_identity)::int AS n',
    )
    if ((rows[0]?.n ?? 0) > 0) {
      throw new StoreError(
        'restore_target_in_use',
        'This database already holds imported inventories or a log. Restore into a new data folder (RECOURSE_DATA) or database.',
      )
    }
    const here = await migrationNames(client)
    if (JSON.stringify(here) !== JSON.stringify(manifest.migrations)) {
      throw new StoreError(
        'backup_version',
        `The backup was made with migrations up to ${manifest.migrations.at(-1) ?? 'none'}, this version has ` +
          `${here.at(-1) ?? 'none'}. Restore it with the version that made it, then start this one on that database.`,
      )
    }
    await client.query(`TRUNCATE ${manifest.tables.map((table) => quoted(table.name)).join(', ')}`)
    for (const table of manifest.tables) {
      const into = client.query(copyFrom(`COPY ${quoted(table.name)} FROM STDIN`))
      await pipeline(createReadStream(join(folder, `${table.name}.copy`)), into)
    }
    await restartIdentities(client)
    await eraseNumbers(client, erased ?? [], at)
  })
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new StoreError('backup_missing', `${folder} holds no ${MANIFEST}: it is no finished backup.`)
  })
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 'recourse-backup/1' || manifest.tables.some((table) => !/^[a-z_]+$/.test(table.name))) {
    throw new StoreError('backup_version', `${folder} is not a backup this version can read.`)
  }
  return manifest
}

async function checkDigest(folder: string, table: Manifest['tables'][number]): Promise<void> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(join(folder, `${table.name}.copy`)), digest).catch((cause: unknown) => {
    throw new StoreError('backup_damaged', `${table.name}.copy cannot be read from the backup.`, { cause })
  })
  if (digest.digest('hex') !== table.sha256) {
    throw new StoreError(
      'backup_damaged',
      `${table.name}.copy differs from its digest in ${MANIFEST}; nothing was restored.`,
    )
  }
}

/** Logged tables of our own but the record of migrations, which the target has already; referenced tables first. */
async function tableNames(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; needs: readonly string[] }>(
    `SELECT c.relname AS name, coalesce(array_agg(f.relname::text) FILTER (WHERE f.relname <> c.relname), '{}') AS needs
     FROM pg_class c LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
       LEFT JOIN pg_class f ON f.oid = k.confrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
       AND c.relname <> 'schema_migration' GROUP BY c.relname ORDER BY c.relname`,
  )
  const ordered: string[] = []
  while (ordered.length < rows.length) {
    const next = rows.find((row) => !ordered.includes(row.name) && row.needs.every((name) => ordered.includes(name)))
    if (!next) throw new Error('backup: tables reference one another in a circle')
    ordered.push(next.name)
  }
  return ordered
}

async function migrationNames(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY number')
  return rows.map((row) => row.name)
}

async function restartIdentities(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'`,
  )
  for (const { name } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, 'id'), coalesce((SELECT max(id) FROM ${quoted(name)}), 0) + 1, false)`,
      [name],
    )
  }
}

function hashing(digest: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      done(null, chunk)
    },
  })
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
