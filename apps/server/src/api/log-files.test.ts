import { createHash } from 'node:crypto'
import { EMPTY_EDGE, grow, tilePath, tilesBetween } from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import { type Harness, harness } from '../http/testing/harness.ts'
import type { IndexBuckets } from '../service/log/index-buckets.ts'
import type { LogIdentity } from '../service/log/ports.ts'
import { publicLogs } from '../service/log/public-logs.ts'
import { sha256 } from '../store/keys/sha256.ts'
import { memoryTiles } from '../store/tiles/memory.ts'
import { entries, note } from '../store/tiles/testing/tiles.contract.ts'
import { logFileRoutes } from './log-files.ts'

const open: Harness[] = []
afterEach(async () => {
  for (const { app } of open.splice(0)) await app.close()
})

const BUCKET = Buffer.from([0])
const index: IndexBuckets = {
  latest: async (log) => (log === 2 ? 300n : null),
  bucket: async (log, size, bits) => (log === 2 && size === 300n && (bits === '' || bits === '01') ? BUCKET : null),
}

function identity(log: number, folder: string, frozenAt: number | null): LogIdentity {
  return {
    log,
    folder,
    frozenAt,
    origin: `recourse.example/log/${folder}`,
    inception: 0,
    granularityHours: 24,
    kinds: 'full',
    vkeys: [],
    systemId: '1',
    timeline: 1,
    demonstration: false,
  }
}

/** Two logs: 2025 of 10 leaves, frozen, and 2026 of 700, of which a checkpoint covers 300. */
async function served(config: Parameters<typeof harness>[0] = {}) {
  const [frozen, live] = [memoryTiles(), memoryTiles()]
  await frozen.create(grow(sha256, EMPTY_EDGE, entries(0n, 10)).files)
  await frozen.publish(null, note(10n))
  const first = grow(sha256, EMPTY_EDGE, entries(0n, 300))
  const second = grow(sha256, first.edge, entries(300n, 400))
  await live.create([...first.files, ...second.files, { path: 'vkey', bytes: Buffer.from('a+key\n') }])
  await live.replace('policy', Buffer.from('quorum none\n'))
  await live.publish(null, note(300n))

  const all = new Map([
    ['2025', frozen],
    ['2026', live],
  ])
  const reads: string[] = []
  const world = {
    identities: async (): Promise<readonly LogIdentity[]> => [identity(1, '2025', 5), identity(2, '2026', null)],
    asked: 0,
  }
  const clock = { now: () => made.world.now }
  const logs = publicLogs({
    identities: () => {
      world.asked += 1
      return world.identities()
    },
    tilesOf: (folder) => ({
      read: async (path) => {
        reads.push(`${folder}/${path}`)
        return (await all.get(folder)?.read(path)) ?? null
      },
    }),
    clock,
  })
  const made: Harness = await harness({ routes: [logFileRoutes({ logs, index })], ...config })
  open.push(made)
  return { ...made, live, frozen, first, second, reads, logs: world }
}

describe('/log/', () => {
  test('every file that the published checkpoint needs, with how long it may be kept', async () => {
    const { app, live } = await served()
    for (const tile of tilesBetween(0n, 300n)) {
      const path = tilePath(tile)
      const reply = await app.inject(`/log/${path}`)
      expect(reply.statusCode).toBe(200)
      expect(reply.rawPayload.equals(live.files.get(path) ?? Buffer.alloc(0))).toBe(true)
      expect(reply.headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
    }
    const checkpoint = await app.inject('/log/checkpoint')
    expect(checkpoint.rawPayload.equals(note(300n))).toBe(true)
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=2',
    })
    expect((await app.inject('/log/vkey')).body).toBe('a+key\n')
    expect((await app.inject('/log/policy')).body).toBe('quorum none\n')
    expect((await app.inject('/log/keys')).statusCode).toBe(404)
  })

  test('what lies beyond the published size is not there for anyone, and no refusal is kept', async () => {
    const { app, second } = await served()
    const beyond = second.files.map(({ path }) => path)
    expect(beyond).toContain('tile/0/001')
    for (const path of beyond) {
      const reply = await app.inject(`/log/${path}`)
      expect([path, reply.statusCode]).toEqual([path, 404])
      expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
    }
  })

  test('a newer checkpoint is followed within a second, and at once by whoever asks for one of its tiles', async () => {
    const { app, live, world } = await served()
    expect((await app.inject('/log/tile/0/001')).statusCode).toBe(404)
    await live.publish(note(300n), note(700n))
    world.now += 100
    expect((await app.inject('/log/tile/0/001')).statusCode).toBe(200)
    expect((await app.inject('/log/checkpoint')).rawPayload.equals(note(700n))).toBe(true)
    await live.publish(note(700n), note(700n, 'cosigned'))
    world.now += 1_000
    expect((await app.inject('/log/checkpoint')).rawPayload.equals(note(700n, 'cosigned'))).toBe(true)
  })

  test('a partial tile is served while it is there; then 404, and clients take the full one', async () => {
    const { app, live, world } = await served()
    await live.publish(note(300n), note(700n))
    world.now += 1_000
    expect((await app.inject('/log/tile/0/001.p/44')).statusCode).toBe(200)
    await live.remove(['tile/entries/001.p/44'])
    expect((await app.inject('/log/tile/entries/001.p/44')).statusCode).toBe(404)
    expect((await app.inject('/log/tile/entries/001')).statusCode).toBe(200)
  })

  test('other paths are not there, whatever their spelling', async () => {
    const { app } = await served()
    for (const path of [
      '',
      'tile/0/0',
      'tile/00/000',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/64/000',
      'tile/0/x001/000',
      'tile/0//000',
      '..%2f2025%2fcheckpoint',
      'tile%00',
      '2024/checkpoint',
      '2025/2026/checkpoint',
      '2025',
      'checkpoint.bak',
      '.new-00',
      'index/latest/x',
    ]) {
      expect([path, (await app.inject(`/log/${path}`)).statusCode]).toEqual([path, path === 'tile%00' ? 400 : 404])
    }
  })

  test('a frozen log stays under its own path, the live one is under both', async () => {
    const { app } = await served()
    expect((await app.inject('/log/2025/checkpoint')).rawPayload.equals(note(10n))).toBe(true)
    expect((await app.inject('/log/2025/tile/0/000.p/10')).statusCode).toBe(200)
    expect((await app.inject('/log/2025/tile/0/000')).statusCode).toBe(404)
    expect((await app.inject('/log/2026/checkpoint')).body).toBe((await app.inject('/log/checkpoint')).body)
    expect((await app.inject('/log/2026/tile/0/000')).body).toBe((await app.inject('/log/tile/0/000')).body)
  })

  test('buckets of the index, for ever; its newest size, for a moment; none where there is none', async () => {
    const { app } = await served()
    for (const path of ['index/300/01', '2026/index/300/01', 'index/300/', 'index/300']) {
      const reply = await app.inject(`/log/${path}`)
      expect([path, reply.statusCode]).toEqual([path, 200])
      expect(reply.rawPayload.equals(BUCKET)).toBe(true)
      expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    }
    const latest = await app.inject('/log/index/latest')
    expect(latest.body).toBe('300\n')
    expect(latest.headers['cache-control']).toBe('public, max-age=2')
    for (const path of ['index/299/01', 'index/300/00', 'index/300/2', 'index/0300/01', '2025/index/latest', 'index']) {
      const reply = await app.inject(`/log/${path}`)
      expect([path, reply.statusCode]).toEqual([path, 404])
      expect(reply.headers['access-control-allow-origin']).toBe('*')
    }
  })

  test('conditions and HEAD', async () => {
    const { app } = await served()
    const { headers } = await app.inject('/log/tile/0/000')
    const again = await app.inject({ url: '/log/tile/0/000', headers: { 'if-none-match': String(headers.etag) } })
    expect(again.statusCode).toBe(304)
    const head = await app.inject({ method: 'HEAD', url: '/log/tile/0/000' })
    expect([head.statusCode, head.headers['content-length'], head.rawPayload.length]).toEqual([200, '8192', 0])
  })

  test('the most wanted tiles are read once, and the database is asked for logs every five seconds at most', async () => {
    const { app, reads, logs, world } = await served()
    for (let time = 0; time < 20; time++) {
      await app.inject('/log/tile/0/000')
      await app.inject('/log/2025/tile/0/000.p/10')
      world.now += 100
    }
    expect(reads.filter((path) => path.includes('tile/'))).toHaveLength(2)
    expect(logs.asked).toBe(1)
    world.now += 5_000
    await app.inject('/log/checkpoint')
    await app.inject('/log/checkpoint')
    expect(logs.asked).toBe(2)
  })

  test('with the database away its files are served as before', async () => {
    const { app, logs, world } = await served()
    await app.inject('/log/checkpoint')
    logs.identities = async () => {
      throw Object.assign(new Error('away'), { name: 'StoreError' })
    }
    world.now += 60_000
    for (const path of ['checkpoint', 'tile/0/000', '2025/checkpoint']) {
      expect((await app.inject(`/log/${path}`)).statusCode).toBe(200)
    }
    expect(logs.asked).toBe(2)
  })

  test('no log yet: nothing there, until one is made beside the running server', async () => {
    const { app, logs, world } = await served()
    const { identities } = logs
    logs.identities = async () => []
    expect((await app.inject('/log/checkpoint')).statusCode).toBe(404)
    logs.identities = identities
    world.now += 5_000
    await app.inject('/log/checkpoint')
    expect((await app.inject('/log/checkpoint')).statusCode).toBe(200)
  })

  test('trouble with the store is a refusal to try again, never an absent tile', async () => {
    const { app, live, world } = await served()
    await app.inject('/log/checkpoint')
    live.read = () => Promise.reject(new Error('EIO'))
    world.now += 1_000
    for (const path of ['checkpoint', 'tile/0/001.p/44', 'vkey']) {
      const reply = await app.inject(`/log/${path}`)
      expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5'])
    }
  })
})

describe('a damaged tile', () => {
  test('is not given out, for caches would keep it for ever', async () => {
    const { app, live } = await served()
    for (const path of ['tile/0/000', 'tile/entries/000', 'tile/entries/001.p/44', 'tile/1/000.p/1']) {
      const whole = live.files.get(path) ?? Buffer.alloc(0)
      for (const bytes of [
        whole.subarray(0, whole.length - 1),
        whole.subarray(0, 72),
        Buffer.concat([whole, whole]),
        Buffer.alloc(0),
      ]) {
        live.files.set(path, bytes)
        if (bytes.length !== whole.length)
          expect([path, (await app.inject(`/log/${path}`)).statusCode]).toEqual([path, 503])
      }
      live.files.set(path, whole)
      expect((await app.inject(`/log/${path}`)).statusCode).toBe(200)
    }
  })
})

describe('a reader of the log leaves no trace (abuse.md P27)', () => {
  test('no line, no label: neither the path, nor what it names, nor who asked', async () => {
    const made = await served({ config: { trustedProxies: ['loopback'] } })
    const mark = createHash('sha256').update('mark').digest('hex').slice(0, 12)
    const paths = [
      'checkpoint',
      'tile/0/000',
      'tile/entries/001.p/44',
      'tile/0/001',
      'index/300/01',
      'index/latest',
      '2025/index/latest',
      '2025/tile/0/000.p/10',
      `${mark}/checkpoint`,
      mark,
      `index/${mark}`,
    ]
    for (const path of paths) {
      for (const method of ['GET', 'HEAD'] as const) {
        await made.app.inject({
          method,
          url: `/log/${path}?${mark}=${mark}`,
          remoteAddress: '203.0.113.9',
          headers: { 'user-agent': mark, referer: `https://${mark}.example/` },
        })
      }
    }
    expect(made.lines).toEqual([])
    const metrics = (await made.app.inject('/metrics')).body
    const routes = new Set([...metrics.matchAll(/route="([^"]*)"/g)].map(([, route]) => route))
    expect([...routes].sort()).toEqual(['/log/*', '/log/:folder/index/*', '/log/index/*'])
    for (const told of [mark, '203.0.113.9', '2025', 'tile/0', '300/01']) expect(metrics).not.toContain(told)
  })

  test('a fault of ours is told, without what was asked for or by whom', async () => {
    const made = await served()
    await made.app.inject('/log/checkpoint')
    made.live.read = () => Promise.reject(new Error('cannot read tile/0/001.p/44'))
    await made.app.inject({ url: '/log/tile/0/001.p/44', remoteAddress: '203.0.113.9' })
    expect(made.lines).toHaveLength(1)
    expect(made.lines[0]).toContain('"route":"/log/*"')
    expect(made.lines[0]).not.toMatch(/tile\/0|203\.0\.113\.9|001\.p/)
  })

  test('a mirror that reads all of it is never told to wait; the index counts as other reads do', async () => {
    const { app } = await served({ config: { readsPerMinute: 5 } })
    const ask = async (path: string) => (await app.inject({ url: path, remoteAddress: '203.0.113.9' })).statusCode
    for (let time = 0; time < 50; time++) expect(await ask('/log/tile/0/000')).toBe(200)
    const statuses: number[] = []
    for (let time = 0; time < 10; time++) statuses.push(await ask('/log/index/300/01'))
    expect(statuses).toContain(429)
    expect(await ask('/log/checkpoint')).toBe(200)
  })
})
