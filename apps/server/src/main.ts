import { readFileSync } from 'node:fs'
import type { Pool } from 'pg'
import { contractRoutes } from './api/contracts.ts'
import type { ApiDeps } from './api/deps.ts'
import { findingRoutes } from './api/findings.ts'
import { inventoryRoutes } from './api/inventories.ts'
import { logApiRoutes } from './api/log.ts'
import { logFileRoutes } from './api/log-files.ts'
import { type PublicReceipts, receiptRoutes } from './api/receipts.ts'
import { useCaseRoutes } from './api/use-cases.ts'
import type { Config } from './config.ts'
import type { Routes } from './http/door.ts'
import type { LogBorder } from './http/logged-write.ts'
import { type Log, traceOf } from './http/logging.ts'
import type { RenderErrorPage } from './http/problem-reply.ts'
import { createHttp } from './http/server.ts'
import { listen, stopServing } from './http/serving.ts'
import { readStatic } from './http/static.ts'
import { openRecordLog } from './open-record-log.ts'
import { type RegisterDeps, systemClock, systemIds } from './open-register.ts'
import type { ServedLog } from './serve-log.ts'
import type { EditorSessions } from './service/editor/editor-sessions.ts'
import { finishErasures } from './service/log/erase.ts'
import { makeReceipt, type ReceiptParts } from './service/log/receipt.ts'
import type { RecordLog } from './service/log/record-log.ts'
import type { DatabaseHandle } from './store/database-handle.ts'
import type { StoreError } from './store/error.ts'
import { memoryRateLimiter } from './store/memory/rate-limiter.ts'
import { openDatabase } from './store/open-database.ts'
import { postgresEditorSessions } from './store/postgres/editor-session.ts'
import { postgresKeptReplies } from './store/postgres/idempotency.ts'
import { receiptRow } from './store/postgres/log/receipt-row.ts'
import { migrate } from './store/postgres/migrate.ts'
import { openPool } from './store/postgres/pool.ts'
import { postgresRateLimiter } from './store/postgres/rate-limiter.ts'
import { databaseChecks } from './store/postgres/readiness.ts'
import { postgresRegister } from './store/postgres/register/register-store.ts'
import { storeTrouble } from './store/postgres/trouble.ts'
import { sources } from './store/source.ts'

/** What a server has beyond what a command has. */
export interface ServerDeps extends RegisterDeps {
  readonly editorSessions: EditorSessions
  /** null: this server runs without a log. */
  readonly servedLog: ServedLog | null
}

/** Pages, and what they are dressed in. */
export interface SiteParts {
  routes(deps: ServerDeps): readonly Routes[]
  readonly renderErrorPage?: RenderErrorPage
  /** Folder of built files, served under `/static/`; null for none. */
  readonly staticFolder: string | null
  /** The style sheet that stands inside every page. */
  readonly style?: string | null
}

export interface StartOptions {
  readonly config: Config
  readonly log: Log
  readonly site: SiteParts
  /** Interrupts the opening; `StoreError` `open_aborted`. */
  readonly signal?: AbortSignal
  /** Told what the operator should know while it opens. */
  onNote(text: string): void
  /** After migrating: opens the log. Left out: a server without one, as for tests of other doors. @throws LogStop */
  openLog?(connectionString: string): Promise<ServedLog>
  /** After migrating and before listening: loads the demonstration where there is nothing yet. */
  prepare?(deps: RegisterDeps): Promise<void>
  /** The database is gone for good: the process should stop and end. */
  onLost?(error: StoreError): void
}

export interface RunningServer {
  /** Where it listens, `http://127.0.0.1:8080`. */
  readonly address: string
  /** Answers what was asked already, for ten seconds at most, then lets go of the database. Repeated calls are one. */
  stop(): Promise<void>
}

const FORGET_EVERY_MS = 3_600_000

/** Opens the database, migrates it, and serves all doors until stopped. @throws StoreError, ListenError */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config, log, signal, onLost } = options
  const database = await openDatabase({
    databaseUrl: config.database.kind === 'external' ? config.database.url : null,
    dataFolder: config.dataFolder,
    role: 'server',
    onNote: (text) => options.onNote(text),
    ...(signal === undefined ? {} : { signal }),
    ...(onLost === undefined ? {} : { onLost: (error: StoreError) => onLost(error) }),
  })
  try {
    await migrate({ connectionString: database.connectionString, onNote: (text) => options.onNote(text) })
    const pool = openPool({
      connectionString: database.connectionString,
      name: 'recourse server',
      onTrouble: (error) => log('warn', 'database connection lost', { error: traceOf(error) }),
    })
    try {
      return await serve(options, database, pool)
    } catch (error) {
      await pool.end()
      throw error
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function serve(options: StartOptions, database: DatabaseHandle, pool: Pool): Promise<RunningServer> {
  const { config } = options
  const { log: records, erasure } = openRecordLog(pool, config)
  const clock = systemClock()
  await finishErasures(erasure, clock.now())
  const deps: RegisterDeps = { store: postgresRegister(pool, records), sources, clock, ids: systemIds }
  const servedLog = (await options.openLog?.(database.connectionString)) ?? null
  try {
    return await serveDoors(options, { database, pool, deps, records, servedLog })
  } catch (error) {
    await servedLog?.stop()
    throw error
  }
}

async function serveDoors(
  options: StartOptions,
  parts: {
    readonly database: DatabaseHandle
    readonly pool: Pool
    readonly deps: RegisterDeps
    readonly records: RecordLog
    readonly servedLog: ServedLog | null
  },
): Promise<RunningServer> {
  const { config, log, site } = options
  const { database, pool, deps, records, servedLog } = parts
  await options.prepare?.(deps)
  const replies = postgresKeptReplies(pool)
  const writeLimiter = postgresRateLimiter(pool)
  const app = await createHttp({
    config,
    version: ownVersion(),
    log,
    clock: deps.clock,
    ids: deps.ids,
    readLimiter: memoryRateLimiter(),
    writeLimiter,
    replies,
    currentVersion: async () => String((await deps.store.version()).shown),
    readiness: async () => {
      const checks = await databaseChecks(pool)
      // Readers are served whether or not the log grows.
      return servedLog === null ? checks : [...checks, { ...servedLog.check(), isTold: true as const }]
    },
    addMetrics: (registry) => servedLog?.addMetrics(registry),
    logBorder: servedLog === null ? null : logBorder(servedLog, config),
    isOutage: (error) => storeTrouble(error) !== null,
    inlineStyle: site.style ?? null,
    staticFiles: site.staticFolder === null ? new Map() : await readStatic(site.staticFolder),
    ...(site.renderErrorPage === undefined ? {} : { renderErrorPage: site.renderErrorPage }),
    routes: [
      ...apiRoutes(deps),
      ...(servedLog === null
        ? []
        : [
            logApiRoutes(servedLog.pages),
            logFileRoutes(servedLog.files),
            receiptRoutes(publicReceipts(pool, records, servedLog)),
          ]),
      ...site.routes({ ...deps, editorSessions: postgresEditorSessions(pool), servedLog }),
    ],
  })
  const address = await listen(app, config)
  log('info', 'listening', { listening: address })

  const forget = () => {
    replies
      .forgetOld(deps.clock.now())
      .catch((error: unknown) => log('warn', 'old replies not forgotten', { error: traceOf(error) }))
  }
  forget()
  const forgetting = setInterval(forget, FORGET_EVERY_MS)
  let stopped: Promise<void> | null = null
  return {
    address,
    stop() {
      stopped ??= (async () => {
        clearInterval(forgetting)
        await stopServing(app, log)
        await servedLog?.stop()
        await writeLimiter
          .forget()
          .catch((error: unknown) => log('warn', 'counts not forgotten', { error: traceOf(error) }))
        await pool.end()
        await database.close()
        log('info', 'stopped')
      })()
      return stopped
    },
  }
}

/** Receipts wait for the quorum, unless RECOURSE_RECEIPTS is open. */
function logBorder(servedLog: ServedLog, { receipts }: Pick<Config, 'receipts'>): LogBorder {
  return {
    pushback: (load) => servedLog.pushback(load),
    async isPublished(records, { ms }) {
      return (await servedLog.wait(records, { quorum: receipts === 'closed', ms })) !== null
    },
  }
}

/** Of public records alone, whoever asks. */
function publicReceipts(pool: Pool, records: RecordLog, servedLog: ServedLog): PublicReceipts {
  return {
    async make(record, shows) {
      const row: ReceiptParts['row'] = (id, checkpoint) => receiptRow(pool, id, checkpoint)
      return makeReceipt({ ...servedLog.receipts, records, row }, record, { shows, publicOnly: true })
    },
  }
}

function apiRoutes(deps: ApiDeps): readonly Routes[] {
  return [useCaseRoutes(deps), findingRoutes(deps), inventoryRoutes(deps), contractRoutes(deps)]
}

/** Of this software, as its package says. */
function ownVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined
  if (typeof version !== 'string') throw new Error('apps/server/package.json names no version')
  return version
}
