import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { streamLog } from '../../apps/server/src/service/log/testing/stream-log.ts'
import { init, leading, ORIGIN, randomLeaf, testKeys, testLog } from './harness.ts'

const run = promisify(execFile)
const SOURCE = join(import.meta.dirname, 'interop')
const VECTORS = join(import.meta.dirname, '../../../shared/vectors/recourse/log')
const place = mkdtempSync(join(tmpdir(), 'recourse-interop-'))

/** Where Go is: on the path, or where its own archive puts it. */
const GO = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/go/bin']
  .map((folder) => join(folder, 'go'))
  .find((file) => existsSync(file))

/** The reader, or why there is none: its one module comes from Go's module proxy or cache. */
const built = await build()

async function build(): Promise<{ readonly reader: string } | { readonly missing: string }> {
  if (GO === undefined) return { missing: 'needs Go' }
  const reader = join(place, 'reader')
  try {
    await run(GO, ['build', '-o', reader, '.'], { cwd: SOURCE, env: { ...process.env, GOFLAGS: '-mod=readonly' } })
    return { reader }
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    // No module and no network is a missing part; anything else is a fault of ours.
    if (/dial tcp|no such host|proxyconnect|connection refused|i\/o timeout|lookup /.test(told)) {
      return { missing: 'needs Go’s module proxy' }
    }
    throw error
  }
}

const missing = 'missing' in built ? built.missing : null
const suffix = missing === null ? '' : ` (${missing})`

afterAll(() => rmSync(place, { recursive: true, force: true }))

/** Runs the reader; gives what it said, or its refusal. */
async function read(folder: string, vkey: string, ...older: string[]): Promise<string> {
  if (!('reader' in built)) throw new Error('the test should have been skipped')
  try {
    return (await run(built.reader, [folder, vkey, ...older])).stdout.trim()
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? `refused: ${String(error.stderr).trim()}` : String(error)
  }
}

function put(folder: string, path: string, bytes: string | Uint8Array): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

describe.skipIf(missing !== null)(`the Go project’s sumdb/note and sumdb/tlog${suffix}`, () => {
  test('verify a log of the sequencer: checkpoint, every record, every older tree', async () => {
    const log = await testLog()
    try {
      const identity = await init(log)
      const folder = join(place, 'sequenced')
      const older: string[] = []
      const tiles = log.folders.get(identity.folder)
      await leading(log, identity, async (start) => {
        let current = start
        for (const count of [1, 254, 2, 300, 55, 189]) {
          await log.store.enqueue(Array.from({ length: count }, randomLeaf), Date.now())
          current = (await sequenceBatch(log.parts, current)).log
          const { published, witnesses } = await publish(log.parts, current)
          current = { ...current, published, witnesses }
          older.push(put(folder, `../older/${older.length}`, tiles?.files.get('checkpoint') ?? ''))
        }
      })
      for (const [path, bytes] of tiles?.files ?? []) put(folder, path, bytes)
      const vkey = testKeys(ORIGIN).vkeys[0] ?? ''
      expect(await read(folder, vkey, ...older)).toBe(`${ORIGIN}: 801 records and 6 older trees verified`)
    } finally {
      await log.close()
    }
  })

  test('verify a log beyond two levels of tiles, and refuse a changed tile, record and key', async () => {
    const log = streamLog('recourse.example/log', 5)
    const leaf = () => randomLeaf().entry
    for (let i = 0; i < 9; i++) log.append(...Array.from({ length: 7_500 }, leaf))
    const folder = join(place, 'large')
    const note = log.sign(1_780_000_000).note
    for (const [path, bytes] of log.files) put(folder, path, bytes)
    put(folder, 'checkpoint', note)
    const vkey = log.policyText.split('\n')[0]?.slice('log '.length) ?? ''
    expect(await read(folder, vkey)).toBe('recourse.example/log: 4823 records and 0 older trees verified')

    for (const path of ['tile/0/100', 'tile/entries/100', 'tile/1/000']) {
      const file = join(folder, path)
      const bytes = readFileSync(file)
      put(
        folder,
        path,
        bytes.map((byte, i) => (i % 72 === 40 ? byte ^ 1 : byte)),
      )
      expect(await read(folder, vkey), path).toMatch(/^refused: /)
      put(folder, path, bytes)
    }
    expect(await read(folder, testKeys(ORIGIN).vkeys[0] ?? '')).toMatch(/^refused: .*checkpoint/)
  })

  test.skipIf(!existsSync(VECTORS))(`verify the log of the test vectors (needs ../shared)`, async () => {
    const keys: { readonly log: readonly string[] } = JSON.parse(readFileSync(join(VECTORS, 'vkeys.json'), 'utf8'))
    const older = ['checkpoint.285', 'checkpoint.291'].map((name) => join(VECTORS, name))
    expect(await read(VECTORS, keys.log[0] ?? '', ...older)).toBe(
      'recourse.example/log: 300 records and 2 older trees verified',
    )
  })
})
