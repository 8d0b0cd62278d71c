import { randomUUID } from 'node:crypto'
import { readConfig } from '../../apps/server/src/config.ts'
import { createLog } from '../../apps/server/src/http/logging.ts'
import { startServer } from '../../apps/server/src/main.ts'
import { openRegister } from '../../apps/server/src/open-register.ts'
import { editorAccess } from '../../apps/server/src/service/editor/editor-access.ts'
import { NO_LOG } from '../../apps/server/src/service/log/log-pages.ts'
import type { RegisterStore } from '../../apps/server/src/service/ports.ts'
import { importInventories } from '../../apps/server/src/service/register/import-inventories.ts'
import { judge } from '../../apps/server/src/service/register/judge.ts'
import { errorPages } from '../../apps/server/src/site/error/error.tsx'
import { siteRoutes } from '../../apps/server/src/site/site.ts'
import { siteForTests } from '../../apps/server/src/site/testing/site.ts'
import { testDatabase } from '../../apps/server/src/store/embedded/testing.ts'

/** The real server, with every door, over a database of its own and a port of its own. */
export interface Served {
  readonly origin: string
  readonly connectionString: string
  readonly store: RegisterStore
  /** Everything logged, at the most talkative level. */
  logged(): string
  import(files: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

export async function serve(settings: Readonly<Record<string, string>> = {}): Promise<Served> {
  const database = await testDatabase()
  const env = { DATABASE_URL: database.connectionString, PORT: '0', RECOURSE_READS_PER_MINUTE: '0', ...settings }
  const lines: string[] = []
  const site = siteForTests()
  const errorPage = errorPages(site)
  const register = await openRegister({ env, onNote: () => undefined })
  await judge(register.deps)
  const server = await startServer({
    config: readConfig({ RECOURSE_WRITES_PER_MINUTE: '0', ...env }),
    log: createLog({ level: 'trace', sink: { write: (line) => lines.push(line) } }),
    site: {
      routes: ({ editorSessions, ...deps }) => {
        const editor = editorAccess({
          token: 'token',
          sessions: editorSessions,
          clock: deps.clock,
          newSecret: randomUUID,
        })
        return siteRoutes({ site, editor, log: NO_LOG, ...deps })
      },
      renderErrorPage: (page) => errorPage({ ...page, lang: 'en' }),
      staticFolder: null,
    },
    onNote: () => undefined,
  })
  return {
    origin: server.address,
    connectionString: database.connectionString,
    store: register.deps.store,
    logged: () => lines.join(''),
    async import(files) {
      const sources = {
        read: async (place: string) =>
          ({ ok: true, file: place, bytes: Buffer.from(files[place] ?? ''), source: '' }) as const,
      }
      const report = await importInventories({ ...register.deps, sources }, Object.keys(files), {})
      const refused = report.rejections[0]
      if (refused !== undefined) throw new Error(`${refused.file}: ${refused.code}: ${refused.message}`)
      await settled()
    },
    async close() {
      await server.stop()
      await register.close()
      await database.close()
    },
  }
}

/** The version of what is shown is asked for at most every 250 ms. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 300))
}
