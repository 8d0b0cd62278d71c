import { writeVkey } from '@recourse/log'
import fc from 'fast-check'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FsckVerdict, fsckLog } from '../../../service/log/fsck/fsck-log.ts'
import type { Finding } from '../../../service/log/verify/finding.ts'
import {
  BEGUN,
  crypto,
  keyOf,
  type MadeLog,
  madeLog,
  memoryReader,
} from '../../../service/log/verify/testing/made-log.ts'
import { trustOf } from '../../../service/log/verify/trust.ts'
import { type TestDatabase, testDatabase } from '../../embedded/testing.ts'
import { blocksHere } from '../../tiles/block-pool.ts'
import { openPool } from '../pool.ts'
import { inTransaction } from '../transaction.ts'
import { eraseNumbers } from './erase.ts'
import { fsckRows } from './fsck-rows.ts'
import { type IdentityRow, identityOf } from './rows.ts'
import type { SealingKeys } from './sealing-keys.ts'
import { makeLiveLog, sequenceForTest, TEST_ORIGIN, testRecordLog } from './testing/live-log.ts'

const VKEY = writeVkey(keyOf(TEST_ORIGIN))
const AT = BEGUN * 1_000

let database: TestDatabase
let pool: Pool
let sealing: SealingKeys
const log: MadeLog = madeLog(TEST_ORIGIN, keyOf(TEST_ORIGIN))
const records: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool({ connectionString: database.connectionString, name: 'test', size: 8, onTrouble: () => undefined })
  const made = testRecordLog(pool)
  sealing = made.sealing
  await makeLiveLog(pool)
  const cases = [await made.log.openCaseStream(), await made.log.openCaseStream()]
  for (let i = 0; i < 12; i++) {
    const slots = [
      { kind: 'value', value: `words ${i}` },
      { kind: 'absent' },
      { kind: 'list', items: ['a', i] },
    ] as const
    const id = cases[i % 2]?.id ?? new Uint8Array()
    const logged = await made.log.append(
      [
        { stream: { kind: 'id', id }, code: 0x11, version: 1, slots },
        { stream: { kind: 'public', name: `use-case/${i % 3}` }, code: 0x81, version: 1, slots },
      ],
      AT,
    )
    records.push(...(logged ?? []).map(({ record }) => record))
  }
  log.add(await sequenceForTest(pool))
  const note = log.publish(60, false)
  await pool.query('UPDATE log_identity SET vkeys = $1', [[VKEY]])
  await pool.query('UPDATE log_head SET root = $1, checkpoint = $2', [rootIn(note), note])
  await pool.query('INSERT INTO log_checkpoint (log, size, published_at, note) VALUES (1, $1, $2, $3)', [
    24,
    BEGUN,
    note,
  ])
  // What still waits is checked as well.
  const waiting = { stream: { kind: 'public', name: 'use-case/0' }, code: 0x81, version: 1, slots: [] } as const
  await made.log.append([waiting, waiting], AT)
})

afterAll(async () => {
  await pool.end()
  await database.close()
})

function rootIn(note: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(note).toString('utf8').split('\n')[2] ?? '', 'base64')
}

async function checked(): Promise<FsckVerdict> {
  const { rows } = await pool.query<IdentityRow>('SELECT * FROM log_identity')
  const [row] = rows
  if (row === undefined) throw new Error('no log')
  const reader = memoryReader(log.files)
  const trust = trustOf(crypto, [VKEY], null)
  // Nothing of an earlier check is remembered.
  sealing.forget('')
  const forgetful: SealingKeys = {
    ...sealing,
    async find(client, ids) {
      for (const id of ids) sealing.forget(id)
      return sealing.find(client, ids)
    },
  }
  const held = await fsckRows(pool, { crypto, identity: identityOf(row), trust, reader, sealing: forgetful })
  try {
    return await fsckLog({
      crypto,
      reader,
      pool: blocksHere(reader),
      trust,
      policyFile: null,
      granularityHours: 24,
      database: held.part,
      now: () => 0,
    })
  } finally {
    await held.release()
  }
}

async function withDamage(sql: string, values: readonly unknown[] = []): Promise<readonly Finding[]> {
  const tables = [
    'log_stream',
    'log_record',
    'log_seed',
    'log_sealing_key',
    'log_entry',
    'log_outbox',
    'log_head',
    'log_checkpoint',
    'log_erasure',
    'log_staging',
  ]
  const client = await pool.connect()
  try {
    for (const table of tables) await client.query(`CREATE TABLE keep_${table} AS TABLE ${table}`)
    const { rowCount } = await client.query(sql, [...values])
    expect(rowCount, sql).toBeGreaterThan(0)
    return (await checked()).findings
  } finally {
    for (const table of [...tables].reverse()) await client.query(`DELETE FROM ${table}`)
    for (const table of tables) {
      await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE keep_${table}`)
      await client.query(`DROP TABLE keep_${table}`)
    }
    client.release()
  }
}

test('sound rows beside a sound log are clean', async () => {
  expect((await checked()).findings).toEqual([])
})

test.each<[string, string, string]>([
  ['a lost entry row', 'DELETE FROM log_entry WHERE idx = 7', 'missing'],
  ['a lost record', `DELETE FROM log_record WHERE id IN (SELECT record FROM log_entry WHERE idx = 7)`, 'missing'],
  ['a lost seed', `DELETE FROM log_seed WHERE record IN (SELECT record FROM log_entry WHERE idx = 7)`, 'differs'],
  ['a lost sealing key', 'DELETE FROM log_sealing_key', 'differs'],
  ['a lost head', 'DELETE FROM log_head', 'missing'],
  ['a lost queued leaf', 'DELETE FROM log_outbox', 'missing'],
  [
    'a changed word',
    `UPDATE log_record SET slots = replace(slots, 'words 3', 'words 4') WHERE slots LIKE '%words 3"%'`,
    'differs',
  ],
  ['a record of another kind', 'UPDATE log_record SET kind = 18 WHERE kind = 17', 'differs'],
  ['a record of another schema', 'UPDATE log_record SET schema = schema + 1', 'differs'],
  [
    'records that changed places',
    `UPDATE log_entry SET record = CASE idx WHEN 2 THEN (SELECT record FROM log_entry WHERE idx = 4) ELSE (SELECT record FROM log_entry WHERE idx = 2) END WHERE idx IN (2, 4)`,
    'differs',
  ],
  ['a stream that lost its name', `UPDATE log_stream SET name = 'use-case/9' WHERE name = 'use-case/1'`, 'differs'],
  ['a stream whose counter went back', 'UPDATE log_stream SET next_seq = next_seq - 1', 'differs'],
  ['a stream with another tip', `UPDATE log_stream SET tip = '\\x00'`, 'differs'],
  ['a number that was skipped', 'UPDATE log_record SET seq = seq + 100 WHERE seq >= 3', 'missing'],
  [
    'a seed of nothing',
    `INSERT INTO log_seed SELECT gen_random_uuid(), wrapped, sealing_key FROM log_seed LIMIT 1`,
    'unexpected',
  ],
  ['a head of another size', 'UPDATE log_head SET size = size + 1', 'differs'],
  ['a published size that went back', 'UPDATE log_head SET published_size = 3', 'differs'],
  [
    'an archived checkpoint that was changed',
    `UPDATE log_checkpoint SET note = set_byte(note, 30, get_byte(note, 30) # 1)`,
    'refused',
  ],
  [
    'staging that cannot be replayed',
    `INSERT INTO log_staging VALUES (1, 99, ARRAY['tile/0/000.p/99'], ARRAY['\\x00'::bytea])`,
    'differs',
  ],
  [
    'a queued label of the log',
    `UPDATE log_outbox SET label = (SELECT label FROM log_entry WHERE idx = 0) WHERE id = (SELECT min(id) FROM log_outbox)`,
    'differs',
  ],
])('%s is found', async (_name, sql, expected) => {
  const findings = await withDamage(sql)
  expect(findings.map((one) => one.class)).toContain(expected)
})

const BYTES: readonly (readonly [table: string, column: string, where?: string])[] = [
  ['log_entry', 'label'],
  ['log_entry', 'leaf_hash'],
  ['log_seed', 'wrapped', `record IN (SELECT record FROM log_entry)`],
  [
    'log_sealing_key',
    'wrapped',
    `id IN (SELECT sealing_key FROM log_seed WHERE record IN (SELECT record FROM log_entry))`,
  ],
  ['log_stream', 'wrapped_key', 'wrapped_key IS NOT NULL'],
  ['log_stream', 'tip'],
  ['log_outbox', 'label'],
  ['log_outbox', 'entry'],
  ['log_head', 'root'],
  ['log_head', 'checkpoint'],
  ['log_checkpoint', 'note'],
]

test('every flipped byte of a row is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...BYTES),
      fc.nat(),
      fc.nat(),
      fc.nat({ max: 7 }),
      async ([table, column, where], row, at, bit) => {
        const filter = where === undefined ? '' : `WHERE ${where}`
        const { rows } = await pool.query(`SELECT count(*)::int AS n FROM ${table} ${filter}`)
        const found = await withDamage(
          `UPDATE ${table} SET ${column} = set_byte(${column}, $1 % length(${column}), get_byte(${column}, $1 % length(${column})) # (1 << $2))
         WHERE ctid = (SELECT ctid FROM ${table} ${filter} ORDER BY ctid OFFSET $3 LIMIT 1)`,
          [at % 100_000, bit, row % Number(rows[0]?.n ?? 1)],
        )
        expect(found.length, `${table}.${column}`).toBeGreaterThan(0)
      },
    ),
    { numRuns: process.env.RECOURSE_TEST_LONG === '1' ? 500 : 40 },
  )
}, 180_000)

test('an erased record leaves its leaf, and is no finding; what was only deleted is', async () => {
  const [record = ''] = records.slice(4)
  await inTransaction(pool, (client) => eraseNumbers(client, [record], AT))
  expect((await checked()).findings).toEqual([])
  const findings = await withDamage('DELETE FROM log_erasure')
  expect(findings.some(({ place }) => place === `log_record ${record}`)).toBe(true)
})
