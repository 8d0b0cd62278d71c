import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Config } from './config.ts'
import { type FsckState, type FsckVerdict, fsckLog } from './service/log/fsck/fsck-log.ts'
import type { LogIdentity } from './service/log/ports.ts'
import { type LogReader, LogUnreadable, MAX_SMALL_FILE } from './service/log/verify/reader.ts'
import { type Trust, trustOf } from './service/log/verify/trust.ts'
import { erasureList } from './store/keys/erasure-list.ts'
import { keyFolder } from './store/keys/key-folder.ts'
import { wrappingKey } from './store/keys/wrapping-key.ts'
import { fsckRows } from './store/postgres/log/fsck-rows.ts'
import { type IdentityRow, identityOf } from './store/postgres/log/rows.ts'
import { anythingSealed, sealingKeys } from './store/postgres/log/sealing-keys.ts'
import { blocksHere, blocksInThreads } from './store/tiles/block-pool.ts'
import { directoryReader } from './store/tiles/directory-reader.ts'
import { tileStores } from './store/tiles/tile-stores.ts'
import { logCrypto, poolFor, readerOf } from './verify-place.ts'

export interface FsckSettings {
  readonly vkeys: readonly string[]
  /** As given; its quorum is asked for. */
  readonly policyFile: Uint8Array | null
  /** null: the usual one is assumed where times are compared. */
  readonly granularityHours: number | null
  readonly from: FsckState | null
  readonly signal: AbortSignal
  onState(state: FsckState): void
  onLeaves(leaves: number, of: bigint): void
  onNote(text: string): void
}

/** `log fsck --dir|--url`: a log of this kind by its files alone. @throws LogUnreadable; LogError for keys or a policy that cannot be read */
export async function fsckPlace(place: string, asked: FsckSettings): Promise<FsckVerdict> {
  const reader = readerOf(place, { signal: asked.signal })
  const pool = poolFor(reader, place)
  try {
    return await fsckLog({
      ...common(asked),
      reader,
      pool,
      trust: await trustIn(reader, asked),
      granularityHours: asked.granularityHours,
      database: null,
    })
  } finally {
    await pool.close()
  }
}

function common(asked: FsckSettings) {
  return {
    crypto: logCrypto,
    policyFile: asked.policyFile,
    ...(asked.from === null ? {} : { from: asked.from }),
    onState: asked.onState,
    signal: asked.signal,
    onLeaves: asked.onLeaves,
    now: () => performance.now(),
  }
}

/** The keys given; else those that the log serves itself, which show no more than that it agrees with itself. */
async function trustIn(reader: LogReader, asked: FsckSettings): Promise<Trust> {
  const given = trustOf(logCrypto, asked.vkeys, asked.policyFile)
  if (given.logs.length > 0) return given
  for (const path of ['keys', 'vkey']) {
    const served = await reader.read(path, MAX_SMALL_FILE)
    if (served === null) continue
    asked.onNote(`the keys are those of ${reader.place}/${path} itself; --vkey or --policy names others`)
    const lines = Buffer.from(served).toString('utf8').split('\n')
    return trustOf(
      logCrypto,
      lines.filter((line) => line !== ''),
      asked.policyFile,
    )
  }
  throw new LogUnreadable(`${reader.place} serves no keys; name the log's by --vkey or --policy`)
}

export interface OwnFsck extends FsckSettings {
  readonly config: Pick<Config, 'keysFolder' | 'tiles'>
  readonly pool: Pool
  /** Elsewhere than RECOURSE_TILES: of the live log alone. */
  readonly place: string | null
}

/** Our own logs, every shard, with their rows. Empty where this installation has none. @throws LogUnreadable, LogStop */
export async function fsckOwn(asked: OwnFsck): Promise<readonly (FsckVerdict & { readonly folder: string })[]> {
  const { rows } = await asked.pool.query<IdentityRow>('SELECT * FROM log_identity ORDER BY log')
  const identities = rows.map(identityOf)
  const wanted = asked.place === null ? identities : identities.filter(({ frozenAt }) => frozenAt === null)
  const verdicts: (FsckVerdict & { folder: string })[] = []
  for (const identity of wanted) verdicts.push({ ...(await fsckShard(asked, identity)), folder: identity.folder })
  return verdicts
}

async function fsckShard(asked: OwnFsck, identity: LogIdentity): Promise<FsckVerdict> {
  const { reader, blocks } = await ownReader(asked, identity.folder)
  const chance = { uuid: () => '', secret: () => new Uint8Array(randomBytes(32)) }
  const { keysFolder } = asked.config
  const wrapping = wrappingKey({
    keys: keyFolder(keysFolder),
    list: erasureList(keysFolder),
    inUse: () => anythingSealed(asked.pool),
  })
  const trust = await ownTrust(reader, identity, asked.policyFile)
  // The checkpoint first: the rows of a running log are never behind it.
  const note = await reader.read('checkpoint', MAX_SMALL_FILE)
  const pinned: LogReader = {
    ...reader,
    read: (path, limit) => (path === 'checkpoint' ? (note?.slice() ?? null) : reader.read(path, limit)),
  }
  const rows = await fsckRows(asked.pool, {
    crypto: logCrypto,
    identity,
    trust,
    reader: pinned,
    sealing: sealingKeys({ wrappingKey: wrapping, chance }),
  })
  try {
    return await fsckLog({
      ...common(asked),
      reader: pinned,
      pool: blocks,
      trust,
      granularityHours: identity.granularityHours,
      database: rows.part,
    })
  } finally {
    await rows.release()
    await blocks.close()
  }
}

async function ownReader({ config, place, signal }: OwnFsck, folder: string) {
  if (place !== null) {
    const reader = readerOf(place, { signal })
    return { reader, blocks: poolFor(reader, place) }
  }
  if (config.tiles.kind === 'folder') {
    const path = join(config.tiles.path, folder)
    const reader = directoryReader(path)
    return { reader, blocks: blocksInThreads(path, reader) }
  }
  const stores = await tileStores(config.tiles)
  const store = stores.of(folder)
  const reader: LogReader = {
    place: store.place,
    concurrency: 16,
    async read(path) {
      const bytes = await store.read(path)
      return bytes === null ? null : new Uint8Array(bytes)
    },
    list: () => store.list(),
  }
  const here = blocksHere(reader)
  return { reader, blocks: { ...here, close: async () => stores.close() } }
}

/** Our own keys, and the witnesses of the policy we publish; its quorum is asked for only where the policy was given. */
async function ownTrust(reader: LogReader, identity: LogIdentity, given: Uint8Array | null): Promise<Trust> {
  const trust = trustOf(logCrypto, identity.vkeys, given)
  if (given !== null) return trust
  const published = await reader.read('policy', MAX_SMALL_FILE)
  if (published === null) return trust
  const { policy } = trustOf(logCrypto, [], published)
  return { ...trust, policy: policy === null ? null : { ...policy, quorum: null } }
}
