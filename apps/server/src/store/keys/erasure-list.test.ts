import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { erasureList } from './erasure-list.ts'
import { keyFolder } from './key-folder.ts'
import { wrappingKey } from './wrapping-key.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-erased-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('no list is not an empty list, and what is added stays in order', async () => {
  const list = erasureList(join(folder, 'keys'))
  expect(await list.read()).toBeNull()
  await list.add([])
  expect(await list.read()).toEqual([])
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
  await list.add([a, b])
  await list.add([c])
  expect(await list.read()).toEqual([a, b, c])
  expect((await stat(join(folder, 'keys', 'erased'))).mode & 0o777).toBe(0o600)
})

test('a line that a crash cut was never acted on; one that is no number stops', async () => {
  const list = erasureList(folder)
  const [a, b] = [randomUUID(), randomUUID()]
  await list.add([a])
  await appendFile(join(folder, 'erased'), `\n${randomUUID().slice(0, 20)}`)
  await list.add([b])
  expect(await list.read()).toEqual([a, b])
  await appendFile(join(folder, 'erased'), `${'x'.repeat(36)}\n`)
  await expect(list.read()).rejects.toMatchObject({ code: 'keys_unfit' })
  await expect(list.add(['../secret'])).rejects.toMatchObject({ code: 'keys_unfit' })
})

test('the wrapping key is made with an empty list, once, and never anew beside what another one wrapped', async () => {
  const keys = keyFolder(folder)
  const list = erasureList(folder)
  const unused = wrappingKey({ keys, list, inUse: () => Promise.resolve(false) })
  const [one, two] = await Promise.all([unused(), unused()])
  expect(one).toEqual(two)
  expect(await list.read()).toEqual([])
  expect(await wrappingKey({ keys, list, inUse: () => Promise.resolve(true) })()).toEqual(one)
  await rm(join(folder, 'wrapping.key'))
  const lost = wrappingKey({ keys, list, inUse: () => Promise.resolve(true) })
  await expect(lost()).rejects.toMatchObject({ code: 'keys_unfit' })
  await expect(readFile(join(folder, 'wrapping.key'))).rejects.toThrow()
})
