import { emptyRoot, parseNote, shardStart, writeNote } from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import type { InitParts } from '../../apps/server/src/service/log/init.ts'
import { initLog } from '../../apps/server/src/service/log/init.ts'
import type { LogIdentity } from '../../apps/server/src/service/log/ports.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { startUp } from '../../apps/server/src/service/log/start-up.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { init, leading, NEW_LOG, opened, randomLeaf, type TestLog, testKeys, testLog } from './harness.ts'

const made: TestLog[] = []
afterEach(async () => {
  for (const log of made.splice(0)) await log.close()
})

/** A log of 300 published leaves and 20 that are applied and not published, with the tables as they were before. */
async function grown(
  change?: (parts: InitParts) => Partial<InitParts>,
): Promise<{ readonly log: TestLog; readonly identity: LogIdentity }> {
  const log = await testLog(change)
  made.push(log)
  const identity = await init(log)
  await grow(log, identity, 300, true)
  await grow(log, identity, 20, false)
  return { log, identity }
}

async function grow(log: TestLog, identity: LogIdentity, leaves: number, published: boolean): Promise<void> {
  await log.store.enqueue(Array.from({ length: leaves }, randomLeaf), Date.now())
  await leading(log, identity, async (open) => {
    const cycle = await sequenceBatch(log.parts, open)
    if (published) await publish(log.parts, cycle.log)
  })
}

const filesOf = (log: TestLog) => log.folders.get('2026')?.files ?? new Map<string, Uint8Array>()
const start = (log: TestLog, identity: LogIdentity) => leading(log, identity, async (open) => open)

/** The log's tables, and later the same rows again. */
async function snapshot(log: TestLog): Promise<() => Promise<void>> {
  const tables = ['log_head', 'log_entry', 'log_outbox', 'log_staging', 'log_checkpoint', 'log_gc', 'log_witness']
  for (const table of tables) await log.pool.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`)
  return async () => {
    for (const table of [...tables].reverse()) {
      await log.pool.query(`DELETE FROM ${table}`)
      await log.pool.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_${table}`)
    }
  }
}

test('a log that is whole starts again, at the size it had, and what was unpublished is applied', async () => {
  const { log, identity } = await grown()
  const files = filesOf(log)
  for (const path of [...files.keys()].filter((path) => path.endsWith('.p/64'))) files.delete(path)
  const open = await start(log, identity)
  expect([open.head.size, open.published?.size]).toEqual([320n, 300n])
  expect(files.has('tile/0/001.p/64')).toBe(true)
})

describe('refusals, each with what disagrees and the way on', () => {
  const refused: readonly [
    string,
    string,
    string,
    (log: TestLog, identity: LogIdentity) => Promise<InitParts | undefined>,
  ][] = [
    [
      'another origin in the settings',
      'log_identity_differs',
      'log.md 7.1',
      async (log) => ({ ...log.parts, origin: 'recourse.example/log/2027' }),
    ],
    [
      'other keys',
      'keys_unfit',
      'log.md 7.1',
      async (log) => ({ ...log.parts, keysOf: async () => testKeys('x/2026') }),
    ],
    [
      'a server that would lose commits',
      'log_settings_unsafe',
      'log.md 7.1',
      async (log) => {
        const facts = await log.store.facts()
        return { ...log.parts, store: { ...log.store, facts: async () => ({ ...facts, unsafe: ['fsync = off'] }) } }
      },
    ],
    [
      'another database server',
      'log_system_changed',
      'log.md 7.1',
      async (log) => {
        await log.pool.query("UPDATE log_identity SET system_id = '1'")
        return undefined
      },
    ],
    [
      'a head with one bit changed',
      'head_invalid',
      'log.md 7.2',
      async (log) => {
        await log.pool.query('UPDATE log_head SET root = set_bit(root, 5, 1 - get_bit(root, 5))')
        return undefined
      },
    ],
    [
      'a head from the future',
      'clock_went_back',
      'log.md 7.2',
      async (log) => {
        log.clock.at = -3_600_000
        return undefined
      },
    ],
    [
      'no checkpoint where one was published',
      'published_differs',
      'log.md 7.3',
      async (log) => {
        filesOf(log).delete('checkpoint')
        return undefined
      },
    ],
    [
      'the checkpoint of another log',
      'published_differs',
      'log.md 7.3',
      async (log) => {
        const note = filesOf(log).get('checkpoint') ?? new Uint8Array()
        const { text, signatures } = parseNote(note)
        const other = Buffer.from(Buffer.from(text).toString().replace('2026', '2025'))
        filesOf(log).set('checkpoint', writeNote({ text: other, signatures }))
        return undefined
      },
    ],
    [
      'a batch that is staged no more',
      'staging_missing',
      'log.md 7.3',
      async (log) => {
        await log.pool.query('DELETE FROM log_staging')
        return undefined
      },
    ],
    [
      'a staged file with one bit changed',
      'staging_missing',
      'log.md 7.3',
      async (log) => {
        await log.pool.query('UPDATE log_staging SET files[2] = set_bit(files[2], 9, 1 - get_bit(files[2], 9))')
        return undefined
      },
    ],
    [
      'a tile with one bit changed',
      'edge_differs',
      'log.md 7.4',
      async (log) => {
        const tile = filesOf(log).get('tile/0/001.p/44')
        if (tile !== undefined) tile[3] = (tile[3] ?? 0) ^ 4
        return undefined
      },
    ],
    [
      'a lost entry',
      'entries_differ',
      'log.md 7.5',
      async (log) => {
        await log.pool.query('DELETE FROM log_entry WHERE idx = 17')
        return undefined
      },
    ],
    [
      'lost entries at the end',
      'entries_differ',
      'log.md 7.5',
      async (log) => {
        await log.pool.query('DELETE FROM log_entry WHERE idx >= 310')
        return undefined
      },
    ],
    [
      'a leaf hash with one bit changed',
      'entries_differ',
      'log.md 7.5',
      async (log) => {
        await log.pool.query(
          'UPDATE log_entry SET leaf_hash = set_bit(leaf_hash, 0, 1 - get_bit(leaf_hash, 0)) WHERE idx = 250',
        )
        return undefined
      },
    ],
    [
      'a queued leaf that is sequenced already',
      'outbox_doubled',
      'log.md 7.5',
      async (log) => {
        await log.pool.query(
          "INSERT INTO log_outbox (label, entry, queued_at) SELECT label, '\\x01', now() FROM log_entry WHERE idx = 3",
        )
        return undefined
      },
    ],
  ]
  test.each(refused)('%s', async (_name, code, ruleId, damage) => {
    const { log, identity } = await grown()
    const parts = await damage(log, identity)
    await expect(leading(log, identity, async () => 'started', parts ?? log.parts)).rejects.toMatchObject({
      code,
      ruleId,
    })
  })
})

test('a database restored behind the published checkpoint is refused, with both sizes and the command', async () => {
  const { log, identity } = await grown()
  const restore = await snapshot(log)
  await grow(log, identity, 30, true)
  await restore()
  await expect(start(log, identity)).rejects.toMatchObject({
    code: 'published_ahead',
    message: expect.stringMatching(/size 350.*ends at 320.*recover --from-tiles/s),
  })
})

test('a database restored behind tiles that were not yet published stops at the first other file, and changes none', async () => {
  const { log, identity } = await grown()
  const restore = await snapshot(log)
  await grow(log, identity, 10, false)
  const before = new Map(filesOf(log))
  await restore()
  await log.store.enqueue(Array.from({ length: 10 }, randomLeaf), Date.now())
  await expect(leading(log, identity, (open) => sequenceBatch(log.parts, open))).rejects.toMatchObject({
    code: 'tile_conflict',
  })
  for (const [path, bytes] of before) expect([path, filesOf(log).get(path)]).toEqual([path, bytes])
})

describe('init', () => {
  test('is refused beside a log, its tiles, its leaves or its keys', async () => {
    const { log } = await grown()
    await expect(init(log)).rejects.toMatchObject({ code: 'log_present' })

    const tiles = await testLog()
    made.push(tiles)
    tiles.parts.tilesOf('2025')
    tiles.folders.get('2025')?.files.set('checkpoint', Uint8Array.of(1))
    await expect(init(tiles)).rejects.toMatchObject({ code: 'log_present' })

    const leaves = await testLog()
    made.push(leaves)
    await leaves.store.enqueue([randomLeaf()], Date.now())
    await expect(init(leaves)).rejects.toMatchObject({ code: 'log_present' })

    const keys = await testLog(() => ({ keyFiles: async () => ['a.key'] }))
    made.push(keys)
    await expect(init(keys)).rejects.toMatchObject({ code: 'log_present' })
    expect(await keys.store.identities()).toEqual([])
  })

  test.each(['recourse.example/log/tile', 'recourse.example/..', 'recourse.example/log/'])(
    'no log is named %s: its folder would hide a file of the log, or lie elsewhere',
    async (origin) => {
      const log = await testLog()
      made.push(log)
      await expect(initLog(log.parts, { ...NEW_LOG, origin })).rejects.toMatchObject({ code: 'origin_unfit' })
    },
  )
})

describe('a log is ended and the next begun', () => {
  const next = { ...NEW_LOG, origin: 'recourse.example/log/2027' }

  test('with everything queued in the old one, under a last checkpoint, and the shard start as entry 0', async () => {
    const { log, identity } = await grown()
    await log.store.enqueue([randomLeaf(), randomLeaf()], Date.now())
    const second = await initLog(log.parts, next)
    expect([second.log, second.folder]).toEqual([2, '2027'])
    const [old, live] = await log.store.identities()
    expect(old?.frozenAt).not.toBeNull()
    expect(live).toMatchObject({ log: 2, frozenAt: null })
    const last = opened(filesOf(log).get('checkpoint') ?? new Uint8Array())
    expect(last.size).toBe(322n)
    const files = log.folders.get('2027')?.files
    const first = opened(files?.get('checkpoint') ?? new Uint8Array(), next.origin)
    expect(first.size).toBe(1n)
    const entry = files?.get('tile/entries/000.p/1')
    const start = shardStart(sha256, identity.origin, 322n, last.root)
    expect(Buffer.from(entry ?? []).includes(Buffer.from(start.originHash))).toBe(true)
    expect(Buffer.from(entry ?? []).includes(Buffer.from(start.root))).toBe(true)
    // It goes on; the old one stays as it is.
    await log.store.enqueue([randomLeaf()], Date.now())
    await leading(log, second, async (open) => {
      await publish(log.parts, (await sequenceBatch(log.parts, open)).log)
    })
    expect(opened(files?.get('checkpoint') ?? new Uint8Array(), next.origin).size).toBe(2n)
    expect(opened(filesOf(log).get('checkpoint') ?? new Uint8Array()).size).toBe(322n)
    expect(emptyRoot()).not.toEqual(last.root)
  })

  test('but not while somebody sequences it', async () => {
    const { log, identity } = await grown()
    await leading(log, identity, async () => {
      await expect(initLog(log.parts, next)).rejects.toMatchObject({ code: 'log_in_use' })
    })
    expect(await log.store.identities()).toHaveLength(1)
  })
})

test('start-up itself never takes the lead away from anybody', async () => {
  const { log, identity } = await grown()
  const before = await log.store.head(identity.log)
  await startUp(log.parts, identity)
  expect((await log.store.head(identity.log))?.term).toBe(before?.term)
})
