import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MAX_SIGNATURES,
  noteVerifier,
  openNote,
  parseNote,
  parseSignatureLines,
  parseVkey,
  signNote,
  toHex,
  writeNote,
  writeSignatureLine,
  writeVkey,
} from './index.ts'
import {
  ascii,
  checks,
  expectCode,
  flip,
  hex,
  keyFromSeed,
  refusesOnlyByLogError,
  sha256,
  sharedJson,
  sharedPresent,
  testKey,
} from './testing.ts'

const REFUSALS = [
  'key_ambiguous',
  'key_name',
  'not_base64',
  'not_utf8',
  'note_malformed',
  'note_too_large',
  'signature_invalid',
  'signature_missing',
] as const

describe.skipIf(!sharedPresent)('published notes and keys (needs ../shared)', () => {
  const sumdb = sharedPresent ? sharedJson('note', 'sumdb.json') : {}

  test('verifier keys to accept come back as they were', () => {
    for (const vkey of sumdb.verifierKeys.accept) expect(writeVkey(parseVkey(sha256, vkey))).toBe(vkey)
  })

  test('verifier keys to refuse', () => {
    for (const { vkey } of sumdb.verifierKeys.reject) {
      expectCode(() => parseVkey(sha256, vkey), 'key_name', 'not_base64', 'vkey_id', 'vkey_malformed', 'vkey_type')
    }
  })

  test('signing gives the very bytes', () => {
    const { keyName, ed25519Seed, text, expect: expected } = sumdb.sign
    const { signer } = keyFromSeed(keyName, 'ed25519', hex(ed25519Seed))
    expect(Buffer.from(signNote(ascii(text), [signer(0n)])).toString()).toBe(expected)
  })

  test('notes to open and notes to refuse', () => {
    const codeOf: Readonly<Record<string, readonly (typeof REFUSALS)[number][]>> = {
      'no verifiable signature': ['signature_missing'],
      'known key fails to verify': ['signature_invalid'],
      'ambiguous key': ['key_ambiguous'],
      malformed: ['key_name', 'not_base64', 'not_utf8', 'note_malformed', 'note_too_large'],
    }
    for (const { name, note, noteHex, trusted, ok, text, verified, ignored, why } of sumdb.open) {
      const bytes = noteHex === undefined ? ascii(note) : hex(noteHex)
      const verifiers = trusted.map((vkey: string) => noteVerifier(parseVkey(sha256, vkey), checks))
      if (ok) {
        const opened = openNote(bytes, verifiers)
        expect(Buffer.from(opened.text).toString(), name).toBe(text)
        expect(
          opened.verified.map((line) => line.name),
          name,
        ).toEqual(verified)
        expect(
          opened.ignored.map((line) => line.name),
          name,
        ).toEqual(ignored)
      } else {
        expectCode(() => openNote(bytes, verifiers), ...(codeOf[why] ?? ['note_too_large']))
      }
    }
  })

  test('the worked example of C2SP', () => {
    const { vkey, note } = sharedJson('note', 'c2sp.json')
    const opened = openNote(ascii(note), [noteVerifier(parseVkey(sha256, vkey), checks)])
    expect(opened.verified).toHaveLength(1)
  })
})

/** The letter after this one in the alphabet of base64, whose last bits differ. */
function next(end: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return letters.charAt(letters.indexOf(end.charAt(0)) + 1)
}

describe('notes', () => {
  const a = testKey('example.com/a', 'ed25519', 1)
  const b = testKey('example.com/b', 'ed25519', 2)
  const text = ascii('one\n\ntwo\n')
  const note = signNote(text, [a.signer(0n), b.signer(0n)])
  const verifiers = [noteVerifier(a.key, checks), noteVerifier(b.key, checks)]

  test('reading and writing are inverse', () => {
    expect(writeNote(parseNote(note))).toEqual(note)
    const lines = parseNote(note).signatures
    expect(parseSignatureLines(new Uint8Array(Buffer.concat(lines.map(writeSignatureLine))))).toEqual(lines)
  })

  test('any single bit turned is refused, or leaves a line of a key nobody knows', () => {
    for (let bit = 0; bit < note.length * 8; bit++) {
      const damaged = flip(note, bit)
      let verified = 0
      try {
        const opened = openNote(damaged, verifiers)
        verified = opened.verified.length
        expect(opened.text).toEqual(text)
      } catch (error) {
        expectCode(
          () => {
            throw error
          },
          ...REFUSALS,
        )
      }
      expect(verified, `bit ${bit}`).toBeLessThan(2)
    }
  })

  test('base64 with unused bits set is borne of a stranger and refused of a known key', () => {
    const loose = ascii(
      Buffer.from(note)
        .toString()
        .replaceAll(/.=\n/g, (end) => `${next(end)}=\n`),
    )
    expect(parseNote(loose).signatures.map((line) => line.loose)).toEqual([true, true])
    expectCode(() => openNote(loose, verifiers), 'signature_invalid')
    const strangers = new Uint8Array(
      Buffer.concat([signNote(text, [a.signer(0n)]), Buffer.from(loose).subarray(loose.lastIndexOf(0x94) - 2)]),
    )
    expect(openNote(strangers, verifiers.slice(0, 1)).ignored).toHaveLength(1)
  })

  test('random bytes are refused by this error and no other', () => {
    const noteLike = fc
      .array(
        fc.oneof(fc.constantFrom('\u2014 ', '\n', '\n\n', ' ', 'a', 'AAAAAAAA', '=', '\ud800', '\u0000'), fc.string()),
      )
      .map((parts) => new Uint8Array(Buffer.from(parts.join(''))))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), noteLike), (bytes) => {
        refusesOnlyByLogError(() => openNote(bytes, verifiers))
        refusesOnlyByLogError(() => parseSignatureLines(bytes))
      }),
      { numRuns: 1000 },
    )
    fc.assert(fc.property(fc.string(), (vkey) => refusesOnlyByLogError(() => parseVkey(sha256, vkey))))
  })

  test('64 lines are read and 65 are not; 256 KiB are the end', () => {
    const line = ascii(`\u2014 x ${Buffer.alloc(68).toString('base64')}\n`)
    const many = (count: number): Uint8Array =>
      new Uint8Array(Buffer.concat([text, ascii('\n'), ...Array.from({ length: count }, () => line)]))
    expect(parseNote(many(MAX_SIGNATURES)).signatures).toHaveLength(64)
    expectCode(() => parseNote(many(MAX_SIGNATURES + 1)), 'note_too_large')
    expectCode(() => parseNote(new Uint8Array(256 * 1024 + 1)), 'note_too_large')
  })

  test('a text that would part elsewhere is not written', () => {
    expectCode(() => signNote(ascii('no newline'), [a.signer(0n)]), 'note_malformed')
    expectCode(() => signNote(ascii('tab\t\n'), [a.signer(0n)]), 'note_malformed')
    expectCode(() => writeNote({ text, signatures: [] }), 'note_malformed')
  })

  test('a name with any Unicode space, a plus or nothing is refused', () => {
    const spaces = ['', '+', ' ', '\u00a0', '\u1680', '\u2003', '\u2028', '\u202f', '\u205f', '\u3000', '\u0085', '\t']
    for (const space of spaces) {
      const [signature] = parseNote(note).signatures
      const name = space === '' ? '' : `a${space}b`
      expectCode(() => writeSignatureLine({ name, keyId: 1, signature: signature?.signature ?? text }), 'key_name')
    }
  })

  test('the id of a key is of name, type and key: one turned bit of the vkey is refused', () => {
    const vkey = ascii(writeVkey(a.key))
    for (let bit = 0; bit < vkey.length * 8; bit++) {
      const damaged = Buffer.from(flip(vkey, bit)).toString('latin1')
      expectCode(() => parseVkey(sha256, damaged), 'key_name', 'not_base64', 'vkey_id', 'vkey_malformed', 'vkey_type')
    }
    expect(toHex(a.key.publicKey)).toHaveLength(64)
  })
})
