import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isServerOf, readPostmaster } from '../postmaster.ts'
import { isAlive } from '../scratch.ts'
import { dropTestDatabases, FOLDER_VARIABLE } from '../testing.ts'

const PREFIX = 'recourse-test-'

/**
 * vitest's global set-up: names a folder for this run, in which the first test that wants a database starts the server,
 * and stops that server when the run ends, however its tests ended. What a killed run left goes at the next one.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  // As root, the server runs as a user who must pass through.
  await chmod(folder, 0o711)
  process.env[FOLDER_VARIABLE] = folder
  return async () => {
    await dropTestDatabases(folder)
    await remove(folder)
  }
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN
    if (Number.isInteger(pid) && !isAlive(pid)) await remove(join(tmpdir(), name))
  }
}

/** Ends the server of the folder at once, for nobody needs its data, and deletes them. */
async function remove(folder: string): Promise<void> {
  const cluster = join(await realpath(folder), 'postgres')
  const postmaster = await readPostmaster(cluster)
  if (postmaster !== null && (await isServerOf(postmaster.pid, cluster))) {
    process.kill(postmaster.pid, 'SIGQUIT')
    while (await isServerOf(postmaster.pid, cluster)) await sleep(10)
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
