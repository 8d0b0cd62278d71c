import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TileStore } from '../../service/log/ports.ts'
import { inBucket } from './object-service.ts'
import { type RadosGateway, radosgwPresent, startRadosGateway } from './testing/radosgw.ts'
import { type S3Double, startS3Double } from './testing/s3-double.ts'
import { grown, listed, note, stopOf, tileStoreContract } from './testing/tiles.contract.ts'
import { type ObjectService, tileStores } from './tile-stores.ts'

const opened: { close(): void }[] = []
afterAll(() => {
  for (const place of opened) place.close()
})

function storeOf(service: ObjectService, bucket: string, prefix: string, folder: string = '2026'): TileStore {
  const place = inBucket({ kind: 's3', bucket, prefix, service })
  opened.push(place)
  return place.make(folder)
}

function freshIn(service: ObjectService, bucket: string): { store: TileStore; again(): TileStore } {
  const prefix = `logs/${randomUUID()}`
  return { store: storeOf(service, bucket, prefix), again: () => storeOf(service, bucket, prefix) }
}

describe.skipIf(!radosgwPresent)('objectTiles in a real object store (needs radosgw, ceph-mon and ceph-osd)', () => {
  let gateway: RadosGateway
  beforeAll(async () => {
    gateway = await startRadosGateway()
  }, 120_000)
  afterAll(() => gateway?.stop())

  tileStoreContract(async () => freshIn(gateway.service, gateway.bucket), 4)

  test('more files than one page of a listing', async () => {
    const { store } = freshIn(gateway.service, gateway.bucket)
    const files = Array.from({ length: 1_100 }, (_, at) => ({ path: `tile/0/x${at}`, bytes: Buffer.from([1]) }))
    await store.create(files)
    expect(await listed(store)).toHaveLength(1_100)
  })

  test('logs beside one another, and a prefix that begins like another, do not mix', async () => {
    const prefix = randomUUID()
    const [a, b] = [
      storeOf(gateway.service, gateway.bucket, prefix, '2026'),
      storeOf(gateway.service, gateway.bucket, prefix, '2026b'),
    ]
    await a.create(grown(10).files)
    expect(await listed(b)).toEqual([])
    expect(await b.read('tile/0/000.p/10')).toBeNull()
  })

  test('a bucket that is not there, or keys that do not open it, is unfit and never empty', async () => {
    const nowhere = storeOf(gateway.service, 'nowhere', 'x')
    expect(await stopOf(nowhere.probe())).toBe('tile_store_unfit')
    await expect(nowhere.read('checkpoint')).rejects.toThrow()
    const credentials = { accessKeyId: 'other', secretAccessKey: 'other', sessionToken: null }
    const locked = storeOf({ ...gateway.service, credentials }, gateway.bucket, 'x')
    expect(await stopOf(locked.probe())).toBe('tile_store_unfit')
    await expect(locked.read('checkpoint')).rejects.toThrow()
  })
})

describe('objectTiles', () => {
  const doubles: S3Double[] = []
  afterEach(async () => {
    for (const double of doubles.splice(0)) await double.stop()
  })
  async function double(...honours: ('if-match' | 'if-none-match')[]): Promise<S3Double> {
    const made = await startS3Double(honours)
    doubles.push(made)
    return made
  }

  describe('in an object store in memory', () => {
    tileStoreContract(async () => freshIn((await double('if-match', 'if-none-match')).service, 'bucket'), 3)
  })

  test('a store that ignores a condition is refused, and nothing is left in it', async () => {
    for (const honoured of [['if-match'], ['if-none-match'], []] as const) {
      const { service, objects } = await double(...honoured)
      expect(await stopOf(storeOf(service, 'bucket', 'x').probe())).toBe('tile_store_unfit')
      expect([...objects.keys()]).toEqual([])
    }
  })

  test('a store out of reach is trouble, not an absent file', async () => {
    const made = await double()
    await made.stop()
    const store = storeOf(made.service, 'bucket', 'x')
    await expect(store.read('checkpoint')).rejects.toThrow()
    await expect(store.probe()).rejects.toThrow()
  })

  test('answers lost and refusals for lack of time change nothing: what was asked is there once', async () => {
    const made = await double('if-match', 'if-none-match')
    const store = storeOf(made.service, 'bucket', 'x')
    made.fate = async ({ attempt }) =>
      attempt % 3 === 0 ? 'answered' : attempt % 3 === 1 ? 'answer_lost' : 'unavailable'
    const { files } = grown(300)
    await store.create(files)
    await store.publish(null, note(300n))
    await store.publish(note(300n), note(301n))
    await store.replace('policy', Buffer.from('one'))
    await store.replace('policy', Buffer.from('two'))
    expect(await listed(store)).toEqual([...files.map(({ path }) => path), 'checkpoint', 'policy'].sort())
    expect(Buffer.from((await store.read('checkpoint')) ?? []).equals(note(301n))).toBe(true)
    expect(String(made.objects.get('x/2026/policy'))).toBe('two')
  })

  test('a write that lands after its retry, and after its successor, changes nothing', async () => {
    const made = await double('if-match', 'if-none-match')
    const store = storeOf(made.service, 'bucket', 'x')
    await store.publish(null, note(1n))
    let land = (): void => {}
    const held = new Promise<void>((resolve) => {
      land = resolve
    })
    const landed: Promise<void>[] = []
    made.fate = async ({ key, attempt }) => {
      if (key !== 'x/2026/checkpoint' || attempt !== 2) return 'answered'
      landed.push(held)
      await held
      return 'answered'
    }
    // The first PUT hangs; its sender gives up and starts anew, as another process would.
    const hanging = store.publish(note(1n), note(2n)).then(
      () => 'published',
      () => 'refused',
    )
    await expect.poll(() => landed.length).toBe(1)
    const successor = storeOf(made.service, 'bucket', 'x')
    await successor.publish(note(1n), note(2n, 'by another'))
    await successor.publish(note(2n, 'by another'), note(3n))
    land()
    expect(await hanging).toBe('refused')
    expect(made.objects.get('x/2026/checkpoint')?.equals(note(3n))).toBe(true)

    expect(await listed(store)).toEqual(['checkpoint'])
  })

  test('a tile that lands late changes nothing: its path has one content, whenever it lands', async () => {
    const made = await double('if-match', 'if-none-match')
    const store = storeOf(made.service, 'bucket', 'x')
    let land = (): void => {}
    const held = new Promise<void>((resolve) => {
      land = resolve
    })
    let late = 0
    made.fate = async ({ attempt }) => {
      if (attempt > 1) return 'answered'
      late += 1
      await held
      return 'answered'
    }
    const { files } = grown(10)
    const hanging = store.create(files)
    await expect.poll(() => late).toBe(files.length)
    await storeOf(made.service, 'bucket', 'x').create(files.toReversed())
    expect(made.objects.size).toBe(files.length)
    land()
    await hanging
    expect(await listed(store)).toEqual(files.map(({ path }) => path).sort())
    for (const { path, bytes } of files) expect(made.objects.get(`x/2026/${path}`)?.equals(bytes)).toBe(true)
  })
})

describe('tileStores', () => {
  test('is empty until some log has a file there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recourse-tiles-'))
    const { service, stop } = await startS3Double(['if-match', 'if-none-match'])
    try {
      for (const prefix of ['a/b', 'c']) {
        const places = [
          { kind: 'folder', path: join(folder, prefix, 'tiles') },
          { kind: 's3', bucket: 'bucket', prefix, service },
        ] as const
        for (const place of places) {
          const stores = await tileStores(place)
          opened.push(stores)
          expect(await stores.isEmpty()).toBe(true)
          await stores.of('2026').probe()
          expect(await stores.isEmpty()).toBe(true)
          await stores.of('2026').create([{ path: 'vkey', bytes: Buffer.from('key') }])
          expect(await stores.isEmpty()).toBe(false)
        }
      }
    } finally {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('a log has one store, and a folder of its own', async () => {
    const stores = await tileStores({ kind: 'folder', path: '/var/lib/recourse/tiles' })
    expect(stores.of('2026')).toBe(stores.of('2026'))
    expect(stores.of('2026').place).toBe('/var/lib/recourse/tiles/2026')
  })

  test('what would leave the folder, or hide a file of the live log, is no log’s folder', async () => {
    const stores = await tileStores({ kind: 'folder', path: '/var/lib/recourse/tiles' })
    for (const folder of [
      '',
      '..',
      '.x',
      'a/b',
      'tile',
      'index',
      'checkpoint',
      'policy',
      'vkey',
      'keys',
      'x'.repeat(200),
    ]) {
      expect(() => stores.of(folder)).toThrow(RangeError)
    }
  })
})
