import { EMPTY_EDGE, emptyRoot, encodeEntry, shardStart, writeCheckpoint } from '@recourse/log'
import type { Leadership } from './log-store.ts'
import type { LogParts, SigningKeys } from './parts.ts'
import { type LogIdentity, LogStop } from './ports.ts'
import { publish } from './publish.ts'
import { sequenceBatch, signGrowth } from './sequence.ts'
import { type OpenLog, startUp } from './start-up.ts'

export interface InitParts extends LogParts {
  /** Fresh keys of a log's name; the ones that lie there already, if any. */
  makeKeys(origin: string, folder: string): Promise<SigningKeys>
  /** Key files of a log of this folder, by path; empty for none. */
  keyFiles(folder: string): Promise<readonly string[]>
  /** Nothing at all below the root of the tile store. */
  hasNoTiles(): Promise<boolean>
  /** Queues an index root over the published size of a log that ends. */
  queueIndexRoot?(log: number): Promise<void>
}

/** What is settled here for the whole log, and never again. */
export interface NewLog {
  readonly origin: string
  readonly granularityHours: number
  readonly kinds: LogIdentity['kinds']
  readonly demonstration: boolean
}

/** Names below `/log/` that a log's folder cannot have. */
const TAKEN = ['checkpoint', 'index', 'keys', 'policy', 'tile', 'vkey', '.', '..']
const MOST_ROUNDS = 20

/** The last part of the origin: where the log lies below the tile store's root, and below `/log/`. @throws LogStop `origin_unfit` */
export function folderOf(origin: string): string {
  const folder = (origin.split('/').at(-1) ?? '').replace(':', '_')
  if (/^[A-Za-z0-9._~-]{1,64}$/.test(folder) && !TAKEN.includes(folder)) return folder
  throw new LogStop(
    'origin_unfit',
    'log.md 1',
    `The last part of the origin ${origin} names the log's folder, and ${folder === '' ? 'an empty one' : folder} cannot. Take a year, as in recourse.example/log/2026.`,
  )
}

/**
 * Makes the log of this database: the first one, or the next one where the live log has another origin; that one is then
 * frozen with a last index root and a last quorum checkpoint. Leaves a published checkpoint behind.
 * @throws LogStop `log_present` beside data, tiles or keys of a log that this database does not know; `log_in_use`,
 * `quorum_missing` for a log that cannot be ended now; what `startUp` throws
 */
export async function initLog(parts: InitParts, made: NewLog): Promise<LogIdentity> {
  const folder = folderOf(made.origin)
  const all = await parts.store.identities()
  const live = all.find(({ frozenAt }) => frozenAt === null)
  await refusePresent(parts, made, folder, all)
  const facts = await parts.store.facts()
  await parts.tilesOf(folder).probe()
  const keys = await parts.makeKeys(made.origin, folder)
  const identity: LogIdentity = {
    ...made,
    log: Math.max(0, ...all.map(({ log }) => log)) + 1,
    folder,
    inception: parts.clock.now(),
    vkeys: keys.vkeys,
    systemId: facts.systemId,
    timeline: facts.timeline,
    frozenAt: null,
  }
  if (live === undefined) await createFirst(parts, identity, keys)
  else await createNext(parts, identity, keys, live)
  await leading(parts, identity, async (log) => {
    await publish(parts, log)
  })
  return identity
}

async function refusePresent(
  parts: InitParts,
  { origin }: NewLog,
  folder: string,
  all: readonly LogIdentity[],
): Promise<void> {
  const known = all.find((one) => one.origin === origin || one.folder === folder)
  if (known !== undefined) {
    throw present(`This database has the log ${known.origin} already${known.frozenAt === null ? '' : ', frozen'}.`)
  }
  if (all.length === 0 && (await parts.store.hasOrphans())) {
    throw present('This database holds leaves of a log whose identity is gone. Restore the database whole.')
  }
  const tilesEmpty = all.length === 0 ? await parts.hasNoTiles() : await isEmpty(parts, folder)
  if (!tilesEmpty) {
    throw present(
      `${parts.tilesOf(folder).place} holds tiles of a log that this database does not know. Run "recourse log recover --from-tiles", or set RECOURSE_TILES to an empty place.`,
    )
  }
  const files = await parts.keyFiles(folder)
  if (files.length > 0) {
    throw present(
      `${files.join(', ')}: keys of a log under this name lie there. A second log by the same keys would contradict the first. If that one was never published, move the files away.`,
    )
  }
}

async function isEmpty({ tilesOf }: InitParts, folder: string): Promise<boolean> {
  for await (const _path of tilesOf(folder).list()) return false
  return true
}

async function createFirst(parts: InitParts, identity: LogIdentity, keys: SigningKeys): Promise<void> {
  const root = emptyRoot()
  const time = identity.inception
  const checkpoint = keys.sign(writeCheckpoint({ origin: identity.origin, size: 0n, root, extensions: [] }), time)
  await parts.store.create(identity, { size: 0n, root, checkpoint, time, term: 0n, publishedSize: 0n })
}

/** Ends the live log, and begins the next with the shard start as entry 0, in one transaction. */
async function createNext(
  parts: InitParts,
  identity: LogIdentity,
  keys: SigningKeys,
  live: LogIdentity,
): Promise<void> {
  if (
    live.granularityHours % identity.granularityHours !== 0 &&
    identity.granularityHours % live.granularityHours !== 0
  ) {
    throw present(
      `The granularity of a next log divides that of the last (${live.granularityHours} hours), or is divided by it.`,
    )
  }
  await leading(parts, live, async (opened) => {
    let log = opened
    for (let round = 0; round < MOST_ROUNDS; round++) {
      log = await publishedWhole(parts, log)
      if (round === 0 && parts.queueIndexRoot !== undefined) {
        await parts.queueIndexRoot(live.log)
        log = await publishedWhole(parts, log)
      }
      const start = encodeEntry(shardStart(parts.crypto.sha256, live.origin, log.head.size, log.head.root))
      const before = { size: 0n, root: emptyRoot(), time: log.head.time }
      const row = { id: 0n, label: null, entry: start, record: null }
      const batch = await signGrowth(parts, { identity, keys, edge: EMPTY_EDGE, head: before }, [row])
      const first = { ...batch, log: identity.log, old: { ...log.head }, next: batch.head }
      const head = { ...batch.head, term: 0n, publishedSize: 0n }
      if (await parts.store.create(identity, head, { freeze: live.log, first })) return
    }
    throw inUse('leaves are queued all the time')
  })
}

/** Everything queued is sequenced, and the whole log stands under a quorum checkpoint. */
async function publishedWhole(parts: InitParts, opened: OpenLog): Promise<OpenLog> {
  let log = opened
  for (;;) {
    const { log: next, leaves } = await sequenceBatch(parts, log)
    log = next
    if (leaves === 0) break
  }
  const { published, witnesses } = await publish(parts, log)
  if (published?.quorum !== true) {
    throw new LogStop(
      'quorum_missing',
      'log.md 5',
      `The log ${log.identity.origin} can end under a checkpoint with its quorum only, and at size ${log.head.size} the witnesses did not answer. It goes on as before; try again when they do.`,
    )
  }
  return { ...log, published, witnesses, head: { ...log.head, publishedSize: published.size } }
}

async function leading(parts: LogParts, identity: LogIdentity, work: (log: OpenLog) => Promise<void>): Promise<void> {
  const leadership: Leadership | null = await parts.store.tryLead(identity.log)
  if (leadership === null) throw inUse('a server is running on this database')
  try {
    await work(await startUp({ ...parts, origin: null }, identity))
  } finally {
    await leadership.release()
  }
}

function present(message: string): LogStop {
  return new LogStop('log_present', 'log.md 5', message)
}

function inUse(why: string): LogStop {
  return new LogStop(
    'log_in_use',
    'log.md 5',
    `The log cannot be changed now: ${why}. Stop the server, then try again.`,
  )
}
