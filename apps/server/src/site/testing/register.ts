import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { newSecret } from '../../editor-token.ts'
import type { Routes } from '../../http/door.ts'
import type { StaticFiles } from '../../http/static.ts'
import { harness } from '../../http/testing/harness.ts'
import { editorAccess } from '../../service/editor/editor-access.ts'
import { NO_LOG } from '../../service/log/log-pages.ts'
import type { RegisterStore } from '../../service/ports.ts'
import { importInventories } from '../../service/register/import-inventories.ts'
import { judge } from '../../service/register/judge.ts'
import { testDatabase } from '../../store/embedded/testing.ts'
import { postgresEditorSessions } from '../../store/postgres/editor-session.ts'
import { openPool } from '../../store/postgres/pool.ts'
import { postgresRegister } from '../../store/postgres/register/register-store.ts'
import type { Assets } from '../assets.ts'
import { errorPages } from '../error/error.tsx'
import { siteRoutes } from '../site.ts'
import { filesOf } from './inventory.ts'
import { siteForTests } from './site.ts'

/** Opens the editor's desk of a test register. */
export const EDITOR_TOKEN = 'a-token-for-tests-of-the-desk-0123456789abcdef'

/** A server with every page of the site over a database of its own. */
export interface TestRegister {
  readonly app: FastifyInstance
  readonly store: RegisterStore
  /** Patterns of every address of the site that is read, `/agencies/:agency`. */
  readonly addresses: readonly string[]
  /** Everything logged so far, at the most talkative level. */
  readonly lines: readonly string[]
  /** What tests move: milliseconds since 1970. */
  readonly world: { now: number }
  /** Imports files by name and text, as one command does. */
  import(files: Readonly<Record<string, string>>): Promise<void>
  close(): Promise<void>
}

/** `built`: the static files of a build, for a browser; without them every asset is answered with its name. */
export async function openTestRegister({
  built,
}: {
  readonly built?: { readonly assets: Assets; readonly files: StaticFiles; readonly style: string }
} = {}): Promise<TestRegister> {
  const database = await testDatabase()
  const pool = openPool({ connectionString: database.connectionString, name: 'test', onTrouble: () => undefined })
  const store = postgresRegister(pool)
  const site = { ...siteForTests(built?.assets), style: built?.style ?? null }
  const world = { now: Date.UTC(2026, 4, 4, 12) }
  const clock = { now: () => world.now }
  await judge({ store, clock })
  const editor = editorAccess({ token: EDITOR_TOKEN, sessions: postgresEditorSessions(pool), clock, newSecret })
  const errorPage = errorPages(site)
  const addresses: string[] = []
  const listing: Routes = ({ app: server }) => {
    server.addHook('onRoute', ({ method, url }) => {
      if (method === 'GET') addresses.push(url)
    })
  }
  const { app, lines } = await harness({
    clock,
    currentVersion: async () => String((await store.version()).shown),
    ...(built === undefined ? {} : { staticFiles: built.files, inlineStyle: built.style }),
    renderErrorPage: (page) => errorPage({ ...page, lang: 'en' }),
    routes: [listing, ...siteRoutes({ site, store, clock, ids: { uuid: randomUUID }, editor, log: NO_LOG })],
  })
  return {
    app,
    addresses,
    store,
    lines,
    world,
    async import(files) {
      const report = await importInventories({ store, sources: filesOf(files), clock }, Object.keys(files), {})
      const refused = report.rejections[0]
      if (refused !== undefined) throw new Error(`${refused.file}: ${refused.code}: ${refused.message}`)
      // The version of what is shown is asked for at most every 250 ms.
      world.now += 1_000
    },
    async close() {
      await app.close()
      await pool.end()
      await database.close()
    },
  }
}
