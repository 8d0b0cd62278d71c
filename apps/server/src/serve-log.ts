import { randomBytes } from 'node:crypto'
import { decodeUtf8 } from '@recourse/log'
import { Gauge, type Registry } from 'prom-client'
import type { LogFilesDeps } from './api/log-files.ts'
import type { Config } from './config.ts'
import { type Log, traceOf } from './http/logging.ts'
import { type LogActs, openLog } from './open-log.ts'
import { systemClock } from './open-register.ts'
import { initLog } from './service/log/init.ts'
import { type LogPages, logPages } from './service/log/log-pages.ts'
import { logViews } from './service/log/log-view.ts'
import { independenceOf } from './service/log/policy-file.ts'
import { type LogIdentity, LogStop } from './service/log/ports.ts'
import { publicLogs } from './service/log/public-logs.ts'
import { type LogLoad, type Pushback, pushback } from './service/log/pushback.ts'
import type { ReceiptParts } from './service/log/receipt.ts'
import { type AfterPublish, type LogRunner, type RunnerState, runLog } from './service/log/run-log.ts'
import { type LogStatus, logStatus } from './service/log/status.ts'
import { type CoveredLeaf, waitForPublication } from './service/log/wait.ts'
import { openPool } from './store/postgres/pool.ts'
import { showPublished } from './store/postgres/register/published.ts'

/** The log as one server process has it: sequenced here, or by another process of the same database. */
export interface ServedLog {
  readonly identity: LogIdentity
  /** What `/log` and the API show. */
  readonly pages: LogPages
  /** What is served under `/log/`: this log and those before it. */
  readonly files: LogFilesDeps
  /** Of the quorum, those said to be run by nobody who runs this log or decides; 0 where it can be met without them. */
  readonly independentWitnesses: number
  /** Text of the policy that the live log publishes; null before its first start. */
  policy(): Promise<string | null>
  /** What receipts are made from, but for the records, which are the register's and the cases'. */
  readonly receipts: Pick<ReceiptParts, 'store' | 'filesOf' | 'crypto'>
  /** Of this process's part in it. */
  state(): RunnerState
  /** Read afresh; null where the database no longer has a live log. */
  status(): Promise<LogStatus | null>
  /** For `/readyz`: readers go on without the sequencer. */
  check(): { readonly id: 'log'; readonly ok: boolean; readonly detail: string }
  addMetrics(registry: Registry): void
  /** To be asked before the transaction of whoever writes; null: go on. */
  pushback(load: LogLoad): Promise<Pushback | null>
  /** null: not covered in time. */
  wait(
    records: readonly string[],
    options: { readonly quorum: boolean; readonly ms: number },
  ): Promise<readonly CoveredLeaf[] | null>
  /** Finishes the cycle under way, publishes, and lets others take over. Repeated calls are one. */
  stop(): Promise<void>
}

interface ServeLogOptions {
  readonly acts: LogActs
  readonly log: Log
  readonly afterPublish: readonly AfterPublish[]
  /** Told what the operator should know, in words. */
  onNote(text: string): void
}

const OWN_CONNECTIONS = 4

/** With connections of its own, so that no crowd of readers keeps a leaf waiting. @throws LogStop, and what the stores throw */
export async function openServedLog(options: {
  readonly config: Config
  readonly connectionString: string
  readonly log: Log
  onNote(text: string): void
}): Promise<ServedLog> {
  const { config, connectionString, log } = options
  const pool = openPool({
    connectionString,
    name: 'recourse log',
    size: OWN_CONNECTIONS,
    onTrouble: (error) => log('warn', 'database connection lost', { error: traceOf(error) }),
  })
  try {
    const acts = await openLog({ config, pool, connectionString })
    const afterPublish = [acts.indexRoots.afterPublish, showPublished(pool)]
    const served = await serveLog({ acts, log, afterPublish, onNote: (text) => options.onNote(text) })
    let ended: Promise<void> | null = null
    const stop = (): Promise<void> => {
      ended ??= (async () => {
        try {
          await served.stop()
        } finally {
          await pool.end()
        }
      })()
      return ended
    }
    return { ...served, stop }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/**
 * Makes a log where database and tiles know of none (a demonstration, with a random origin, unless RECOURSE_ORIGIN is
 * set), and sequences it, or waits to. @throws LogStop where it must not start; errors of the stores
 */
export async function serveLog(options: ServeLogOptions): Promise<ServedLog> {
  const { acts, log, onNote } = options
  const identity = await liveLog(options)
  const runner = await runLog(acts, identity, {
    afterPublish: options.afterPublish,
    onTrouble(error) {
      log(error instanceof LogStop ? 'error' : 'warn', 'log not sequenced', { error: traceOf(error) })
      if (error instanceof LogStop) onNote(`recourse: the log ${identity.origin} stands still: ${error.message}`)
    },
  })
  onNote(`The log is ${identity.origin}${identity.demonstration ? ', a demonstration' : ''}.`)
  return servedLog(acts, identity, runner)
}

function servedLog(acts: LogActs, identity: LogIdentity, runner: LogRunner): ServedLog {
  const { store, clock, policy, settings } = acts
  const status = (): Promise<LogStatus | null> => logStatus({ store, policy, publishing: settings.publishing })
  let stopped: Promise<void> | null = null
  const { independent, reason, witnesses } = independenceOf(policy, identity.origin)
  const views = logViews(acts.logView, clock, () => ({ witnessed: reason, witnesses }))
  return {
    identity,
    independentWitnesses: independent ? witnesses.filter(({ runBy }) => runBy === 'independent').length : 0,
    pages: logPages(views, acts.crypto.sha256, (folder) => (path) => acts.tilesOf(folder).read(path)),
    files: {
      logs: publicLogs({
        identities: () => store.identities(),
        tilesOf: (folder) => acts.tilesOf(folder),
        clock: systemClock(),
      }),
      index: acts.indexBuckets,
    },
    async policy() {
      const bytes = await acts.tilesOf(identity.folder).read('policy')
      return bytes === null ? null : decodeUtf8(bytes)
    },
    receipts: { store, filesOf: (folder) => (path) => acts.tilesOf(folder).read(path), crypto: acts.crypto },
    state: () => runner.state(),
    status,
    check: () => checkOf(runner.state()),
    addMetrics: (registry) =>
      addMetrics(
        registry,
        status,
        () => runner.state(),
        () => clock.now(),
      ),
    pushback: (load) => pushback({ store, now: clock.now(), log: identity.log }, load),
    wait: (records, how) => waitForPublication({ store, now: () => clock.now() }, records, how),
    stop() {
      stopped ??= runner.stop()
      return stopped
    },
  }
}

async function liveLog({ acts, onNote }: ServeLogOptions): Promise<LogIdentity> {
  const live = (await acts.store.identities()).find(({ frozenAt }) => frozenAt === null)
  if (live !== undefined) return live
  const origin = acts.origin ?? demonstrationOrigin()
  onNote(`Making the log ${origin} ...`)
  return initLog(acts, { origin, granularityHours: 24, kinds: 'full', demonstration: acts.origin === null })
}

/** Below a name that leads nowhere (RFC 2606), and met by no other demonstration. */
function demonstrationOrigin(): string {
  return `demonstration.invalid/log/demo-${randomBytes(6).toString('hex')}`
}

function checkOf(state: RunnerState): { readonly id: 'log'; readonly ok: boolean; readonly detail: string } {
  switch (state.kind) {
    case 'sequencing':
      return { id: 'log', ok: true, detail: 'sequenced here' }
    case 'waiting':
      return { id: 'log', ok: true, detail: 'sequenced by another process' }
    case 'ended':
      return { id: 'log', ok: true, detail: 'stopping' }
    case 'troubled':
      return {
        id: 'log',
        ok: false,
        detail: `not sequenced now: ${state.error instanceof LogStop ? state.error.code : 'a store does not answer'}`,
      }
    case 'stopped':
      return { id: 'log', ok: false, detail: `sequencing stopped: ${state.stop.code}` }
  }
}

const KEPT_MS = 1_000

function addMetrics(
  registry: Registry,
  read: () => Promise<LogStatus | null>,
  state: () => RunnerState,
  now: () => number,
): void {
  let kept: { readonly at: number; readonly status: Promise<LogStatus | null> } | null = null
  const status = (): Promise<LogStatus | null> => {
    // Of a database that does not answer there is nothing to measure.
    if (kept === null || now() - kept.at > KEPT_MS) kept = { at: now(), status: read().catch(() => null) }
    return kept.status
  }
  const gauge = (name: string, help: string, measured: (status: LogStatus) => number | null): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await status()
        const value = found === null ? null : measured(found)
        if (value !== null) this.set(value)
      },
    })
  }
  gauge('recourse_log_size', 'Leaves of the live log.', ({ head }) => Number(head.size))
  gauge('recourse_log_published_size', 'Leaves that the public checkpoint covers.', ({ published }) =>
    published === null ? null : Number(published.size),
  )
  gauge('recourse_log_publish_age_seconds', 'Since the last publication.', ({ published }) =>
    published === null ? null : Math.max(0, (now() - published.at) / 1000),
  )
  gauge('recourse_log_outbox_rows', 'Leaves that wait for their index.', ({ outbox }) => outbox.rows)
  gauge('recourse_log_quorum', 'Whether the public checkpoint has its quorum.', ({ published }) =>
    published === null ? null : Number(published.quorum),
  )
  new Gauge({
    name: 'recourse_log_sequencing',
    help: 'Whether this process sequences the log.',
    registers: [registry],
    collect() {
      this.set(state().kind === 'sequencing' ? 1 : 0)
    },
  })
}
