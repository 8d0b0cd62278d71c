import { LogError, parsePolicy, parseTilePath, parseVkey, type TileId, tileAt, writeVkey } from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import type { Findings } from '../verify/finding.ts'
import { mostBytes, readTile } from '../verify/read-tile.ts'
import { type LogReader, MAX_SMALL_FILE } from '../verify/reader.ts'
import type { Trust } from '../verify/trust.ts'
import { ARCHIVE_FOLDER } from './archive.ts'

export interface FolderCheck {
  readonly crypto: LogCrypto
  readonly reader: LogReader
  readonly trust: Trust
  readonly findings: Findings
  /** Published. */
  readonly size: bigint
  /** Sequenced and not published yet: its files are there already, and are read from the staging rows. 0 where unknown. */
  readonly headSize: bigint
  /** The policy that was given, byte for byte, or null. */
  readonly policyFile: Uint8Array | null
}

/** Every path of the folder is needed or once was: partial tiles are prefixes of what took their place, nothing else lies there. */
export async function checkFolder(check: FolderCheck): Promise<void> {
  const { reader, findings } = check
  if (reader.list === undefined) return
  for await (const path of reader.list()) {
    if (path === 'checkpoint' || path.startsWith(ARCHIVE_FOLDER)) continue
    if (path.startsWith('tile/')) await checkTilePath(check, path)
    else if (['vkey', 'keys', 'policy'].includes(path)) await checkSmallFile(check, path)
    else if (path.startsWith('evidence/')) {
      findings.add({ class: 'forked', place: path, detail: 'a mirror kept evidence here' })
    } else findings.add({ class: 'unexpected', place: path, detail: 'no file of a log has this name' })
  }
}

async function checkTilePath(check: FolderCheck, path: string): Promise<void> {
  const { reader, findings, size, headSize } = check
  const tile = tileOrNull(path)
  if (tile === null) {
    findings.add({ class: 'unexpected', place: path, detail: 'no tile has this path' })
    return
  }
  const first = tile.index * 256n
  const end = first + BigInt(tile.width)
  const height = tile.level === 'entries' ? 0n : BigInt(8 * tile.level)
  if (end > size >> height) {
    if (end > headSize >> height) {
      findings.add({ class: 'unexpected', place: path, detail: `it reaches beyond the published size ${size}` })
    }
    return
  }
  const needed = tileAt(tile.level, first, size)
  if (needed.width === tile.width) return
  const bytes = await reader.read(path, mostBytes(tile))
  const whole = await readTile(reader, needed)
  // What is missing above was found with the tree.
  if (bytes === null || whole.kind !== 'read') return
  const expected =
    tile.level === 'entries' ? prefixOfBundle(whole.bytes, tile.width) : whole.bytes.subarray(0, tile.width * 32)
  if (!Buffer.from(bytes).equals(expected)) {
    findings.add({ class: 'differs', place: path, detail: `it is not the beginning of ${whole.path}` })
  }
}

function prefixOfBundle(bytes: Uint8Array, width: number): Uint8Array {
  let at = 0
  for (let i = 0; i < width; i++) at += 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  return bytes.subarray(0, at)
}

function tileOrNull(path: string): TileId | null {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof LogError) return null
    throw error
  }
}

/** `vkey` and `keys` hold the keys the log is checked with; `policy` can be read, and is the one that was given. */
async function checkSmallFile(
  { crypto, reader, trust, findings, policyFile }: FolderCheck,
  path: string,
): Promise<void> {
  const bytes = (await reader.read(path, MAX_SMALL_FILE)) ?? new Uint8Array()
  const differs = (detail: string): void => findings.add({ class: 'differs', place: path, detail })
  try {
    if (path === 'policy') {
      parsePolicy(crypto.sha256, bytes)
      if (policyFile !== null && !Buffer.from(bytes).equals(policyFile)) differs('it is not the policy that was given')
      return
    }
    const text = Buffer.from(bytes).toString('utf8')
    const lines = text.split('\n').filter((line) => line !== '')
    const known = new Set(trust.logs.map(writeVkey))
    for (const line of lines) {
      parseVkey(crypto.sha256, line)
      if (!known.has(line)) differs('it names a key that the log is not checked with')
    }
    if (!text.endsWith('\n') || lines.length === 0) differs('it holds no line that ends in a newline')
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    differs(error.message.replace(/^log: /, ''))
  }
}
