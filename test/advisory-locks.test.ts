import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const STORE = join(import.meta.dirname, '../apps/server/src/store')

// Two matters under one number wait for one another for ever: imports once stood still while a log was sequenced.
test('every matter has an advisory lock of its own', () => {
  const locks = readdirSync(STORE, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .flatMap((entry) => {
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
      // A lock class is the first of two numbers, which PostgreSQL keeps apart from single ones.
      return [...text.matchAll(/const ((?:\w+_)?LOCK(?:_CLASS)?) = ([\d_]+)$/gm)].map(
        ([, name = '', number = '']) => `${name.endsWith('CLASS') ? 'class ' : ''}${number.replaceAll('_', '')}`,
      )
    })
  expect(locks.length).toBeGreaterThan(6)
  expect(new Set(locks).size).toBe(locks.length)
})
