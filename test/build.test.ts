import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

let project: string

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true })
  await writeFile(join(project, path), text)
}

/** A project of one package, with our own build and compiler. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'recourse-build-'))
  await mkdir(join(project, 'bin'))
  for (const file of ['build.js', 'build-lock.js']) await cp(join(ROOT, 'bin', file), join(project, 'bin', file))
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'))
  await put('package.json', '{ "type": "module" }')
  await put(
    'tsconfig.json',
    '{ "files": [], "references": [{ "path": "packages/one" }, { "path": "tsconfig.test.json" }] }',
  )
  await put('packages/one/package.json', '{ "type": "module" }')
  await put(
    'packages/one/tsconfig.json',
    `{ "compilerOptions": { "rootDir": "src", "outDir": "dist", "composite": true, "module": "nodenext", "target": "es2023",
       "types": [], "tsBuildInfoFile": "dist/.tsbuildinfo" }, "include": ["src"], "exclude": ["src/**/*.test.ts"] }`,
  )
  await put('packages/one/src/index.ts', 'export const one: number = 1\n')
  await put('packages/one/src/migrations/0001-a.sql', 'SELECT 1;\n')
  await put('packages/one/src/migrations/0002-b.sql', 'SELECT 2;\n')
})

afterAll(() => rm(project, { recursive: true, force: true }))

interface Built {
  readonly code: number | null
  readonly said: string
  readonly printed: string
}

function build(): Promise<Built> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(project, 'bin/build.js')], { cwd: tmpdir() })
    let said = ''
    let printed = ''
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
    })
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString()
    })
    child.on('close', (code) => resolve({ code, said, printed }))
  })
}

const dist = (path: string) => join(project, 'packages/one/dist', path)

describe('the build', () => {
  test('builds the first time: compiled code, and the files it reads beside it', async () => {
    const built = await build()
    expect(built).toMatchObject({ code: 0, printed: '' })
    expect(built.said).toContain('for the first time')
    expect(await readFile(dist('index.js'), 'utf8')).toContain('one = 1')
    expect(await readdir(dist('migrations'))).toEqual(['0001-a.sql', '0002-b.sql'])
  })

  test('says and does nothing when nothing changed', async () => {
    expect(await build()).toMatchObject({ code: 0, said: '', printed: '' })
  })

  test('builds what changed; a test beside the source is not part of it', async () => {
    await put('packages/one/src/index.test.ts', 'nonsense')
    expect((await build()).said).toBe('')
    await put('packages/one/src/index.ts', 'export const one: number = 11\n')
    expect((await build()).said).toContain('Building what changed')
    expect(await readFile(dist('index.js'), 'utf8')).toContain('one = 11')
  })

  test('a file that is gone from the source goes from the build', async () => {
    await rm(join(project, 'packages/one/src/migrations/0002-b.sql'))
    expect((await build()).code).toBe(0)
    expect(await readdir(dist('migrations'))).toEqual(['0001-a.sql'])
  })

  test.each(['index.js', 'migrations/0001-a.sql', '.'])(
    'what was deleted from the build comes back: %s',
    async (path) => {
      await rm(dist(path), { recursive: true })
      expect((await build()).code).toBe(0)
      expect(await readFile(dist('index.js'), 'utf8')).toContain('one = 11')
      expect(await readdir(dist('migrations'))).toEqual(['0001-a.sql'])
      expect((await build()).said).toBe('')
    },
  )

  test('a kill in the middle: the next build starts over', async () => {
    await put('packages/one/src/index.ts', 'export const one: number = 12\n')
    const child = spawn(process.execPath, [join(project, 'bin/build.js')], { stdio: 'ignore' })
    await expect.poll(() => readdir(join(project, 'dist'))).toContain('build.lock')
    child.kill('SIGKILL')
    await writeFile(dist('index.js'), 'half')
    await rm(join(project, 'dist/build.json'), { force: true })
    const built = await build()
    expect(built.code).toBe(0)
    expect(await readFile(dist('index.js'), 'utf8')).toContain('one = 12')
    expect(await readdir(join(project, 'dist'))).toEqual(['build.json'])
  })

  test('source that does not compile is said on stderr, each time, until it is mended', async () => {
    await put('packages/one/src/index.ts', "export const one: number = 'one'\n")
    for (let n = 0; n < 2; n++) {
      const built = await build()
      expect(built).toMatchObject({ code: 1, printed: '' })
      expect(built.said).toContain('TS2322')
    }
    await put('packages/one/src/index.ts', 'export const one: number = 13\n')
    expect((await build()).code).toBe(0)
    expect((await build()).said).toBe('')
  })

  test('of four at once one builds, and all end well', async () => {
    await put('packages/one/src/index.ts', 'export const one: number = 14\n')
    const built = await Promise.all([build(), build(), build(), build()])
    expect(built.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(built.filter(({ said }) => said.includes('Built in'))).toHaveLength(1)
    expect(await readFile(dist('index.js'), 'utf8')).toContain('one = 14')
  })
})
