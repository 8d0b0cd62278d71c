import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { editorToken } from './editor-token.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-token-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('made once, readable by its owner alone, the same ever after', async () => {
  const made = await editorToken(join(folder, 'data'))
  expect(made.token).toMatch(/^[\w-]{43}$/)
  expect((await stat(made.file)).mode & 0o777).toBe(0o600)
  expect(await editorToken(join(folder, 'data'))).toEqual(made)
})

test('several at once agree on one token', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => editorToken(folder)))
  expect(new Set(made.map(({ token }) => token)).size).toBe(1)
  expect(await readdir(folder)).toEqual(['editor-token'])
})

test('a file that others can read is refused, not used', async () => {
  const { file } = await editorToken(folder)
  await chmod(file, 0o640)
  await expect(editorToken(folder)).rejects.toThrow(/owner alone/)
})

test('a file that holds no token is refused, not overwritten', async () => {
  const file = join(folder, 'editor-token')
  await writeFile(file, 'secret\n', { mode: 0o600 })
  await expect(editorToken(folder)).rejects.toThrow(/delete the file/)
})
