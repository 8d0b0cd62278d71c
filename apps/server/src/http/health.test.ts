import { afterEach, describe, expect, test } from 'vitest'
import { type Harness, harness } from './testing/harness.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

async function serving(...given: Parameters<typeof harness>): Promise<Harness> {
  const made = await harness(...given)
  open.push(made)
  return made
}

const database = { id: 'database', ok: true, detail: '' }

describe('health', () => {
  test('alive is alive, whatever the parts do', async () => {
    const { app } = await serving({ readiness: () => Promise.reject(new Error('down')) })
    const reply = await app.inject('/healthz')
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'alive' }])
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('ready when every check is', async () => {
    const { app } = await serving({ readiness: async () => [database] })
    const reply = await app.inject('/readyz')
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'ready', checks: [database] }])
  })

  test('not ready when one is not, and says which', async () => {
    const migrations = { id: 'migrations', ok: false, detail: '0003 is missing' }
    const { app } = await serving({ readiness: async () => [database, migrations] })
    const reply = await app.inject('/readyz')
    expect([reply.statusCode, reply.json().checks]).toEqual([503, [database, migrations]])
  })

  test.each([
    ['throw', () => Promise.reject(new Error('password MARKER wrong'))],
    ['hang', () => new Promise<never>(() => {})],
  ])('checks that %s are not ready, and say nothing of their insides', async (_name, readiness) => {
    const { app } = await serving({ readiness })
    const reply = await app.inject('/readyz')
    expect(reply.statusCode).toBe(503)
    expect(reply.body).not.toContain('MARKER')
  })
})

describe('metrics', () => {
  test('requests by method, pattern and status in the text format; a made-up address is no label', async () => {
    const { app } = await serving()
    await app.inject('/healthz')
    await app.inject('/MARKER')
    const reply = await app.inject('/metrics')
    expect(reply.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(reply.body).toContain('http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1')
    expect(reply.body).toContain('http_request_duration_seconds_count{method="GET",route="none",status="404"} 1')
    expect(reply.body).toContain('process_cpu_seconds_total')
    expect(reply.body).not.toContain('MARKER')
  })

  test('the names of all labels are on this list; a new one is a decision', async () => {
    const { app } = await serving()
    await app.inject('/healthz')
    const { body } = await app.inject('/metrics')
    const labels = new Set([...body.matchAll(/[{,](\w+)="/g)].map((match) => match[1]))
    const known = [
      'method',
      'route',
      'status',
      'from',
      'le',
      'quantile',
      'kind',
      'type',
      'space',
      'version',
      'major',
      'minor',
      'patch',
    ]
    expect([...labels].filter((label) => label === undefined || !known.includes(label))).toEqual([])
    expect(labels).toContain('route')
  })
})
