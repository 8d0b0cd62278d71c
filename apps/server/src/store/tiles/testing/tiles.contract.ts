import { createHash } from 'node:crypto'
import {
  EMPTY_EDGE,
  grow,
  type LogEdge,
  type LogFile,
  tilePath,
  tilesBetween,
  writeCheckpoint,
  writeNote,
} from '@recourse/log'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LogStop, type LogStopCode, type TileStore } from '../../../service/log/ports.ts'
import { sha256 } from '../../keys/sha256.ts'

/** What every TileStore holds. `create` gives an empty one; `again` another one, as of another process, on the same files. */
export function tileStoreContract(
  create: () => Promise<{ store: TileStore; again(): TileStore }>,
  runs: number = 15,
): void {
  const fresh = async (): Promise<TileStore> => (await create()).store

  describe('files', () => {
    test('what was written reads back, through another process too; what was not is null', async () => {
      const { store, again } = await create()
      const { files } = grown(300)
      await store.create([...files, text('vkey', 'a key\n'), text('keys', 'two keys\n')])
      for (const reader of [store, again()]) {
        for (const { path, bytes } of files) expect(await read(reader, path)).toEqual(hex(bytes))
        expect(await read(reader, 'vkey')).toEqual(hex(Buffer.from('a key\n')))
        for (const path of ['tile/0/001', 'tile/0/000/000', 'tile/9', 'policy', 'checkpoint', 'nowhere/else']) {
          expect(await reader.read(path)).toBeNull()
        }
      }
    })

    test('what is read is a plain Uint8Array, for slice of a Buffer is no copy, and whoever reads may write into it', async () => {
      const store = await fresh()
      await store.create([text('vkey', 'a key\n')])
      const bytes = await store.read('vkey')
      expect(bytes?.constructor.name).toBe('Uint8Array')
      bytes?.fill(0)
      expect(await read(store, 'vkey')).toEqual(hex(Buffer.from('a key\n')))
    })

    test('what is read is plain bytes of the reader’s own: no Buffer, whose slice would share them', async () => {
      const store = await fresh()
      await store.create([text('vkey', 'a key\n')])
      const bytes = await store.read('vkey')
      expect(Buffer.isBuffer(bytes)).toBe(false)
      bytes?.fill(0)
      expect(await read(store, 'vkey')).toBe(hex(Buffer.from('a key\n')))
    })

    test('the same bytes again are fine, whole or in part', async () => {
      const { store, again } = await create()
      const { files } = grown(300)
      await store.create(files.slice(0, 2))
      await store.create(files)
      await again().create(files)
      expect(await listed(store)).toEqual(files.map(({ path }) => path).sort())
    })

    test('other bytes are refused, and what stands keeps its own', async () => {
      const store = await fresh()
      const { files } = grown(300)
      await store.create(files)
      const [first] = files
      if (first === undefined) throw new Error('no file')
      const forged = { path: first.path, bytes: flipped(first.bytes) }
      expect(await stopOf(store.create([forged]))).toBe('tile_conflict')
      expect(await stopOf(store.create([text('keys', 'k'), forged]))).toBe('tile_conflict')
      expect(await stopOf(store.create([{ path: first.path, bytes: first.bytes.subarray(1) }]))).toBe('tile_conflict')
      expect(await read(store, first.path)).toBe(hex(first.bytes))
    })

    test('two at once with the same path: one content, and the other is refused', async () => {
      const { store, again } = await create()
      const { files } = grown(700)
      const forged = files.map(({ path, bytes }) => ({ path, bytes: flipped(bytes) }))
      const ends = await Promise.allSettled([store.create(files), again().create(forged)])
      expect(ends.some(({ status }) => status === 'rejected')).toBe(true)
      const contents = new Set<string>()
      for (const [at, { path, bytes }] of files.entries()) {
        const found = await read(store, path)
        expect([hex(bytes), hex(forged[at]?.bytes ?? bytes)]).toContain(found)
        contents.add(String(found))
      }
      expect(contents.size).toBeGreaterThan(0)
    })

    test('two at once with the same bytes both succeed', async () => {
      const { store, again } = await create()
      const { files } = grown(700)
      await Promise.all([store.create(files), again().create(files), store.create(files)])
      expect(await listed(store)).toEqual(files.map(({ path }) => path).sort())
    })

    test('any growth, batch by batch, leaves just the files that the tree needs', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 4 }),
          async (batches) => {
            const store = await fresh()
            let edge: LogEdge = EMPTY_EDGE
            const wanted = new Map<string, string>()
            for (const batch of batches) {
              const step = grow(sha256, edge, entries(edge.size, batch))
              edge = step.edge
              await store.create(step.files)
              for (const { path, bytes } of step.files) wanted.set(path, hex(bytes))
            }
            for (const tile of tilesBetween(0n, edge.size)) expect(wanted.has(tilePath(tile))).toBe(true)
            expect(await listed(store)).toEqual([...wanted.keys()].sort())
            for (const [path, bytes] of wanted) expect(await read(store, path)).toBe(bytes)
          },
        ),
        { numRuns: runs },
      )
    })

    test('paths that could leave the folder are defects', async () => {
      const store = await fresh()
      for (const path of ['../x', '/etc/x', 'a/../../x', '.new-1', 'tile//0', 'tile/0/', '', 'a\0b', 'x'.repeat(300)]) {
        await expect(store.read(path)).rejects.toThrow(RangeError)
        await expect(store.create([text(path, 'x')])).rejects.toThrow(RangeError)
      }
      await expect(store.create([text('checkpoint', 'x')])).rejects.toThrow(RangeError)
      expect(await listed(store)).toEqual([])
    })

    test('a policy is replaced whole', async () => {
      const { store, again } = await create()
      await store.replace('policy', Buffer.from('quorum none\n'))
      await again().replace('policy', Buffer.from('another, and a longer one\n'))
      await store.replace('policy', Buffer.from('the third\n'))
      expect(await read(store, 'policy')).toBe(hex(Buffer.from('the third\n')))
      expect(await listed(store)).toEqual(['policy'])
    })
  })

  describe('checkpoint', () => {
    test('is published over the one before, and over no other', async () => {
      const { store, again } = await create()
      await store.publish(null, note(1n))
      expect(await stopOf(store.publish(null, note(2n)))).toBe('checkpoint_moved')
      await again().publish(note(1n), note(5n))
      expect(await stopOf(store.publish(note(1n), note(6n)))).toBe('checkpoint_moved')
      await store.publish(note(5n), note(6n))
      expect(await read(again(), 'checkpoint')).toBe(hex(note(6n)))
      expect(await listed(store)).toEqual(['checkpoint'])
    })

    test('none where one was expected is refused', async () => {
      const store = await fresh()
      expect(await stopOf(store.publish(note(1n), note(2n)))).toBe('checkpoint_moved')
      expect(await store.read('checkpoint')).toBeNull()
    })

    test('the same size again with new signatures is fine, a smaller one never', async () => {
      const store = await fresh()
      await store.publish(null, note(5n))
      await store.publish(note(5n), note(5n, 'cosigned'))
      expect(await stopOf(store.publish(note(5n, 'cosigned'), note(4n)))).toBe('checkpoint_moved')
      expect(await read(store, 'checkpoint')).toBe(hex(note(5n, 'cosigned')))
    })

    test('a publication repeated because its answer was lost is fine', async () => {
      const { store, again } = await create()
      await store.publish(null, note(5n))
      await store.publish(null, note(5n))
      await again().publish(note(5n), note(6n))
      await store.publish(note(5n), note(6n))
      expect(await read(store, 'checkpoint')).toBe(hex(note(6n)))
    })

    test('of many at once over one, one is published', async () => {
      const { store, again } = await create()
      await store.publish(null, note(1n))
      const stores = [store, again(), again()]
      const tries = Array.from({ length: 9 }, (_, at) => ({ by: stores[at % 3] ?? store, next: note(BigInt(2 + at)) }))
      const ends = await Promise.allSettled(tries.map(({ by, next }) => by.publish(note(1n), next)))
      const won = tries.filter((_, at) => ends[at]?.status === 'fulfilled')
      expect(won).toHaveLength(1)
      expect(await read(store, 'checkpoint')).toBe(hex(won[0]?.next ?? new Uint8Array()))
    })

    test('what is no checkpoint is not published', async () => {
      const store = await fresh()
      await expect(store.publish(null, Buffer.from('5\n'))).rejects.toThrow()
      expect(await store.read('checkpoint')).toBeNull()
    })
  })

  describe('partial tiles', () => {
    test('go once their full tile is there, and may be gone already', async () => {
      const store = await fresh()
      const first = grown(200)
      const second = grow(sha256, first.edge, entries(200n, 100))
      await store.create(first.files)
      await store.create(second.files)
      const paths = ['tile/0/000.p/200', 'tile/entries/000.p/200', 'tile/0/000.p/7']
      await store.remove(paths)
      await store.remove(paths)
      expect(await listed(store)).toEqual(second.files.map(({ path }) => path).sort())
      // The folder that was removed is made again where a batch is applied once more.
      await store.create(first.files)
      expect(await read(store, 'tile/0/000.p/200')).not.toBeNull()
    })

    test('stay while it is not: nothing else holds those leaves', async () => {
      const store = await fresh()
      await store.create(grown(300).files)
      await expect(store.remove(['tile/0/001.p/44'])).rejects.toThrow('full tile')
      await expect(store.remove(['tile/0/000', 'tile/0/001.p/44'])).rejects.toThrow()
      await expect(store.remove(['checkpoint'])).rejects.toThrow()
      expect(await listed(store)).toHaveLength(grown(300).files.length)
    })
  })

  test('a probe passes, leaves nothing, and beside a log at work too', async () => {
    const { store, again } = await create()
    await Promise.all([store.probe(), again().probe()])
    expect(await listed(store)).toEqual([])
    await store.create(grown(300).files)
    await Promise.all([store.probe(), again().probe(), store.publish(null, note(300n))])
    expect(await listed(store)).toHaveLength(grown(300).files.length + 1)
  })

  test('free space is a number of bytes, or none is known', async () => {
    const free = await (await fresh()).freeBytes()
    if (free !== null) expect(free).toBeGreaterThan(0)
  })
}

/** `count` entries of 70 bytes that follow `size` others. */
export function entries(size: bigint, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    const entry = new Uint8Array(70).fill(1)
    entry.set(
      createHash('sha256')
        .update(`entry ${size + BigInt(at)}`)
        .digest(),
      6,
    )
    return entry
  })
}

/** A log that grew to `size` in one batch. */
export function grown(size: number): { edge: LogEdge; files: readonly LogFile[] } {
  return grow(sha256, EMPTY_EDGE, entries(0n, size))
}

/** A checkpoint of that size; its signature is none. */
export function note(size: bigint, signature: string = 'signed'): Uint8Array {
  const root = size === 0n ? createHash('sha256').digest() : createHash('sha256').update(String(size)).digest()
  const checkpoint = writeCheckpoint({ origin: 'recourse.example/log/test', size, root, extensions: [] })
  return writeNote({
    text: checkpoint,
    signatures: [{ name: 'recourse.example/log/test', keyId: 7, signature: Buffer.from(signature) }],
  })
}

export async function stopOf(work: Promise<unknown>): Promise<LogStopCode | null> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof LogStop) return error.code
    throw error
  }
}

export async function listed(store: TileStore): Promise<string[]> {
  const paths: string[] = []
  for await (const path of store.list()) paths.push(path)
  return paths.sort()
}

function text(path: string, content: string): { path: string; bytes: Uint8Array } {
  return { path, bytes: Buffer.from(content) }
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1
  return copy
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

async function read(store: TileStore, path: string): Promise<string | null> {
  const bytes = await store.read(path)
  return bytes === null ? null : hex(bytes)
}
