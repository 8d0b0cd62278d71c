import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXPORT_FORMS } from '@recourse/register'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { digestOf } from '../register/digest.ts'
import { MADE_REGISTER, made2023 } from '../register/made.ts'
import { files, folder } from './folder.ts'
import { documentOf, here, type Ran } from './here.ts'

/** What every command prints with `--json`, held against the outside contract, over one made-up register. */

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const run = (...argv: readonly string[]): Promise<Ran> => here(argv, { DATABASE_URL: database.connectionString })
const told = async (...argv: readonly string[]): Promise<Record<string, unknown>> => {
  const ran = await run(...argv, '--json')
  expect(ran.exit, ran.stderr).toBe(0)
  return documentOf(ran)
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value).sort() : []
const list = (value: unknown): readonly Record<string, unknown>[] => {
  if (!Array.isArray(value)) throw new Error(`no list: ${JSON.stringify(value)}`)
  return value
}

describe('before the first import', () => {
  test('lists are empty, and so are exports that can be', async () => {
    expect(await told('register', 'list')).toEqual({ total: 0, nearly: false, corrected: null, useCases: [] })
    const found = await told('register', 'findings', '--rule', 'HI-01')
    expect(found).toEqual({ total: 0, byRule: {}, findings: [] })
    expect((await run('register', 'export', '--to', 'omb-2025')).exit).toBe(0)
  })

  test('named systems have findings without any import', async () => {
    const { byRule } = await told('register', 'findings')
    expect(keysOf(byRule)).toEqual(expect.arrayContaining(['NS-01', 'AG-02']))
  })

  test('a form that cannot be empty, and years that are not there, are refused with 1', async () => {
    for (const argv of [
      ['register', 'match', '--from', '2024', '--to', '2025'],
      ['register', 'show', 'dhs-1'],
      ['register', 'letter', 'dhs-1', '--about', 'HI-01'],
      ['register', 'settle', 'a', 'b', '--verdict', 'same', '--reviewer', 'oversight-office'],
    ]) {
      const ran = await run(...argv, '--json')
      expect(ran.exit, argv.join(' ')).toBe(1)
      expect(documentOf(ran)).toEqual({ code: expect.any(String), ruleId: null, message: expect.any(String) })
    }
  })
})

describe('with one file of every format imported', () => {
  beforeAll(async () => {
    const ran = await run('register', 'import', ...files(MADE_REGISTER), '--json')
    expect(ran.exit, ran.stderr).toBe(0)
    const report = documentOf(ran)
    expect(keysOf(report)).toEqual(['files', 'rejections', 'warnings'])
    expect(list(report.files).map(({ file, format, rows, added }) => [file, format, rows, added])).toEqual([
      ['2023.csv', 'omb-2023', 1, 1],
      ['2024.csv', 'omb-2024', 2, 2],
      ['2025.csv', 'omb-2025', 2, 2],
      ['cots.csv', 'omb-2025-cots', 1, 1],
      ['sourcing.md', 'omb-2025-sourcing', 1, 1],
      ['atrs.csv', 'atrs', 1, 1],
      ['nl.json', 'nl-1.0', 1, 1],
      ['awards.json', 'contracts', 1, 1],
    ])
    for (const file of list(report.files)) {
      expect(keysOf(file)).toEqual(
        ['file', 'format', 'rows', 'added', 'updated', 'unchanged', 'rejected', 'sha256'].sort(),
      )
      // The digest is shown to who waits as well.
      expect(ran.stderr).toContain(`SHA-256 ${String(file.sha256)}`)
    }
    for (const note of [...list(report.rejections), ...list(report.warnings)]) {
      expect(keysOf(note)).toEqual(['code', 'column', 'file', 'message', 'row'])
    }
  })

  test('import again: everything unchanged', async () => {
    const before = await digestOf(database.connectionString)
    const { files: again } = await told('register', 'import', ...files(MADE_REGISTER))
    expect(list(again).map(({ rows, unchanged }) => Number(rows) - Number(unchanged))).toEqual(Array(8).fill(0))
    expect(await digestOf(database.connectionString)).toBe(before)
  })

  test('a record that cannot be read: exit 3, its neighbours go in', async () => {
    const [path = ''] = files({
      'mixed.csv': `${made2023({ Use_Case_ID: 'ED-1', Department_Code: 'ED' })}too,short\r\n`,
    })
    const ran = await run('register', 'import', path, '--json')
    expect(ran.exit).toBe(3)
    const report = documentOf(ran)
    expect(report.files).toMatchObject([{ rows: 2, added: 1, rejected: 1 }])
    expect(report.rejections).toMatchObject([{ file: 'mixed.csv', row: 3, column: null, code: 'row-width' }])
  })

  test('findings', async () => {
    const found = await told('register', 'findings')
    expect(keysOf(found)).toEqual(['byRule', 'findings', 'total'])
    const findings = list(found.findings)
    expect(findings).toHaveLength(Number(found.total))
    const counted: Record<string, number> = {}
    for (const { rule } of findings) counted[String(rule)] = (counted[String(rule)] ?? 0) + 1
    expect(found.byRule).toEqual(counted)
    for (const finding of findings) {
      const expected = ['rule', 'severity', 'state', 'useCase', 'evidence', 'citation', 'message']
      expect(keysOf(finding)).toEqual([...expected, ...('basis' in finding ? ['basis'] : [])].sort())
      if (finding.useCase !== null) {
        expect(keysOf(finding.useCase)).toEqual(['agency', 'bureau', 'id', 'key', 'name', 'year'])
      }
      for (const cell of list(finding.evidence)) expect(keysOf(cell)).toEqual(['column', 'file', 'row', 'value'])
    }
    expect(findings.some(({ basis }) => basis === 'exact-name')).toBe(true)
  })

  test('findings, narrowed in any case', async () => {
    const { findings, total } = await told(
      'register',
      'findings',
      ...['--rule', 'hi-02', '--agency', 'dhs', '--bureau', 'ice', '--year', '2025', '--severity', 'high'],
    )
    expect(total).toBe(1)
    expect(findings).toMatchObject([{ rule: 'HI-02', useCase: { key: 'dhs-1' } }])
    const byName = await told('register', 'findings', '--rule', 'HI-02', '--agency', 'department of homeland security')
    expect(byName.total).toBe(1)
    expect(await told('register', 'findings', '--agency', 'NASA')).toEqual({ total: 0, byRule: {}, findings: [] })
  })

  test('list', async () => {
    const all = await told('register', 'list')
    expect(all.total).toBe(list(all.useCases).length)
    const keys = async (...argv: string[]): Promise<unknown> =>
      list((await told('register', 'list', ...argv)).useCases).map(({ key }) => key)
    expect(await keys('--agency', 'dhs', '--bureau', 'ice', '--year', '2025')).toEqual(['dhs-1'])
    expect(await keys('--agency', 'home office')).toEqual(['atrs_visit-router'])
    expect(await keys('--query', 'parcel')).toEqual(['dhs-1'])
    const nearly = await told('register', 'list', '--query', 'parcle')
    expect(nearly).toMatchObject({ nearly: true, corrected: 'parcel' })
    expect(await told('register', 'list', '--query', 'zzzzzz')).toMatchObject({ total: 0, useCases: [] })
  })

  test('show: every field says where it is from', async () => {
    const shown = await told('register', 'show', 'DHS-1')
    expect(keysOf(shown)).toEqual(
      ['summary', 'entries', 'links', 'findings', 'changes', 'awards', 'systems', 'openReports'].sort(),
    )
    expect(list(shown.entries).map(({ year }) => year)).toEqual([2025, 2024, 2023])
    for (const entry of list(shown.entries)) {
      for (const field of list(entry.fields)) {
        expect(field).toMatchObject({ file: `${entry.year}.csv`, year: entry.year, column: expect.stringMatching(/./) })
        expect(field.row).toBe(2)
        expect(typeof field.raw).toBe('string')
        expect(['value', 'blank', 'unreadable', 'not-asked', 'left-out']).toContain(field.state)
      }
    }
    // By the key of an earlier entry too: an address is for ever.
    const earlier = await told('register', 'show', 'dhs-0001-2023')
    expect(earlier.summary).toEqual(shown.summary)
  })

  test('match', async () => {
    const matched = await told('register', 'match', '--from', '2024', '--to', '2025', '--agency', 'dhs')
    expect(keysOf(matched)).toEqual(['new', 'pairs', 'relations', 'undecided', 'vanished'])
    const [pair] = list(matched.pairs)
    expect(keysOf(pair)).toEqual(['from', 'score', 'to', 'why'])
    expect(pair).toMatchObject({ to: { key: 'dhs-1', row: 2 }, why: { accepted: 'equal-name' } })
    expect(list(matched.vanished)).toHaveLength(1)
    expect((await run('register', 'match', '--from', '2022', '--to', '2025', '--json')).exit).toBe(1)
  })

  test('settle: a verdict is replayed; what is no pair is refused', async () => {
    const [pair] = list((await told('register', 'match', '--from', '2024', '--to', '2025')).pairs)
    const from = String(Object(pair?.from).key)
    const settle = (...argv: string[]): Promise<Ran> =>
      run('register', 'settle', ...argv, '--reviewer', 'oversight-office', '--json')
    expect((await settle('dhs-1', from, '--verdict', 'same')).exit).toBe(1)
    const done = await settle(from, 'DHS-1', '--verdict', 'different')
    expect(documentOf(done)).toEqual({ from, to: 'dhs-1', verdict: 'different' })
    expect(list((await told('register', 'match', '--from', '2024', '--to', '2025')).pairs)).toEqual([])
    expect((await settle(from, 'dhs-1', '--verdict', 'same')).exit).toBe(0)
    expect(list((await told('register', 'match', '--from', '2024', '--to', '2025')).pairs)).toHaveLength(1)
  })

  test('letter, as text and as a file', async () => {
    const out = join(folder(), 'letter.pdf')
    const letter = await told('register', 'letter', 'dhs-1', '--about', 'HI-02', '--out', out)
    expect(keysOf(letter)).toEqual(['key', 'law', 'rule', 'text'])
    expect(letter.text).toMatch(/lawyer/)
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
    const none = await run('register', 'letter', 'va-25-1', '--about', 'HI-02', '--json')
    expect(none.exit).toBe(1)
    expect(documentOf(none)).toMatchObject({ code: 'finding_unknown' })
  })

  test.each(EXPORT_FORMS)(
    'export to %s: the same document on stdout and in a file, the same every time',
    async (form) => {
      const place = folder()
      const ran = await run('register', 'export', '--to', form)
      expect(ran.exit, ran.stderr).toBe(0)
      if (form !== 'omb-2025') expect(() => JSON.parse(ran.stdout)).not.toThrow()
      const out = join(place, 'export')
      const written = await told('register', 'export', '--to', form, '--out', out)
      expect(keysOf(written)).toEqual(['file', 'form', 'leftOut'])
      expect(readFileSync(out, 'utf8')).toBe(ran.stdout)
      expect(readdirSync(place)).toEqual(['export'])
      expect((await run('register', 'export', '--to', form)).stdout).toBe(ran.stdout)
    },
  )

  test('what cannot be written is said with its reason: exit 4, and nothing is left', async () => {
    const place = folder()
    writeFileSync(join(place, 'file'), '')
    for (const argv of [
      ['register', 'export', '--to', 'jsonld', '--out', join(place, 'file', 'x')],
      ['register', 'letter', 'dhs-1', '--about', 'HI-02', '--out', join(place, 'file', 'x')],
    ]) {
      const ran = await run(...argv, '--json')
      expect(ran.exit).toBe(4)
      expect(documentOf(ran)).toMatchObject({ code: 'file_unwritable' })
    }
    expect(readdirSync(place)).toEqual(['file'])
  })

  test('check', async () => {
    const checked = await told('check')
    expect(keysOf(checked)).toEqual(['checks', 'ok'])
    expect(checked.ok).toBe(true)
    expect(list(checked.checks).map(({ id }) => id)).toEqual([
      'database',
      'migrations',
      'judgement',
      'keys',
      'log',
      'clock',
      'disk',
    ])
    for (const one of list(checked.checks)) expect(keysOf(one)).toEqual(['detail', 'id', 'ok'])
  })

  test('backup and restore: the same register elsewhere; refusals by their kind', async () => {
    const place = join(folder(), 'backup')
    const made = await told('backup', place)
    expect(keysOf(made)).toEqual(['folder', 'tables'])
    expect(existsSync(join(place, 'manifest.json'))).toBe(true)

    const refused = async (exit: number, code: string, ...argv: string[]): Promise<void> => {
      const ran = await run(...argv, '--json')
      expect(ran.exit, code).toBe(exit)
      expect(documentOf(ran)).toMatchObject({ code })
    }
    await refused(2, 'backup_folder_not_empty', 'backup', place)
    await refused(3, 'backup_missing', 'restore', folder())
    await refused(1, 'restore_target_in_use', 'restore', place)

    const other = await testDatabase()
    try {
      const restored = await here(['restore', place, '--json'], { DATABASE_URL: other.connectionString })
      expect(restored.exit, restored.stderr).toBe(0)
      expect(documentOf(restored)).toEqual(made)
      const before = await here(['register', 'findings', '--json'], { DATABASE_URL: database.connectionString })
      const after = await here(['register', 'findings', '--json'], { DATABASE_URL: other.connectionString })
      expect(after.stdout).toBe(before.stdout)
      writeFileSync(join(place, 'entry.copy'), 'x')
      await refused(3, 'backup_damaged', 'restore', place)
    } finally {
      await other.close()
    }
  })

  test('for people: tables and sentences, nothing of it JSON', async () => {
    for (const argv of [
      ['check'],
      ['register', 'findings', '--rule', 'HI-02'],
      ['register', 'list'],
      ['register', 'show', 'dhs-1'],
      ['register', 'match', '--from', '2024', '--to', '2025'],
      ['register', 'rules'],
      ['register', 'letter', 'dhs-1', '--about', 'HI-02'],
    ]) {
      const ran = await run(...argv)
      expect(ran.exit, argv.join(' ')).toBe(0)
      expect(ran.stdout.trim()).not.toBe('')
      expect(ran.stdout).not.toMatch(/^[[{]/)
    }
  })
})
