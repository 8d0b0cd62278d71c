import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreError } from '../error.ts'
import { type Place, unwritable } from './place.ts'
import { makeScratch } from './scratch.ts'

/** The two sign-ins of a cluster, made once. They lie in the cluster's own folder, mode 0600. */
export interface Secrets {
  /** Of `postgres`, who starts, watches and stops. */
  readonly superuser: string
  /** Of `recourse`, who owns the database and may nothing else: what an external server would grant us. */
  readonly application: string
}

export interface ClusterSettings {
  /** false skips every flush to disk: for tests. */
  readonly durable: boolean
  readonly signal?: AbortSignal | undefined
  onNote(text: string): void
}

const SECRETS_FILE = 'recourse.json'

/**
 * Makes the cluster where there is none, and answers its sign-ins. It is prepared beside and renamed into place, so it
 * is there whole or not at all, after a kill at any moment and with several processes at once.
 * Refuses with `data_folder_version`, `data_folder_damaged`, `data_folder_unwritable`, `open_aborted`.
 */
export async function ensureCluster(place: Place, settings: ClusterSettings): Promise<Secrets> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unwritable(place.cluster, error)
  })
  if (version === null) {
    await refuseStrangeFolder(place.cluster)
    settings.onNote(`setting up PostgreSQL ${place.binaries.version} in ${place.cluster}`)
    await create(place, settings)
    return ensureCluster(place, settings)
  }
  if (version.trim() !== place.binaries.major) {
    throw new StoreError(
      'data_folder_version',
      `The data folder ${place.cluster} was written by PostgreSQL ${version.trim()}, and this Recourse brings ` +
        `${place.binaries.version}. With the Recourse that wrote it run: recourse backup DIR. Then, with this one ` +
        'and an empty data folder: recourse restore DIR.',
    )
  }
  return readSecrets(place.cluster)
}

/** An empty folder may be ours to fill; anything else is somebody's data. */
async function refuseStrangeFolder(cluster: string): Promise<void> {
  const found = await lstat(cluster).catch(() => null)
  if (found === null) return
  const names = found.isDirectory() ? await readdir(cluster) : ['(not a folder)']
  if (names.length === 0) return
  throw new StoreError(
    'data_folder_damaged',
    `${cluster} holds ${names.slice(0, 3).join(', ')} and no PostgreSQL data (PG_VERSION is missing). ` +
      'Move it away, or restore a backup.',
  )
}

async function create(place: Place, settings: ClusterSettings): Promise<void> {
  try {
    const scratch = await makeScratch(place.cluster, 'setup', 0o700)
    try {
      const cluster = join(scratch, 'cluster')
      const passwordFile = join(scratch, 'password')
      const secrets: Secrets = { superuser: randomPassword(), application: randomPassword() }
      await mkdir(cluster, { mode: 0o700 })
      await writeSecret(passwordFile, `${secrets.superuser}\n`, place)
      for (const path of [scratch, cluster]) if (place.user !== null) await chown(path, ...idsOf(place))
      await initdb(place, cluster, passwordFile, settings)
      await writeSecret(join(cluster, SECRETS_FILE), `${JSON.stringify(secrets, null, 2)}\n`, place)
      await flush(cluster)
      await putInPlace(cluster, place.cluster)
      await flush(dirname(place.cluster))
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  } catch (error) {
    throw error instanceof StoreError ? error : unwritable(place.cluster, error)
  }
}

/** Where another process was quicker its cluster holds, and ours is dropped. */
async function putInPlace(fresh: string, cluster: string): Promise<void> {
  await rename(fresh, cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/** Without encoding and locale named, a bare environment makes a database of SQL_ASCII. */
function initdb(place: Place, cluster: string, passwordFile: string, settings: ClusterSettings): Promise<void> {
  const options = [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(settings.durable ? [] : ['--no-sync']),
  ]
  const { promise, resolve, reject } = deferred()
  const child = spawn(join(place.binaries.folder, 'bin', 'initdb'), options, {
    ...place.user?.ids,
    cwd: '/',
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: settings.signal,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  child.on('error', (error) => {
    const aborted = new StoreError('open_aborted', 'Setting up the database was interrupted; nothing was kept.')
    reject(error.name === 'AbortError' ? aborted : error)
  })
  child.on('close', (code) => {
    const lines = output.split('\n').filter((line) => /error|FATAL|PANIC|could not/i.test(line))
    if (code === 0) resolve()
    else reject(new Error(lines.slice(0, 3).join('; ') || `initdb ended with code ${code}`))
  })
  return promise
}

interface Deferred {
  readonly promise: Promise<void>
  resolve(): void
  reject(error: Error): void
}

function deferred(): Deferred {
  let settle: Omit<Deferred, 'promise'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}

async function writeSecret(path: string, text: string, place: Place): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    if (place.user !== null) await file.chown(...idsOf(place))
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The sign-ins of an existing cluster. */
export async function readSecrets(cluster: string): Promise<Secrets> {
  const path = join(cluster, SECRETS_FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw unwritable(cluster, error)
  })
  const match = /"superuser":\s*"([^"]+)",\s*"application":\s*"([^"]+)"/.exec(text)
  if (match?.[1] !== undefined && match[2] !== undefined) return { superuser: match[1], application: match[2] }
  throw new StoreError(
    'data_folder_damaged',
    `${path}, which holds the passwords of this database, is missing or unreadable. Put it back, or restore a backup.`,
  )
}

/** Makes a folder's entries survive a loss of power. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url')
}

function idsOf(place: Place): [uid: number, gid: number] {
  const ids = place.user?.ids
  return ids === undefined ? [process.getuid?.() ?? 0, process.getgid?.() ?? 0] : [ids.uid, ids.gid]
}
