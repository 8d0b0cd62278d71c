import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signNode,
  verify as verifyNode,
} from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  commitRecord,
  decodeUtf8,
  EMPTY_EDGE,
  encodeEntry,
  grow,
  type KeyType,
  LogError,
  type LogErrorCode,
  leafHash,
  type NoteSigner,
  nodesFromTiles,
  noteSigner,
  proveInclusion,
  type Sha256,
  type SignatureCheck,
  type SignatureChecks,
  type SlotValue,
  signNote,
  streamLabel,
  tilePath,
  toBase64,
  type VerifierKey,
  verifierKey,
  type WholeReceipt,
  writeCheckpoint,
  writeLogProof,
  writeVkey,
} from './index.ts'

/** Vectors are foreign JSON, read by tests alone. */
export type Json = ReturnType<typeof JSON.parse>

const ROOT = join(import.meta.dirname, '..', '..', '..')
const SHARED = join(ROOT, '..', 'shared', 'vectors')

export const sharedPresent = existsSync(SHARED)

export function sharedFile(...path: string[]): Uint8Array {
  return new Uint8Array(readFileSync(join(SHARED, ...path)))
}

export function sharedJson(...path: string[]): Json {
  return JSON.parse(readFileSync(join(SHARED, ...path), 'utf8'))
}

/** Paths of all files below a folder of the vectors, sorted. */
export function sharedPaths(...path: string[]): string[] {
  if (!sharedPresent) return []
  return readdirSync(join(SHARED, ...path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(SHARED.length + 1))
    .sort()
}

/** One of our own vectors, `vectors/log/<name>.json`. */
export function ownVectors(name: string): Json {
  return JSON.parse(readFileSync(join(ROOT, 'vectors', 'log', `${name}.json`), 'utf8'))
}

export const sha256: Sha256 = (input, out, at) => {
  out.set(createHash('sha256').update(input).digest(), at)
}

export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))
export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
export const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

/** A copy with one bit turned over. */
export function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice()
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

/** Compares in one go: matchers walk large arrays byte by byte. */
export function expectBytes(found: Uint8Array | undefined, expected: Uint8Array, what?: string): void {
  expect(found !== undefined && Buffer.compare(found, expected) === 0, what).toBe(true)
}

export function expectCode(run: () => unknown, ...codes: LogErrorCode[]): void {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  expect(thrown, `expected ${codes.join(' or ')}`).toBeInstanceOf(LogError)
  if (thrown instanceof LogError) expect(codes).toContain(thrown.code)
}

/** Runs a parser over hostile bytes: it may refuse, but only by this room's error. */
export function refusesOnlyByLogError(run: () => unknown): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof LogError)) throw error
  }
}

const ED25519_SPKI = hex('302a300506032b6570032100')
const ED25519_PKCS8 = hex('302e020100300506032b657004220420')
const ML_DSA_44_SPKI = hex('30820532300b06096086480165030403110382052100')

function publicKeyOf(spki: Uint8Array, key: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' })
}

const ed25519: SignatureCheck = (key, message, signature) =>
  verifyNode(null, message, publicKeyOf(ED25519_SPKI, key), signature)

interface MlDsa44 {
  readonly verify: SignatureCheck
}

/** Node's own from 24 on, else the package where it is installed, else none: its tests are then skipped by name. */
async function findMlDsa44(): Promise<MlDsa44 | undefined> {
  try {
    publicKeyOf(ML_DSA_44_SPKI, new Uint8Array(1312))
    return {
      verify: (key, message, signature) => verifyNode(null, message, publicKeyOf(ML_DSA_44_SPKI, key), signature),
    }
  } catch {
    const name = '@noble/post-quantum/ml-dsa.js'
    const found = await import(name).catch(() => undefined)
    if (found === undefined) return undefined
    return { verify: (key, message, signature) => found.ml_dsa44.verify(signature, message, key) === true }
  }
}

const mlDsa44 = await findMlDsa44()

export const mlDsa44Present = mlDsa44 !== undefined

/** Without ML-DSA-44 on this machine its signatures never fit. */
export const checks: SignatureChecks = { ed25519, mlDsa44: mlDsa44?.verify ?? (() => false) }

/** An Ed25519 key pair of a fixed seed: tests only. */
export function testKey(
  name: string,
  type: Exclude<KeyType, 'ml-dsa-44-cosignature'>,
  seedByte: number,
): { readonly key: VerifierKey; readonly signer: (time: bigint) => NoteSigner } {
  return keyFromSeed(name, type, new Uint8Array(32).fill(seedByte))
}

export function keyFromSeed(
  name: string,
  type: Exclude<KeyType, 'ml-dsa-44-cosignature'>,
  seed: Uint8Array,
): { readonly key: VerifierKey; readonly signer: (time: bigint) => NoteSigner } {
  const secret = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  const key = verifierKey(sha256, name, type, new Uint8Array(spki.subarray(ED25519_SPKI.length)))
  const sign = (message: Uint8Array): Uint8Array => new Uint8Array(signNode(null, message, secret))
  return { key, signer: (time) => noteSigner(key, time, sign) }
}

/** A log of 20 leaves with one stream of three, witnessed by two: what receipts are made of in tests. Fixed seeds, fixed bytes. */
export function receiptLog(
  quorum: 'both' | 'either' | 'none' = 'both',
  witnessHosts: readonly [string, string] = ['w1.example', 'w2.example'],
  origin = 'recourse.example/log',
) {
  const log = testKey(origin, 'ed25519', 1)
  const witnesses = [
    testKey(`${witnessHosts[0]}/w`, 'ed25519-cosignature', 2),
    testKey(`${witnessHosts[1]}/w`, 'ed25519-cosignature', 3),
  ]
  const policy = [
    `log ${writeVkey(log.key)}`,
    ...witnesses.map(({ key }, i) => `witness w${i + 1} ${writeVkey(key)}`),
    '# run-by w1 independent A university',
    '# run-by w2 independent',
    quorum === 'either' ? 'group either any w1 w2' : 'group both all w1 w2',
    `quorum ${quorum}`,
    '',
  ].join('\n')
  const streamKey = new Uint8Array(32).fill(7)
  const records: WholeReceiptParts[] = []
  const entries: Uint8Array[] = []
  let previous: Uint8Array | null = null
  for (let i = 0; i < 20; i++) {
    const seq = [4, 9, 13].indexOf(i) + 1
    if (seq === 0) {
      entries.push(ascii(`entry ${i}`))
      continue
    }
    const schema = 0x3101
    const seed = new Uint8Array(32).fill(20 + seq)
    const slots: SlotValue[] = [
      { kind: 'value', value: 0x31 },
      { kind: 'value', value: origin },
      { kind: 'value', value: seq },
      previous === null ? { kind: 'absent' } : { kind: 'value', value: toBase64(previous) },
      { kind: 'value', value: '2026-11-20T15:04:05.678Z' },
      { kind: 'value', value: `notice ${seq}` },
      { kind: 'list', items: ['first reason', 'second reason'] },
    ]
    const { commitment } = commitRecord(sha256, { schema, seed, slots })
    const label = streamLabel(sha256, streamKey, BigInt(seq))
    const entry = encodeEntry({ type: 'event', kind: 0x31, hours: 498_648, label, commitment })
    previous = leafHash(sha256, entry)
    records.push({ index: i, schema, seed, slots, entry })
    entries.push(entry)
  }
  const { files, root } = grow(sha256, EMPTY_EDGE, entries)
  const checkpointText = writeCheckpoint({ origin, size: 20n, root, extensions: [] })
  const time = 1_795_186_800n
  const checkpoint = signNote(checkpointText, [
    log.signer(time),
    ...witnesses.map(({ signer }, i) => signer(time + BigInt(i))),
  ])
  const read = nodesFromTiles(sha256, 20n, (tile) => files.find(({ path }) => path === tilePath(tile))?.bytes)
  const proofOf = (index: number): string =>
    decodeUtf8(
      writeLogProof({ index: BigInt(index), hashes: proveInclusion(sha256, read, BigInt(index), 20n), checkpoint }),
    )
  const whole = (at: number, withKey: boolean): WholeReceipt => {
    const found = records[at]
    if (found === undefined) throw new Error(`the test log has no record ${at}`)
    const { index, ...record } = found
    return { form: 'whole', proof: proofOf(index), policy, ...record, ...(withKey ? { streamKey } : {}) }
  }
  return { origin, log, witnesses, policy, streamKey, entries, checkpoint, checkpointText, time, files, proofOf, whole }
}

interface WholeReceiptParts {
  readonly index: number
  readonly schema: number
  readonly seed: Uint8Array
  readonly slots: readonly SlotValue[]
  readonly entry: Uint8Array
}
