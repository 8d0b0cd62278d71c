import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { completeLock } from '../bin/complete-lock.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const readJson = async (path: string) => JSON.parse(await readFile(join(ROOT, path), 'utf8'))

describe('package-lock.json', () => {
  test('holds the binaries of every platform: else run node bin/complete-lock.js', async () => {
    expect(completeLock(await readJson('package-lock.json')).added).toEqual([])
  })

  test('names no registry', async () => {
    const { packages } = await readJson('package-lock.json')
    const named = Object.entries<{ resolved?: string }>(packages).filter(([, { resolved }]) =>
      /^\w+:/.test(resolved ?? ''),
    )
    expect(named).toEqual([])
  })

  test('every package.json asks for exact versions', async () => {
    const { packages } = await readJson('package-lock.json')
    const own = Object.keys(packages).filter((place) => !place.includes('node_modules'))
    expect(own).toContain('apps/server')
    for (const place of own) {
      const manifest = await readJson(join(place, 'package.json'))
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        expect(version, `${place}: ${name}`).toMatch(/^\d+\.\d+\.\d+[\w.+-]*$/)
      }
    }
  })

  test('every installed package whose script may run was decided on', async () => {
    const { packages } = await readJson('package-lock.json')
    const { allowScripts } = await readJson('package.json')
    const asking = Object.entries<{ hasInstallScript?: boolean; os?: string[] }>(packages)
      .filter(([, { hasInstallScript, os }]) => hasInstallScript === true && os?.includes('win32') !== true)
      .map(([place]) => place.replace(/^.*node_modules\//, ''))
    expect(asking.filter((name) => !(name in allowScripts))).toEqual([])
  })
})

describe('completing a lock', () => {
  const parent = { version: '1.0.0', dev: true, optionalDependencies: { '@a/b-linux-x64-musl': '1.0.0' } }

  test('adds what a name tells, beside what is there', () => {
    const { lock, added } = completeLock({
      lockfileVersion: 3,
      packages: { 'node_modules/z': { version: '2.0.0' }, 'node_modules/@a/b': parent },
    })
    expect(added).toEqual(['@a/b-linux-x64-musl@1.0.0'])
    expect(Object.keys(lock.packages)).toEqual([
      'node_modules/@a/b',
      'node_modules/@a/b-linux-x64-musl',
      'node_modules/z',
    ])
    expect(lock.packages['node_modules/@a/b-linux-x64-musl']).toEqual({
      version: '1.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    })
    expect(completeLock(lock).added).toEqual([])
  })

  test('finds an entry below the package or beside any parent of it', () => {
    const entry = { version: '1.0.0', optional: true }
    for (const place of [
      'node_modules/c/node_modules/@a/b/node_modules',
      'node_modules/c/node_modules',
      'node_modules',
    ]) {
      const packages = { 'node_modules/c/node_modules/@a/b': parent, [`${place}/@a/b-linux-x64-musl`]: entry }
      expect(completeLock({ packages }).added).toEqual([])
    }
  })

  test.each([
    ['of no platform', { 'some-package': '1.0.0' }],
    ['of an open version', { '@a/b-darwin-arm64': '^1.0.0' }],
  ])('refuses to invent an entry %s', (_, optionalDependencies) => {
    expect(() => completeLock({ packages: { 'node_modules/a': { optionalDependencies } } })).toThrow('add it by hand')
  })
})
