import { describe, expect, test } from 'vitest'
import { folder } from './folder.ts'
import { documentOf, here } from './here.ts'

/** Nobody listens there. */
const NO_DATABASE = { DATABASE_URL: 'postgresql://recourse:secret@127.0.0.1:1/recourse' }

const COMMANDS = [
  'start',
  'check',
  'register import',
  'register findings',
  'register list',
  'register show',
  'register match',
  'register settle',
  'register export',
  'register letter',
  'register rules',
  'receipt',
  'receipt verify',
  'backup',
  'restore',
] as const

describe('help', () => {
  test.each(['', 'register', ...COMMANDS])(
    'recourse %s --help shows an example, on stdout, and is done',
    async (command) => {
      const ran = await here([...command.split(' ').filter(Boolean), '--help'])
      expect(ran).toMatchObject({ exit: 0, stderr: '' })
      expect(ran.stdout).toMatch(new RegExp(`Example:\n.*npx recourse ${command}`))
      expect(ran.stdout).toContain('--json')
    },
  )

  test('the version is the package’s', async () => {
    expect(await here(['--version'])).toEqual({ exit: 0, stdout: '0.1.0\n', stderr: '' })
  })
})

const WRONG_USAGE: readonly (readonly [string, readonly string[]])[] = [
  ['no such command', ['registry']],
  ['no such verb', ['register', 'imports']],
  ['no such option', ['register', 'list', '--agancy', 'DHS']],
  ['import without a file', ['register', 'import']],
  ['an unknown format', ['register', 'import', 'x.csv', '--format', 'omb-2022']],
  ['an unknown rule', ['register', 'findings', '--rule', 'HI-99']],
  ['an unknown severity', ['register', 'findings', '--severity', 'grave']],
  ['a year that is none', ['register', 'findings', '--year', '25']],
  ['a year that is none, of a list', ['register', 'list', '--year', '2025.5']],
  ['no key', ['register', 'show']],
  ['two keys', ['register', 'show', 'dhs-1', 'dhs-2']],
  ['matching without years', ['register', 'match', '--from', '2024']],
  ['matching backwards', ['register', 'match', '--from', '2025', '--to', '2024']],
  ['an unknown verdict', ['register', 'settle', 'a', 'b', '--verdict', 'maybe', '--reviewer', 'oversight']],
  ['a reviewer with an address', ['register', 'settle', 'a', 'b', '--verdict', 'same', '--reviewer', 'jo@example.gov']],
  ['an unknown form', ['register', 'export', '--to', 'pdf']],
  ['an export of no form', ['register', 'export']],
  ['a letter about no rule', ['register', 'letter', 'dhs-1']],
  ['a letter about an unknown rule', ['register', 'letter', 'dhs-1', '--about', 'XX-01']],
  ['a receipt without a file', ['receipt', 'verify']],
  ['a key that is none', ['receipt', 'verify', 'x.json', '--vkey', 'log+00']],
  ['a letter under an unknown law', ['register', 'letter', 'dhs-1', '--about', 'HI-01', '--law', 'gdpr']],
  ['a port that is none', ['start', '--port', '99999']],
  ['a backup to nowhere', ['backup']],
]

describe('wrong usage', () => {
  test.each(WRONG_USAGE)('%s: exit 2, the reason on stderr, one document with --json', async (_name, argv) => {
    const plain = await here(argv, NO_DATABASE)
    expect(plain.exit).toBe(2)
    expect(plain.stdout).toBe('')
    expect(plain.stderr).toMatch(/^(error|recourse): \S/)

    const told = await here([...argv, '--json'], NO_DATABASE)
    expect(told.exit).toBe(2)
    expect(documentOf(told)).toEqual({
      code: expect.stringMatching(/^[a-z_]+$/),
      ruleId: null,
      message: expect.any(String),
    })
  })

  test.each([
    ['an unknown one', { RECOURSE_DATAA: '/x' }, 'RECOURSE_DATAA'],
    ['a malformed one', { RECOURSE_READS_PER_MINUTE: 'many' }, 'RECOURSE_READS_PER_MINUTE'],
    ['a malformed address', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  ])('setting %s stops every command with its name, and without its value', async (_name, env, setting) => {
    for (const argv of [['check'], ['register', 'list'], ['start']]) {
      const ran = await here([...argv, '--json'], env)
      expect(ran.exit).toBe(2)
      expect(documentOf(ran)).toMatchObject({ code: 'settings_refused', message: expect.stringContaining(setting) })
      expect(ran.stderr).not.toContain('mysql')
    }
  })
})

describe('a database that cannot be reached', () => {
  test.each([
    ['check'],
    ['register import x.csv'],
    ['register findings'],
    ['register list'],
    ['register show dhs-1'],
    ['register match --from 2024 --to 2025'],
    ['register settle a b --verdict same --reviewer oversight'],
    ['register export --to jsonld'],
    ['register letter dhs-1 --about HI-01'],
    ['backup /nowhere'],
    ['restore /nowhere'],
    ['start --port 0'],
  ])('%s: exit 4, one document, no password', async (command) => {
    const ran = await here([...command.split(' '), '--json'], { ...NO_DATABASE, RECOURSE_DATA: folder() })
    expect(ran.exit).toBe(4)
    expect(documentOf(ran)).toMatchObject({ code: 'database_unreachable', ruleId: null })
    expect(ran.stdout + ran.stderr).not.toContain('secret')
    expect(ran.stderr).not.toContain('    at ')
  })

  test('what needs none works without', async () => {
    const ran = await here(['register', 'rules', '--json'], NO_DATABASE)
    expect(ran.exit).toBe(0)
    const { rules } = documentOf(ran)
    expect(rules).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'HI-01', severity: 'high' })]))
  })
})
