import { describe, expect, test } from 'vitest'
import {
  ed25519CosignatureMessage,
  mlDsa44CosignatureMessage,
  noteVerifier,
  openCheckpoint,
  openNote,
  parseTimedSignature,
  parseVkey,
  signNote,
  toHex,
  writeCheckpoint,
  writeVkey,
} from './index.ts'
import {
  ascii,
  base64,
  checks,
  expectCode,
  hex,
  mlDsa44Present,
  ownVectors,
  sha256,
  sharedFile,
  sharedJson,
  sharedPresent,
  testKey,
} from './testing.ts'

describe('the messages that cosigners sign', () => {
  const vectors = ownVectors('cosignature')
  const tree = (c: { name: string; time: string; origin: string; start: string; end: string }) => ({
    name: c.name,
    time: BigInt(c.time),
    origin: c.origin,
    start: BigInt(c.start),
    end: BigInt(c.end),
    root: hex(vectors.root),
  })

  test('Ed25519', () => {
    for (const { time, message } of vectors.ed25519) {
      expect(toHex(ed25519CosignatureMessage(BigInt(time), ascii(vectors.checkpoint)))).toBe(message)
    }
    expectCode(() => ed25519CosignatureMessage(1n << 63n, ascii(vectors.checkpoint)), 'cosignature_malformed')
  })

  test('ML-DSA-44', () => {
    for (const { message, ...c } of vectors.mlDsa44) expect(toHex(mlDsa44CosignatureMessage(tree(c)))).toBe(message)
  })

  test('ML-DSA-44: what cannot be signed', () => {
    for (const c of vectors.reject) {
      expectCode(() => mlDsa44CosignatureMessage(tree(c)), 'cosignature_malformed', 'subtree_invalid', 'key_name')
    }
  })
})

describe.skipIf(!sharedPresent)('published cosignatures (needs ../shared)', () => {
  const vectors = sharedPresent ? sharedJson('cosignature', 'ed25519.json') : { cases: [], timestamps: [] }
  const vkeys = sharedPresent ? sharedJson('cosignature', 'vkeys.json') : {}

  test('Ed25519, by three other programs', () => {
    for (const { vkey, logVkey, note, timestamp } of vectors.cases) {
      const witness = parseVkey(sha256, vkey)
      const opened = openNote(ascii(note), [noteVerifier(witness, checks)])
      const line = opened.verified[0]?.signature ?? new Uint8Array()
      const { time } = parseTimedSignature('ed25519-cosignature', line)
      if (timestamp !== undefined) expect(time).toBe(BigInt(timestamp))
      const logs = logVkey === undefined ? [] : [parseVkey(sha256, logVkey)]
      const open = () => openCheckpoint(ascii(note), { logs, witnesses: [witness] }, checks)
      if (logVkey === undefined) expectCode(open, 'signature_missing')
      else expect(open().cosignatures).toEqual([{ key: witness, time }])
    }
  })

  test('times', () => {
    for (const { base64: text, timestamp, ok } of vectors.timestamps) {
      const bytes = base64(text).subarray(4)
      if (ok === false) expectCode(() => parseTimedSignature('ed25519-cosignature', bytes), 'cosignature_malformed')
      else expect(parseTimedSignature('ed25519-cosignature', bytes).time).toBe(BigInt(timestamp))
    }
  })

  test('vkeys of types 04 and 06', () => {
    const bytes: Readonly<Record<string, number>> = { 'ed25519-cosignature': 4, 'ml-dsa-44-cosignature': 6 }
    for (const { vkey, type } of vkeys.accept) {
      const key = parseVkey(sha256, vkey)
      expect(bytes[key.type]).toBe(type)
      expect(writeVkey(key)).toBe(vkey)
    }
    for (const { vkey } of vkeys.reject) {
      expectCode(() => parseVkey(sha256, vkey), 'vkey_malformed', 'not_base64', 'vkey_id', 'vkey_type')
    }
    // A log key: good in itself, and no witness (policy.test.ts).
    for (const { vkey } of vkeys.rejectAsWitness) expect(parseVkey(sha256, vkey).type).toBe('ed25519')
  })

  test.skipIf(!mlDsa44Present)('ML-DSA-44, of log and witness (needs Node 24 or @noble/post-quantum)', () => {
    const keys = sharedJson('recourse', 'log', 'vkeys.json')
    const logs = keys.log.map((vkey: string) => parseVkey(sha256, vkey))
    const witnesses = keys.witness.map((vkey: string) => parseVkey(sha256, vkey))
    for (const name of ['checkpoint', 'checkpoint.285', 'checkpoint.291']) {
      const opened = openCheckpoint(sharedFile('recourse', 'log', name), { logs, witnesses }, checks)
      expect(opened.signedBy).toEqual(logs)
      expect(opened.cosignatures.map(({ key }) => key)).toEqual(witnesses)
      expect(opened.ignored).toEqual([])
    }
  })
})

describe('opening a checkpoint', () => {
  const origin = 'example.com/log'
  const log = testKey(origin, 'ed25519', 1)
  const witness = testKey('example.com/w', 'ed25519-cosignature', 2)
  const stranger = testKey('example.com/stranger', 'ed25519-cosignature', 3)
  const text = writeCheckpoint({ origin, size: 7n, root: new Uint8Array(32).fill(7), extensions: [] })
  const keys = { logs: [log.key], witnesses: [witness.key] }

  test('gives who signed and when; lines of strangers are kept apart', () => {
    const note = signNote(text, [log.signer(0n), witness.signer(100n), stranger.signer(200n), witness.signer(300n)])
    const opened = openCheckpoint(note, keys, checks)
    expect(opened.checkpoint.size).toBe(7n)
    expect(opened.signedBy).toEqual([log.key])
    expect(opened.cosignatures.map(({ time }) => time)).toEqual([100n, 300n])
    expect(opened.ignored.map(({ name }) => name)).toEqual(['example.com/stranger'])
  })

  test('a witness alone does not make a log', () => {
    expectCode(() => openCheckpoint(signNote(text, [witness.signer(1n)]), keys, checks), 'signature_missing')
  })

  test('a log key counts for its own origin only', () => {
    const other = writeCheckpoint({ origin: 'example.com/other', size: 7n, root: new Uint8Array(32), extensions: [] })
    expectCode(() => openCheckpoint(signNote(other, [log.signer(0n)]), keys, checks), 'signature_missing')
  })

  test('a cosignature whose time was changed is refused', () => {
    const late = {
      ...witness.signer(100n),
      sign: (t: Uint8Array) => {
        const signature = witness.signer(100n).sign(t)
        signature[7] = 101
        return signature
      },
    }
    expectCode(() => openCheckpoint(signNote(text, [log.signer(0n), late]), keys, checks), 'signature_invalid')
  })

  test('a cosignature of another length is refused', () => {
    const short = { ...witness.signer(1n), sign: () => new Uint8Array(71) }
    expectCode(() => openCheckpoint(signNote(text, [log.signer(0n), short]), keys, checks), 'cosignature_malformed')
  })
})
