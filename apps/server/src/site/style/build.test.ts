import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildStyle } from './build.js'
import { tokenise } from './colour.js'

describe('buildStyle', () => {
  let folder = ''
  let manifest: Readonly<Record<string, string>> = {}
  let css = ''
  const path = (name: string) => join(folder, (manifest[name] ?? '').replace('/static/', ''))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recourse-style-'))
    manifest = await buildStyle(folder)
    css = await readFile(path('site.css'), 'utf8')
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('stays under the budget of 45 kB, gzipped, and well under', () => {
    expect(gzipSync(css, { level: 9 }).length).toBeLessThan(20_000)
  })

  test('names every file by its digest and lists it', async () => {
    expect(manifest['site.css']).toMatch(/^\/static\/site\.[0-9a-f]{12}\.css$/)
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
    for (const name of Object.keys(manifest)) expect((await stat(path(name))).size, name).toBeGreaterThan(0)
  })

  test('asks for nothing that is not beside it, and for no other host', async () => {
    const there = await readdir(folder)
    const asked = [...css.matchAll(/url\(([^)]*)\)/g)]
      .map(([, address = '']) => address.replace(/["']/g, ''))
      .filter((address) => address !== '')
    expect(asked.length).toBe(3)
    for (const address of asked) expect(there.map((name) => `/static/${name}`)).toContain(address)
    expect(css).not.toMatch(/https?:|@import/)
  })

  test('turned every colour of USWDS into a token', () => {
    const layer = css.slice(css.indexOf('@layer uswds{'), css.indexOf('\n:root'))
    expect(layer).toContain('.usa-button')
    expect(layer).not.toMatch(/#[0-9a-f]{3,8}\b/i)
    expect(layer).not.toMatch(/font-family:(?!var|inherit)|url\("uswds|@supports/)
  })

  test('gives the same bytes for the same sources', async () => {
    const again = await mkdtemp(join(tmpdir(), 'recourse-style-'))
    try {
      expect(await buildStyle(again)).toEqual(manifest)
    } finally {
      await rm(again, { recursive: true, force: true })
    }
  })
})

test('a colour of USWDS without a token stops the build with its name', () => {
  expect(() => tokenise('a{color:#123abc}')).toThrow('#123abc')
  expect(tokenise('a{color:#FFF;background:#1b1b1b}')).toBe('a{color:var(--paper);background:var(--ink)}')
})
