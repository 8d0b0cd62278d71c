import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../error.ts'
import { type Place, unwritable } from './place.ts'

/** The two sign-ins of a cluster, made once. They lie in the cluster's own folder, mode 0600. */
export interface Secrets {
  /** Of `postgres`, who starts, watches and stops. */
  readonly superuser: string
  /** Of `recourse`, who owns the database and may nothing else: what an external server would grant us. */
  readonly application: string
}

const SECRETS_FILE = 'recourse.json'

/** 192 bits each, from the system's generator. */
export function newSecrets(): Secrets {
  return { superuser: randomPassword(), application: randomPassword() }
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url')
}

/** Puts the sign-ins into a cluster that is being made. */
export function keepSecrets(cluster: string, secrets: Secrets, place: Place): Promise<void> {
  return writeSecret(join(cluster, SECRETS_FILE), `${JSON.stringify(secrets, null, 2)}\n`, place)
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

/** A new file that only the server's user can read, flushed to disk. */
export async function writeSecret(path: string, text: string, place: Place): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    if (place.user !== null) await file.chown(place.user.ids.uid, place.user.ids.gid)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
