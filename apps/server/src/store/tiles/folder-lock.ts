import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { platform } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

const ADDRESS_BYTES = 107
const FIRST_WAIT_MS = 2
const LONGEST_WAIT_MS = 100
const PATIENCE_MS = 30_000

const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `work` alone among all processes of this computer that work on this folder: by a lock that the kernel frees when its holder dies, an abstract
 * Unix socket named after the folder's real path (Node has no flock). A stopped holder keeps it: the second waits, at most `patienceMs`. Where there
 * are no abstract sockets, as on macOS, processes are told apart by the sequencer's advisory lock alone, and only this process's own calls queue here.
 * @throws Error once it waited too long; nothing was done.
 */
export async function alone<T>(folder: string, work: () => Promise<T>, patienceMs: number = PATIENCE_MS): Promise<T> {
  const real = await realpath(folder)
  const before = queues.get(real) ?? Promise.resolve()
  const turn = before.then(() => locked(real, work, patienceMs))
  const settled = turn.then(ignore, ignore)
  queues.set(real, settled)
  try {
    return await turn
  } finally {
    if (queues.get(real) === settled) queues.delete(real)
  }
}

const ignore = (): void => {}

async function locked<T>(folder: string, work: () => Promise<T>, patienceMs: number): Promise<T> {
  if (platform !== 'linux') return work()
  const address = lockAddress(folder)
  let holder: Server | null = null
  let waited = 0
  for (let wait = FIRST_WAIT_MS; holder === null; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    holder = await bind(address)
    if (holder !== null) break
    if (waited >= patienceMs) {
      throw new Error(
        `${folder} has been locked by another process for ${Math.round(patienceMs / 1_000)} seconds; ` +
          'look for a second server on this folder, perhaps a stopped one',
      )
    }
    await sleep(wait)
    waited += wait
  }
  try {
    return await work()
  } finally {
    await close(holder)
  }
}

/** All 107 bytes are used: Node versions differ in whether they fill a shorter name with NUL bytes, which makes it another name. */
export function lockAddress(realFolder: string): string {
  const digest = createHash('sha256').update(realFolder).digest('hex')
  return `\0${`recourse-log/${digest}/`.padEnd(ADDRESS_BYTES, '.')}`
}

/** null: somebody holds it. */
function bind(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen({ path: address, backlog: 1 }, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
