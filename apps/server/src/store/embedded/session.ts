import { realpath } from 'node:fs/promises'
import { Client } from 'pg'
import { StoreError } from '../error.ts'
import { codeOf } from '../postgres/trouble.ts'
import type { Place } from './place.ts'
import { isServerOf, readPostmaster } from './postmaster.ts'
import { isAlive } from './scratch.ts'
import type { Secrets } from './secrets.ts'

/**
 * Our connection to the server's own database, held as long as we use the server. The locks it holds are the whole
 * bookkeeping of who uses and who owns a server: a process that dies, in whatever way, loses them with its connection.
 */
export interface Session {
  readonly client: Client
  readonly port: number
  /** Resolves when the connection is gone. */
  readonly lost: Promise<void>
}

/** - `wait`: it starts, stops or recovers; ask again. - `absent`: no server of this cluster lives. */
export type NoSession = 'wait' | 'absent'

/** Shared by all who use the server; whoever gets it alone may stop it. Advisory locks of the database `postgres`. */
const USE_LOCK = 1
/** Held by the one `start` that owns the data folder. */
const SERVE_LOCK = 2

const CONNECT_TIMEOUT_MS = 5_000

/** Connects to a server that lives, is over this very cluster, and is not about to be stopped. */
export async function attach(place: Place, secrets: Secrets, name: string): Promise<Session | NoSession> {
  const postmaster = await readPostmaster(place.cluster)
  if (postmaster === null) return 'absent'
  const gone = async () => ((await isServerOf(postmaster.pid, place.cluster)) ? 'wait' : 'absent')
  if (postmaster.port === 0) return gone()
  const client = new Client({
    host: '127.0.0.1',
    port: postmaster.port,
    user: 'postgres',
    password: secrets.superuser,
    database: 'postgres',
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  })
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve)
  })
  // The end of the connection is what counts; why it broke stands in the server's log.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const session = { client, port: postmaster.port, lost }
    if (!(await isOver(place, client))) return await leave(client, await gone())
    return (await take(client, 'pg_try_advisory_lock_shared', USE_LOCK)) ? session : await leave(client, 'wait')
  } catch (error) {
    await client.end().catch(() => undefined)
    if (codeOf(error) === '28P01' && (await isServerOf(postmaster.pid, place.cluster)))
      throw passwordRefused(place, error)
    return gone()
  }
}

async function leave(client: Client, answer: NoSession): Promise<NoSession> {
  await client.end()
  return answer
}

async function isOver(place: Place, client: Client): Promise<boolean> {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
  const folder = rows[0]?.data_directory ?? ''
  return (await realpath(folder).catch(() => folder)) === place.cluster
}

async function take(client: Client, what: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared', key: number) {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT ${what}($1) AS taken`, [key])
  return rows[0]?.taken === true
}

function passwordRefused(place: Place, cause: unknown): StoreError {
  return new StoreError(
    'data_folder_damaged',
    `PostgreSQL over ${place.cluster} lives and refuses the password of recourse.json beside its data: ` +
      'it was changed by hand. Put the right one back there.',
    { cause },
  )
}

/** Who may own a data folder is asked by name, and the name holds the process: `recourse server 1234`. */
export function sessionName(role: 'server' | 'command'): string {
  return `recourse ${role} ${process.pid}`
}

/** Makes us the one owner of the data folder, or answers the process id of the one that is (0: unknown). */
export async function claim(session: Session): Promise<'owner' | { readonly heldBy: number }> {
  if (await take(session.client, 'pg_try_advisory_lock', SERVE_LOCK)) return 'owner'
  const { rows } = await session.client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1 AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [SERVE_LOCK],
  )
  const holder = /^recourse server (\d+)$/.exec(rows[0]?.application_name ?? '')
  return { heldBy: Number(holder?.[1] ?? 0) }
}

/** Whether the named holder is surely dead, so that its lock is about to go. */
export function isGone(holder: { readonly heldBy: number }): boolean {
  return holder.heldBy === 0 || !isAlive(holder.heldBy)
}

/**
 * Gives up our use; true when nobody else uses the server, which then takes no newcomer any more: stop it.
 * The shared lock goes first. Otherwise two that leave together would each see the other, and both would walk away.
 */
export async function isLast(session: Session): Promise<boolean> {
  await session.client.query('SELECT pg_advisory_unlock_shared($1)', [USE_LOCK])
  return take(session.client, 'pg_try_advisory_lock', USE_LOCK)
}
