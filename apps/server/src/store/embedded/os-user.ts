import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { StoreError } from '../error.ts'

/** Whom PostgreSQL runs as when we are root, which it refuses to run as. */
export interface OsUser {
  readonly name: string
  /** For `spawn` and `chown`. */
  readonly ids: { readonly uid: number; readonly gid: number }
}

const run = promisify(execFile)

/** In order: a user made for us, the usual owners of PostgreSQL on Debian and macOS, and the one every system has. */
const CANDIDATES = ['recourse', 'postgres', '_postgres', 'nobody']

/** null where we are not root and PostgreSQL runs as we do; else the owner of an existing `folder`, or a candidate. */
export async function unprivilegedUser(folder: string): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(folder).catch(() => null)
  if (owner !== null && owner.uid !== 0) {
    const name = await idOf('-un', String(owner.uid))
    return { name: name ?? String(owner.uid), ids: { uid: owner.uid, gid: owner.gid } }
  }
  for (const name of CANDIDATES) {
    const uid = Number(await idOf('-u', name))
    const gid = Number(await idOf('-g', name))
    if (uid > 0 && gid > 0) return { name, ids: { uid, gid } }
  }
  throw new StoreError(
    'data_folder_unwritable',
    `PostgreSQL does not run as root, and none of the users ${CANDIDATES.join(', ')} exists: create one ` +
      '(useradd --system recourse), start as another user, or set DATABASE_URL.',
  )
}

async function idOf(option: string, name: string): Promise<string | null> {
  return run('id', [option, name]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  )
}

/** Whether `user` may go into `folder`, through all of its parents: asked of the system, by going there. */
export async function canEnter(folder: string, user: OsUser): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { cwd: '/', ...user.ids }).then(
    () => true,
    () => false,
  )
}
