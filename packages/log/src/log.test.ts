import { describe, expect, test } from 'vitest'
import {
  checkGrowth,
  decodeBundle,
  decodeEntry,
  EMPTY_EDGE,
  edgeRoot,
  grow,
  type LogEdge,
  labelIndexRoot,
  leafHash,
  nodesFromTiles,
  noteVerifier,
  openNote,
  parseCheckpoint,
  parseVkey,
  proveConsistency,
  proveInclusion,
  sortLabels,
  type TileId,
  tilePath,
  tilesBetween,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'
import {
  checks,
  expectBytes,
  expectCode,
  flip,
  sha256,
  sharedFile,
  sharedJson,
  sharedPaths,
  sharedPresent,
} from './testing.ts'

/** Opens a checkpoint with one Ed25519 key and checks every file that its size needs, from the entries up. Throws LogError. */
function verifyLog(
  vkey: string,
  files: ReadonlyMap<string, Uint8Array>,
): { size: bigint; root: Uint8Array; entries: Uint8Array[] } {
  const note = openNote(files.get('checkpoint') ?? new Uint8Array(), [noteVerifier(parseVkey(sha256, vkey), checks)])
  const { size, root } = parseCheckpoint(note.text)
  const read = (tile: TileId) => files.get(tilePath(tile))
  const entries: Uint8Array[] = []
  const named: { tile: TileId; path: string; bytes: Uint8Array }[] = []
  for (const tile of tilesBetween(0n, size)) {
    const bytes = read(tile) ?? new Uint8Array()
    named.push({ tile, path: tilePath(tile), bytes })
    if (tile.level === 'entries') entries.push(...decodeBundle(bytes, tile.width))
  }
  expectBytesOrThrow(checkGrowth(sha256, EMPTY_EDGE, size, named), root)
  return { size, root, entries }
}

function expectBytesOrThrow(found: Uint8Array, root: Uint8Array): void {
  verifyInclusion(sha256, { index: 0n, size: 1n, leaf: found, root, proof: [] })
}

function filesBelow(...folder: string[]): Map<string, Uint8Array> {
  const prefix = `${folder.join('/')}/`
  return new Map(sharedPaths(...folder).map((path) => [path.slice(prefix.length), sharedFile(path)]))
}

describe.skipIf(!sharedPresent)('a log made by another program (needs ../shared)', () => {
  const files = sharedPresent ? filesBelow('tessera-log', 'log') : new Map<string, Uint8Array>()
  const vkey = sharedPresent ? Buffer.from(sharedFile('tessera-log', 'vkey')).toString().trim() : ''

  test('verifies; each entry is proven and each pair of checkpoints is consistent', () => {
    const { size, root, entries } = verifyLog(vkey, files)
    expect(size).toBe(15n)
    const read = nodesFromTiles(sha256, size, (tile) => files.get(tilePath(tile)))
    entries.forEach((entry, i) => {
      const proof = proveInclusion(sha256, read, BigInt(i), size)
      verifyInclusion(sha256, { index: BigInt(i), size, leaf: leafHash(sha256, entry), root, proof })
    })
    const verifiers = [noteVerifier(parseVkey(sha256, vkey), checks)]
    const checkpoints = Array.from({ length: 16 }, (_, i) =>
      parseCheckpoint(openNote(files.get(`checkpoint.${i}`) ?? new Uint8Array(), verifiers).text),
    )
    for (const old of checkpoints) {
      for (const later of checkpoints.filter((c) => c.size >= old.size)) {
        const nodes = nodesFromTiles(sha256, later.size, (tile) => files.get(tilePath(tile)))
        const proof = proveConsistency(sha256, nodes, old.size, later.size)
        const { size: newSize, root: newRoot } = later
        verifyConsistency(sha256, { oldSize: old.size, newSize, oldRoot: old.root, newRoot, proof })
      }
    }
  })

  test('one bit turned in any file that size 15 needs is found', () => {
    for (const path of ['checkpoint', 'tile/0/000.p/15', 'tile/entries/000.p/15']) {
      const bytes = files.get(path) ?? new Uint8Array()
      expect(bytes.length, path).toBeGreaterThan(0)
      for (let bit = 0; bit < bytes.length * 8; bit += 7) {
        expectCode(() => verifyLog(vkey, new Map([...files, [path, flip(bytes, bit)]])), ...FOUND)
      }
    }
  })
})

const FOUND = [
  'bundle_malformed',
  'checkpoint_malformed',
  'inclusion_mismatch',
  'key_name',
  'not_base64',
  'not_utf8',
  'note_malformed',
  'signature_invalid',
  'signature_missing',
  'tile_length',
  'tile_mismatch',
] as const

describe.skipIf(!sharedPresent)('the 300-leaf log of ours, made by another program (needs ../shared)', () => {
  const files = sharedPresent ? filesBelow('recourse', 'log') : new Map<string, Uint8Array>()
  const vkey: string = sharedPresent ? sharedJson('recourse', 'log', 'vkeys.json').log[0] : ''

  test('verifies; growing it anew from its entries gives the very files', () => {
    const { entries, root } = verifyLog(vkey, files)
    let edge: LogEdge = EMPTY_EDGE
    const made = new Map<string, Uint8Array>()
    for (const count of [285, 6, 9]) {
      const grown = grow(sha256, edge, entries.slice(Number(edge.size), Number(edge.size) + count))
      edge = grown.edge
      for (const { path, bytes } of grown.files) made.set(path, bytes)
    }
    expectBytes(edgeRoot(sha256, edge), root)
    for (const [path, bytes] of files) if (path.startsWith('tile/')) expectBytes(made.get(path), bytes, path)
  })

  test('every index root it holds is the one its entries give, for a size its log had', () => {
    const { entries } = verifyLog(vkey, files)
    const decoded = entries.map((entry) => decodeEntry(entry, 24))
    const roots = decoded.flatMap((entry) => (entry.type === 'index-root' ? [entry] : []))
    expect(roots.length).toBeGreaterThan(0)
    for (const { size, labels, root } of roots) {
      const places = decoded
        .slice(0, Number(size))
        .flatMap((entry, i) => (entry.type === 'event' ? [{ label: entry.label, index: BigInt(i) }] : []))
      expect(BigInt(places.length)).toBe(labels)
      expectBytes(labelIndexRoot(sha256, sortLabels(places)), root)
    }
  })

  test('one bit turned in each file in turn is found', () => {
    const needed = [...files.keys()].filter((path) => path === 'checkpoint' || path.startsWith('tile/'))
    expect(needed).toHaveLength(6)
    for (const path of needed) {
      const bytes = files.get(path) ?? new Uint8Array()
      // Lines of keys unknown here are nobody's concern: of the checkpoint only text and the log's own line.
      const ownLine = Buffer.from(bytes).indexOf('\n', Buffer.from(bytes).indexOf('\n\n') + 2)
      const length = path === 'checkpoint' ? ownLine + 1 : bytes.length
      const step = Math.ceil((length * 8) / 40)
      for (let bit = 5; bit < length * 8; bit += step) {
        expectCode(() => verifyLog(vkey, new Map([...files, [path, flip(bytes, bit)]])), ...FOUND)
      }
    }
  })

  test('an absent file is found', () => {
    for (const path of [...files.keys()].filter((path) => path.startsWith('tile/'))) {
      const without = new Map([...files].filter(([name]) => name !== path))
      expectCode(() => verifyLog(vkey, without), 'bundle_malformed', 'tile_length', 'tile_mismatch')
    }
  })
})
