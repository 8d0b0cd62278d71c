import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from './folder.ts'
import { documentOf, here } from './here.ts'

test('editor prints the token of its data folder, the same each time, and nothing else on stdout', async () => {
  const data = folder()
  const first = await here(['editor', '--data', data], {})
  expect(first.exit, first.stderr).toBe(0)
  expect(first.stdout).toMatch(/^[\w-]{43}\n$/)
  expect(first.stderr).toContain('/editor')
  const file = join(data, 'editor-token')
  expect(readFileSync(file, 'utf8')).toBe(first.stdout)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(documentOf(await here(['editor', '--data', data, '--json'], {}))).toMatchObject({
    token: first.stdout.trim(),
    file,
  })
})
