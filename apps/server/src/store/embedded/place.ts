import { createHash, randomBytes } from 'node:crypto'
import { chmod, lstat, mkdir, readdir, readlink, realpath, symlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { StoreError } from '../error.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { canEnter, type OsUser, unprivilegedUser } from './os-user.ts'

/** Where one embedded server lives, who runs it, and with which programs. */
export interface Place {
  /** The operator's data folder, as told. */
  readonly dataFolder: string
  /** PostgreSQL's own folder, without symbolic links: `<data>/postgres`, or one in the system folder. */
  readonly cluster: string
  readonly user: OsUser | null
  readonly binaries: Binaries
}

export interface PlaceSettings {
  readonly dataFolder: string
  /** Where root puts what an unprivileged user could not reach. */
  readonly systemFolder?: string
  onNote(text: string): void
}

/** Survives restarts, belongs to root, and every user may pass through its parents. */
const SYSTEM_FOLDER = '/var/lib/recourse'

/**
 * Finds or makes the place of a data folder. As root, PostgreSQL runs as an unprivileged user; where a parent folder
 * bars that user (`/root` does), `<data>/postgres` becomes a link to a folder in the system folder named after the data
 * path, and `onNote` says so. Refuses with `data_folder_unwritable` and `binaries_missing`.
 */
export async function preparePlace(settings: PlaceSettings): Promise<Place> {
  const { systemFolder = SYSTEM_FOLDER, onNote } = settings
  const dataFolder = resolve(settings.dataFolder)
  const plain = join(dataFolder, 'postgres')
  try {
    // 0711: an unprivileged server must pass through to its own folder, without seeing what else lies here.
    if ((await mkdir(dataFolder, { recursive: true })) !== undefined) await chmod(dataFolder, 0o711)
    const present = await lstat(plain).catch(() => null)
    const user = await unprivilegedUser(plain)
    const barred = user !== null && !(await canEnter(dataFolder, user))
    const linked = present?.isSymbolicLink() === true
    if (barred && present !== null && !linked)
      throw new Error(`user ${user.name}, who owns it, cannot go through its parents`)
    const cluster = barred && !linked ? await placeApart(plain, systemFolder, onNote) : await linkEnd(plain)
    const binaries = await findBinaries(user, user === null ? dataFolder : systemFolder, onNote)
    if (linked || barred)
      onNote(`PostgreSQL's data lies in ${cluster}: user ${user?.name} could not enter ${dataFolder}`)
    return { dataFolder, cluster, user, binaries }
  } catch (error) {
    throw error instanceof StoreError ? error : unwritable(plain, error)
  }
}

/** The path without symbolic links, also where nothing stands at the end of the last one yet. */
async function linkEnd(path: string): Promise<string> {
  const target = await readlink(path).then(
    (link) => resolve(dirname(path), link),
    () => path,
  )
  return join(await realpath(dirname(target)), basename(target))
}

/**
 * Links `<data>/postgres` to a new folder of the system folder, named after the data folder's path. Never one that stood
 * there before: that belonged to a data folder which was deleted, so it is named to the operator and left alone.
 */
async function placeApart(plain: string, systemFolder: string, onNote: (text: string) => void): Promise<string> {
  await mkdir(systemFolder, { recursive: true, mode: 0o755 })
  const dataFolder = dirname(plain)
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const words = dataFolder
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(-40)
    .replace(/^-|-$/g, '')
  const name = `${words}-${digest}`
  const earlier = (await readdir(systemFolder)).filter((entry) => entry.startsWith(name))
  await symlink(join(systemFolder, `${name}-${randomBytes(4).toString('hex')}`), plain).catch(
    (error: NodeJS.ErrnoException) => {
      // Another process was quicker: its link holds.
      if (error.code !== 'EEXIST') throw error
    },
  )
  if (earlier.length > 0)
    onNote(`databases of an earlier ${dataFolder} remain in ${systemFolder}: ${earlier.join(', ')}`)
  return linkEnd(plain)
}

/** A refusal in the words of the system, with the remedy. */
export function unwritable(folder: string, error: unknown): StoreError {
  const reason = error instanceof Error ? error.message : String(error)
  const full = /ENOSPC|No space left|EDQUOT|quota/i.test(reason)
  const remedy = full ? 'Free space on that disk' : 'Give the user who starts Recourse the right to write there'
  return new StoreError(
    'data_folder_unwritable',
    `The data folder ${folder} cannot be used: ${reason}. ${remedy}, or name another folder by --data or RECOURSE_DATA.`,
    { cause: error },
  )
}
