import { sep } from 'node:path'
import type { Config } from './config.ts'
import { editorToken, newSecret } from './editor-token.ts'
import { type Log, traceOf } from './http/logging.ts'
import { type RunningServer, startServer } from './main.ts'
import type { RegisterDeps } from './open-register.ts'
import { openServedLog } from './serve-log.ts'
import { editorAccess } from './service/editor/editor-access.ts'
import { NO_LOG } from './service/log/log-pages.ts'
import { judge } from './service/register/judge.ts'
import { errorPages } from './site/error/error.tsx'
import type { Site } from './site/frame.ts'
import { STATIC_FOLDER, siteOf, siteRoutes } from './site/site.ts'
import type { StoreError } from './store/error.ts'

export interface ServeOptions {
  readonly config: Config
  readonly log: Log
  readonly signal?: AbortSignal
  onNote(text: string): void
  onLost?(error: StoreError): void
}

const KEEP_EVERY_MS = 60_000

/**
 * The whole server: pages, API and the register kept up to date. A judgement left behind by a killed import, by new rules
 * or by a new day is made before it listens, and looked for every minute after.
 */
export async function serveRegister(options: ServeOptions): Promise<RunningServer> {
  const { config, log } = options
  let independentWitnesses = 0
  const plain = siteOf({ origin: config.publicUrl, operator: config.operator })
  const site: Site = {
    ...plain,
    operator: {
      ...plain.operator,
      keysBesideData: isWithin(config.dataFolder, config.keysFolder),
      // Known once the log is open, which is before any page is asked for.
      get independentWitnesses() {
        return independentWitnesses
      },
    },
    localAddress: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`,
  }
  const errorPage = errorPages(site)
  const { token } = await editorToken(config.dataFolder)
  let kept: RegisterDeps | null = null
  const server = await startServer({
    ...options,
    onNote: (text) => options.onNote(text),
    site: {
      routes: ({ editorSessions, servedLog, ...deps }) => {
        const editor = editorAccess({ token, sessions: editorSessions, clock: deps.clock, newSecret })
        return siteRoutes({
          site,
          editor,
          log: servedLog?.pages ?? NO_LOG,
          logPolicy: async () => (await servedLog?.policy()) ?? null,
          ...deps,
        })
      },
      renderErrorPage: (page) => errorPage({ ...page, lang: /[?&]lang=es(&|$)/.test(page.path) ? 'es' : 'en' }),
      staticFolder: STATIC_FOLDER,
      style: site.style,
    },
    async openLog(connectionString) {
      const served = await openServedLog({ config, connectionString, log, onNote: (text) => options.onNote(text) })
      independentWitnesses = served.independentWitnesses
      return served
    },
    async prepare(deps) {
      kept = deps
      const findings = await judge(deps)
      if (findings !== null) options.onNote(`Judged the register: ${findings} findings.`)
    },
  })
  const keep = keeper()
  const keepNow = () => {
    if (kept === null) return
    keep(kept).catch((error: unknown) => log('warn', 'register not brought up to date', { error: traceOf(error) }))
  }
  keepNow()
  const keeping = setInterval(keepNow, KEEP_EVERY_MS)
  return {
    address: server.address,
    stop() {
      clearInterval(keeping)
      return server.stop()
    },
  }
}

/**
 * Ends what is hidden long enough, logs what came before there was a log, and judges what is behind. New facts are left
 * to the import that brought them until the next look: it judges them itself, and more of them may follow.
 */
function keeper(): (deps: RegisterDeps) => Promise<void> {
  let seen: number | null = null
  let logged: number | null = null
  return async (deps) => {
    await deps.store.endHiding(deps.clock.now())
    const { facts, judged } = await deps.store.version()
    // Whatever is logged of the register raises the version of its facts; without that there is nothing to look for.
    if (facts !== logged) await deps.store.logBacklog(deps.clock.now())
    logged = facts
    const isNew = facts !== judged && facts !== seen
    seen = facts
    if (!isNew) await judge(deps)
  }
}

function isWithin(folder: string, path: string): boolean {
  return `${path}${sep}`.startsWith(`${folder}${sep}`)
}
