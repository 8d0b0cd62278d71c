import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'
import { openLog } from './open-log.ts'
import { openRecordLog } from './open-record-log.ts'
import type { OpenDatabase } from './open-register.ts'
import { LOG_EVENTS } from './service/log/event-kind.ts'
import { initLog } from './service/log/init.ts'
import { settleKinds } from './service/log/kinds-for.ts'
import { openOwnCheckpoint } from './service/log/own-checkpoint.ts'
import { type LogIdentity, LogStop } from './service/log/ports.ts'
import { type Recovered, recoverFromTiles } from './service/log/recover.ts'
import { type Repaired, repairLog } from './service/log/repair.ts'

/** What one command on the log works with. */
export interface LogPlace {
  readonly config: Config
  readonly database: OpenDatabase
}

/** Settled for the whole log. */
export interface LogTerms {
  readonly granularityHours: number
  readonly kinds: LogIdentity['kinds']
}

/**
 * Makes the log named by RECOURSE_ORIGIN, and ends the one before it. `casesPerGranule`: how many are expected; null for a
 * register alone. @throws LogStop
 */
export async function makeLog(
  { config, database }: LogPlace,
  { granularityHours, kinds: asked, casesPerGranule }: LogTerms & { readonly casesPerGranule: number | null },
): Promise<LogIdentity> {
  const kinds = settleKinds(asked, casesPerGranule)
  if (config.origin === null) {
    throw new LogStop(
      'origin_unfit',
      'log.md 5',
      "Set RECOURSE_ORIGIN to the new log's name, its address without a scheme, such as recourse.example/log/2026. " +
        'It is the log\'s name for ever. ("recourse start" makes a demonstration by itself.)',
    )
  }
  const acts = await openLog({ config, pool: database.pool, connectionString: database.connectionString })
  return initLog(acts, { granularityHours, kinds, origin: config.origin, demonstration: false })
}

/** See `recoverFromTiles`. Leaves without a record are logged as an incident, in a stream of the log's own. @throws LogStop */
export async function recoverLog({ config, database }: LogPlace, terms: LogTerms): Promise<Recovered> {
  const { pool, connectionString } = database
  const acts = await openLog({ config, pool, connectionString })
  const records = openRecordLog(pool, config)
  return recoverFromTiles(
    {
      ...acts,
      streamKeyOf: ({ id }) => records.streamKeyOf(id),
      async logIncident(origin, leaves) {
        const { code, version } = LOG_EVENTS.Incident
        const slots = ['records_lost', leaves.join(' ')].map((value) => ({ kind: 'value' as const, value }))
        const stream = { kind: 'public' as const, name: `log/${origin}` as const }
        await records.log.append([{ stream, code, version, slots }], acts.clock.now())
      },
    },
    terms,
  )
}

/** See `repairLog`. What is moved aside lies below the data folder, by the time of the repair. @throws LogStop */
export async function repairOwnLog({ config, database }: LogPlace): Promise<Repaired & { readonly asideIn: string }> {
  const acts = await openLog({ config, pool: database.pool, connectionString: database.connectionString })
  const asideIn = join(config.dataFolder, 'log-aside', new Date(acts.clock.now()).toISOString().replaceAll(':', '-'))
  const repaired = await repairLog({
    ...acts,
    async keepAside(folder, path, bytes) {
      const file = join(asideIn, folder, ...path.split('/'))
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(file, bytes, { flush: true })
    },
  })
  return { ...repaired, asideIn }
}

/** The public checkpoint of the live log. */
export interface OwnPublished {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
  /** The Ed25519 key in one line. */
  readonly vkey: string
  readonly note: Uint8Array
}

/** @throws LogStop `log_absent`; LogError where what is published is none of it */
export async function publishedCheckpoint({ config, database }: LogPlace): Promise<OwnPublished> {
  const { store, tilesOf, crypto, policy } = await openLog({
    config,
    pool: database.pool,
    connectionString: database.connectionString,
  })
  const identity = (await store.identities()).find(({ frozenAt }) => frozenAt === null)
  const note = identity === undefined ? null : await tilesOf(identity.folder).read('checkpoint')
  if (identity === undefined || note === null) {
    throw new LogStop(
      'log_absent',
      'log.md 7.1',
      'Nothing is published yet. "recourse start" makes a log where there is none.',
    )
  }
  const { origin, vkeys } = identity
  const { size, root } = openOwnCheckpoint(crypto, origin, vkeys, policy.policy, note)
  return { origin, size, root, vkey: vkeys[0] ?? '', note }
}

interface Found {
  readonly ok: boolean
  readonly detail: string
}

const NO_LOG_YET: Found = { ok: true, detail: 'there is no log yet; the first start makes one' }

/** For `check`: the keys in RECOURSE_KEYS are those of the live log. @throws LogStop `keys_unfit` */
export async function checkLogKeys({ config, database }: LogPlace): Promise<Found> {
  const { pool, connectionString } = database
  const { store, keysOf } = await openLog({ config, pool, connectionString })
  const identity = (await store.identities()).find(({ frozenAt }) => frozenAt === null)
  if (identity === undefined) return NO_LOG_YET
  const { vkeys } = await keysOf(identity.origin, identity.folder)
  const isOurs = vkeys.join('\n') === identity.vkeys.join('\n')
  return { ok: isOurs, detail: isOurs ? `those of ${identity.origin}` : `not those of ${identity.origin}` }
}

/** For `check`: head, entries and what is published do not contradict each other. */
export async function checkLog(place: LogPlace): Promise<Found> {
  const { config, database } = place
  const { store } = await openLog({ config, pool: database.pool, connectionString: database.connectionString })
  const identity = (await store.identities()).find(({ frozenAt }) => frozenAt === null)
  if (identity === undefined) return NO_LOG_YET
  // What is public is read first: the log may grow meanwhile.
  const { size } = await publishedCheckpoint(place)
  const head = await store.head(identity.log)
  const { count } = await store.entryCount(identity.log)
  const known = head?.size ?? -1n
  const ok = count >= known && size <= known
  const waiting = (await store.outboxDepth()).rows
  const detail = `${identity.origin}: ${known} leaves, ${count} entries, ${size} published, ${waiting} waiting`
  return { ok, detail }
}
