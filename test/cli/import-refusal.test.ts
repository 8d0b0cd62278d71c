import { closeSync, ftruncateSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { digestOf } from '../register/digest.ts'
import { COLUMNS_2023, COLUMNS_2025, csv, MADE_REGISTER, made2023, made2024, made2025 } from '../register/made.ts'
import { files, folder } from './folder.ts'
import { documentOf, here } from './here.ts'

/** Files that nobody can read must be refused precisely, and leave the register as it was, to the byte. */

let database: TestDatabase
let before: string
beforeAll(async () => {
  database = await testDatabase()
  const ran = await here(['register', 'import', ...files(MADE_REGISTER)], env())
  expect(ran.exit, ran.stderr).toBe(0)
  before = await digestOf(database.connectionString)
})
afterAll(() => database.close())

const env = (): Record<string, string> => ({ DATABASE_URL: database.connectionString })

const ONE_2023 = made2023({ Use_Case_ID: 'ED-1', Department_Code: 'ED', Title: 'Essay helper' })
const ONE_2025 = made2025({ agency: 'ED', use_case_name: 'Essay helper', problem_solved: 'É' })

/** A zip archive of one stored file, as mail programs make them. */
function zip(name: string, content: string): Buffer {
  const packed = deflateRawSync(content)
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(content.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), packed])
}

interface Given {
  readonly name: string
  readonly content: string | Uint8Array
  /** One of them: what random bytes break first is chance. */
  readonly code: string | readonly string[]
  /** Not given: none is meant. */
  readonly row?: number
  readonly column?: string | null
  readonly format?: string
}

const ANY_BYTES = ['encoding', 'control-character', 'format-unknown']

const REFUSED: readonly Given[] = [
  { name: 'empty', content: '', code: 'empty' },
  { name: 'a mark of UTF-8 alone', content: '\uFEFF', code: 'empty' },
  { name: 'UTF-16', content: Buffer.from(`\uFEFF${ONE_2025}`, 'utf16le'), code: 'encoding' },
  {
    name: 'latin 1 where UTF-8 is due',
    content: Buffer.from(ONE_2025, 'latin1'),
    ...{ code: 'encoding', row: 2, column: 'problem_solved' },
  },
  {
    name: 'binary',
    content: Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256)),
    code: ANY_BYTES,
  },
  { name: 'a zip archive', content: zip('inventory.csv', ONE_2025), code: ANY_BYTES },
  { name: 'a packed file', content: gzipSync(ONE_2025), code: ANY_BYTES },
  { name: 'a spreadsheet', content: zip('xl/workbook.xml', '<workbook/>'), code: ANY_BYTES },
  { name: 'a web page', content: '<!doctype html><html><body>Not found</body></html>', code: 'format-unknown' },
  { name: 'another list', content: 'name,city\r\nA,B\r\n', code: 'format-unknown' },
  { name: 'JSON of something else', content: '{"hello":"world"}', code: 'format-unknown' },
  { name: 'JSON cut short', content: MADE_REGISTER['awards.json']?.slice(0, -20) ?? '', code: 'json-invalid', row: 1 },
  { name: 'Markdown of something else', content: '# Read me\n', code: 'format-unknown' },
  {
    name: 'a column missing',
    content: csv(
      COLUMNS_2023.filter((column) => column !== 'Title'),
      [['A', 'ED', '', '', '', '', '', '', 'ED']],
    ),
    ...{ code: 'header-missing', row: 1, column: 'Title' },
  },
  {
    name: 'a header twice',
    content: csv([...COLUMNS_2025, 'agency'], []),
    ...{ code: 'header-duplicate', row: 1, column: 'agency' },
  },
  {
    name: 'a quote left open',
    content: `${ONE_2023}"ED-2,ED`,
    ...{ code: 'quote-unclosed', row: 3, column: 'Use_Case_ID' },
  },
  {
    name: 'text after a quote',
    content: ONE_2023.replace('Essay helper', '"Essay" helper'),
    ...{ code: 'quote-stray', row: 2, column: 'Title' },
  },
  {
    name: 'a NUL',
    content: ONE_2023.replace('Essay', 'Es\0say'),
    ...{ code: 'control-character', row: 2, column: 'Title' },
  },
  {
    name: 'another format than it is said to be',
    content: ONE_2023,
    ...{ format: 'omb-2025', code: 'header-missing', row: 1, column: 'agency_name' },
  },
  { name: 'JSON said to be a table', content: '[]', format: 'omb-2023', code: 'format-unknown' },
  {
    name: '2024 with a wrong question',
    content: made2024({}).replace('65_appeal_process', '65_appeal'),
    ...{ code: 'header-missing', row: 1, column: '65_appeal_process' },
  },
]

describe('refused files', () => {
  test.each(REFUSED)('$name', async ({ content, code, row = null, column = null, format }) => {
    const [path = ''] = files({ 'given.csv': content })
    const said = format === undefined ? [] : ['--format', format]
    const ran = await here(['register', 'import', path, ...said, '--json'], env())
    expect(ran.exit).toBe(3)
    const { files: given, rejections } = documentOf(ran)
    expect(given).toEqual([
      {
        file: 'given.csv',
        format: expect.toSatisfy((found) => found === null || typeof found === 'string'),
        ...{ rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    expect(rejections).toHaveLength(1)
    const [rejection] = Array.isArray(rejections) ? rejections : []
    expect(rejection).toMatchObject({ file: 'given.csv', message: expect.stringMatching(/\S/) })
    expect([code].flat()).toContain(rejection.code)
    if (typeof code === 'string') expect(rejection).toMatchObject({ row, column })
    expect(await digestOf(database.connectionString)).toBe(before)
  })

  test.each([
    ['no such file', () => join(folder(), 'missing.csv'), 'not-found'],
    ['a folder', () => folder(), 'not-found'],
    ['below a file', () => join(files({ 'a.csv': 'x' })[0] ?? '', 'b.csv'), 'not-found'],
    ['an address that is none', () => 'https://', 'unreachable'],
    ['a plain address elsewhere', () => 'http://203.0.113.1/x.csv', 'unreachable'],
    ['an address with a password', () => 'https://user:hunter2@example.gov/x.csv', 'unreachable'],
  ])('%s', async (_name, place, code) => {
    const ran = await here(['register', 'import', place(), '--json'], env())
    expect(ran.exit).toBe(3)
    const report = documentOf(ran)
    expect(report.rejections).toMatchObject([{ code, row: null, column: null }])
    expect(report.files).toMatchObject([{ format: null, rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }])
    expect(ran.stdout + ran.stderr).not.toContain('hunter2')
    expect(await digestOf(database.connectionString)).toBe(before)
  })

  // Its reading fails in the middle of nothing: a stand-in for a bad disk, and for a file of another user.
  test.skipIf(process.platform !== 'linux')('a file whose reading fails (needs Linux)', async () => {
    const ran = await here(['register', 'import', '/proc/self/mem', '--json'], env())
    expect(ran.exit).toBe(3)
    expect(documentOf(ran).rejections).toMatchObject([{ code: 'unreadable', row: null, column: null }])
  })

  test('a gigabyte is refused at once, and never read into memory', async () => {
    const path = join(folder(), 'huge.csv')
    const handle = openSync(path, 'w')
    ftruncateSync(handle, 1_000_000_000)
    closeSync(handle)
    const held = process.memoryUsage().rss
    const since = performance.now()
    const ran = await here(['register', 'import', path, '--json'], env())
    expect(performance.now() - since).toBeLessThan(5_000)
    expect(process.memoryUsage().rss - held).toBeLessThan(200_000_000)
    expect(ran.exit).toBe(3)
    const report = documentOf(ran)
    expect(report.rejections).toMatchObject([{ code: 'too-large', row: null, column: null }])
    expect(report.files).toMatchObject([{ rows: 0, sha256: '' }])
    expect(await digestOf(database.connectionString)).toBe(before)
  })

  test('a refused file keeps none of its neighbours out', async () => {
    const [bad = '', good = ''] = files({ 'bad.csv': 'name\r\nx\r\n', 'good.csv': ONE_2023 })
    const ran = await here(['register', 'import', bad, good, join(folder(), 'missing.csv'), '--json'], env())
    expect(ran.exit).toBe(3)
    const report = documentOf(ran)
    expect(report.files).toMatchObject([
      { file: 'bad.csv', rows: 0 },
      { file: 'good.csv', rows: 1, added: 1 },
      { file: 'missing.csv', rows: 0 },
    ])
    expect(report.rejections).toMatchObject([{ code: 'format-unknown' }, { code: 'not-found' }])
    const shown = await here(['register', 'show', 'ed-1', '--json'], env())
    expect(shown.exit).toBe(0)
  })
})

test('every cut of a file is refused whole or read whole, and adds up', async () => {
  const whole = Buffer.from(
    made2023(...['a', 'b', 'c'].map((id) => ({ Use_Case_ID: id, Department_Code: 'NSF', Summary: '"x"\n' }))),
  )
  const cuts = Object.fromEntries(
    Array.from({ length: 24 }, (_, at) => [`cut${at}.csv`, whole.subarray(0, Math.floor((whole.length * at) / 23))]),
  )
  const ran = await here(['register', 'import', ...files(cuts), '--json'], env())
  expect([0, 3]).toContain(ran.exit)
  const report = documentOf(ran)
  const list = Array.isArray(report.files) ? report.files : []
  expect(list).toHaveLength(24)
  for (const file of list) expect(file.added + file.updated + file.unchanged + file.rejected).toBe(file.rows)
})
