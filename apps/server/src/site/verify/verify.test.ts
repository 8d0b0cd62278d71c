import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { nothing } from '../../http/read.ts'
import { harness } from '../../http/testing/harness.ts'
import { NO_LOG } from '../../service/log/log-pages.ts'
import type { SiteDeps } from '../deps.ts'
import { siteForTests } from '../testing/site.ts'
import { verifyRoutes } from './routes.ts'

function unused(): never {
  throw new Error('the page that checks receipts asks for nothing else')
}

/** Whatever else the site knows, this page must not ask for it. */
const deps = (policy: string | null): SiteDeps => ({
  site: siteForTests(),
  store: new Proxy({}, { get: unused }) as SiteDeps['store'],
  clock: { now: () => 0 },
  ids: { uuid: randomUUID },
  editor: new Proxy({}, { get: unused }) as SiteDeps['editor'],
  log: NO_LOG,
  logPolicy: async () => policy,
})

test('/verify may connect to nothing and send no form; other pages keep the site’s policy', async () => {
  const { app } = await harness({
    routes: [
      verifyRoutes(deps('quorum none\n')),
      ({ page }) =>
        page({ url: '/other', params: nothing, query: nothing, answer: async () => ({ kind: 'page', html: '' }) }),
    ],
  })
  try {
    const sealed = await app.inject({ url: '/verify' })
    const policy = String(sealed.headers['content-security-policy'])
    expect(policy).toContain("connect-src 'none'")
    expect(policy).toContain("form-action 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe|connect-src 'self'|form-action 'self'/)
    expect(sealed.payload).toContain('quorum none')
    expect(sealed.payload).not.toMatch(/<form|method="post"/i)
    expect((await app.inject({ url: '/other' })).headers['content-security-policy']).toContain("connect-src 'self'")
    const known = await app.inject({ url: '/verify', headers: { 'if-none-match': String(sealed.headers.etag) } })
    expect([known.statusCode, String(known.headers['content-security-policy'])]).toEqual([304, policy])
    expect((await app.inject({ url: '/verify?lang=es' })).payload).toContain('Funciona sin conexión a la red.')
  } finally {
    await app.close()
  }
})
