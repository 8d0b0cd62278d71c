import { chown, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StoreError } from '../error.ts'
import { initdb } from './initdb.ts'
import { type Place, unwritable } from './place.ts'
import { makeScratch, sweepScratch } from './scratch.ts'
import { keepSecrets, newSecrets, readSecrets, type Secrets, writeSecret } from './secrets.ts'

export interface ClusterSettings {
  /** false skips every flush to disk: for tests. */
  readonly durable: boolean
  readonly signal?: AbortSignal | undefined
  onNote(text: string): void
}

/**
 * Makes the cluster where there is none, and answers its sign-ins. It is prepared beside and renamed into place, so it
 * is there whole or not at all, after a kill at any moment and with several processes at once.
 * Refuses with `data_folder_version`, `data_folder_damaged`, `data_folder_unwritable`, `open_aborted`.
 */
export async function ensureCluster(place: Place, settings: ClusterSettings): Promise<Secrets> {
  await sweepScratch(place.cluster, 'setup')
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
  // PG_VERSION may have come since we looked: another process was quicker.
  if (names.length === 0 || names.includes('PG_VERSION')) return
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
      const secrets = newSecrets()
      await mkdir(cluster, { mode: 0o700 })
      await writeSecret(passwordFile, `${secrets.superuser}\n`, place)
      if (place.user !== null) {
        const { uid, gid } = place.user.ids
        await Promise.all([chown(scratch, uid, gid), chown(cluster, uid, gid)])
      }
      await initdb(place, { cluster, passwordFile, durable: settings.durable, signal: settings.signal })
      await keepSecrets(cluster, secrets, place)
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

/** Makes a folder's entries survive a loss of power. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
