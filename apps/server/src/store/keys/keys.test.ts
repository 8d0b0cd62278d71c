import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyRoot, encodeUtf8, openCheckpoint, parseVkey, writeCheckpoint } from '@recourse/log'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyFolder } from './key-folder.ts'
import { logKeys } from './log-keys.ts'
import { seal, unseal } from './sealing.ts'
import { sha256 } from './sha256.ts'
import { ed25519Key, mlDsa44Key, signatureChecks } from './signature.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-keys-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('both kinds of key sign what their check accepts, and nothing else', () => {
  const seed = new Uint8Array(32).fill(7)
  const message = encodeUtf8('a message')
  for (const [key, check] of [
    [ed25519Key(seed), signatureChecks.ed25519],
    [mlDsa44Key(seed), signatureChecks.mlDsa44],
  ] as const) {
    const signature = key.sign(message)
    expect(check(key.publicKey, message, signature)).toBe(true)
    expect(check(key.publicKey, encodeUtf8('another'), signature)).toBe(false)
    expect(check(key.publicKey, message, signature.subarray(1))).toBe(false)
    expect(check(key.publicKey.subarray(1), message, signature)).toBe(false)
  }
})

test('keys are made once, mode 0600, and asked for by two at once are the same', async () => {
  const keys = keyFolder(join(folder, 'once'))
  expect(await keys.read('x')).toBeNull()
  const [one, two] = await Promise.all([keys.readOrMake('x'), keys.readOrMake('x')])
  expect(one).toEqual(two)
  expect((await stat(join(folder, 'once', 'x.key'))).mode & 0o777).toBe(0o600)
})

test('a key file that is damaged or open to others stops', async () => {
  const keys = keyFolder(join(folder, 'bad'))
  await keys.readOrMake('open')
  await chmod(join(folder, 'bad', 'open.key'), 0o644)
  await expect(keys.read('open')).rejects.toMatchObject({ code: 'keys_unfit' })
  await writeFile(join(folder, 'bad', 'cut.key'), 'AAAA\n', { mode: 0o600 })
  await expect(keys.readOrMake('cut')).rejects.toMatchObject({ code: 'keys_unfit' })
})

test('a log signs with both keys, and never goes on under others', async () => {
  const keys = keyFolder(join(folder, 'log'))
  await expect(logKeys(keys, 'log.example/1', '1')).rejects.toMatchObject({ code: 'keys_unfit' })
  const own = await logKeys(keys, 'log.example/1', '1', { make: true })
  const again = await logKeys(keys, 'log.example/1', '1')
  expect(again.vkeys).toEqual(own.vkeys)
  const text = writeCheckpoint({ origin: 'log.example/1', size: 0n, root: emptyRoot(), extensions: [] })
  const known = own.vkeys.map((vkey) => parseVkey(sha256, vkey))
  const opened = openCheckpoint(own.sign(text, 1_700_000_000_999), { logs: known, witnesses: [] }, signatureChecks)
  expect(opened.signedBy.map(({ type }) => type)).toEqual(['ed25519', 'ml-dsa-44-cosignature'])
  const other = writeCheckpoint({ origin: 'log.example/2', size: 0n, root: emptyRoot(), extensions: [] })
  expect(() => own.sign(other, 0)).toThrow()
})

test('what is sealed opens with its key and in its place alone', () => {
  const key = new Uint8Array(32).fill(1)
  const sealed = seal(key, encodeUtf8('secret'), 'seed 1')
  expect(unseal(key, sealed, 'seed 1')).toEqual(encodeUtf8('secret'))
  expect(seal(key, encodeUtf8('secret'), 'seed 1')).not.toEqual(sealed)
  expect(() => unseal(key, sealed, 'seed 2')).toThrow()
  expect(() => unseal(new Uint8Array(32), sealed, 'seed 1')).toThrow()
  sealed[20] = (sealed[20] ?? 0) ^ 1
  expect(() => unseal(key, sealed, 'seed 1')).toThrow()
})
