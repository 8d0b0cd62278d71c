import { bigEndian, concat, sameBytes } from './bytes.ts'
import { LogError, type LogErrorCode } from './error.ts'
import { fromBase64, toBase64 } from './radix.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { assertKeyName } from './vkey.ts'

/** Ours, above the 16 lines that C2SP asks of every reader. */
export const MAX_SIGNATURES = 64
export const MAX_NOTE_BYTES: number = 256 * 1024

/** One signature line. `signature` is what follows the key id; for a cosignature it begins with the time. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
  /** Read from base64 whose unused bits are set. Others may write that of keys we do not know; of a known key it never verifies. */
  readonly loose?: true
}

/** A note, read and not yet believed. `text` ends in a newline. */
export interface Note {
  readonly text: Uint8Array
  readonly signatures: readonly NoteSignature[]
}

/** Answers for one key. `verify` returns false for a bad signature; it must not throw for one. */
export interface NoteVerifier {
  readonly name: string
  readonly keyId: number
  readonly verify: (text: Uint8Array, signature: Uint8Array) => boolean
}

export interface NoteSigner {
  readonly name: string
  readonly keyId: number
  /** What stands behind the key id: for a cosignature time and signature. */
  readonly sign: (text: Uint8Array) => Uint8Array
}

const LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+=*)$/u

function parseLine(line: string, code: LogErrorCode): NoteSignature {
  const [, name, base64] = LINE.exec(line) ?? []
  if (name === undefined || base64 === undefined) {
    throw new LogError(code, 'a signature line is an em dash, a space, a key name, a space and base64')
  }
  assertKeyName(name)
  const bytes = fromBase64(base64, 'any')
  if (bytes.length < 5) throw new LogError(code, 'a signature line holds at least a key id and one byte')
  const keyId = bytes.subarray(0, 4).reduce((value, byte) => value * 256 + byte, 0)
  const read = { name, keyId, signature: bytes.slice(4) }
  return toBase64(bytes) === base64 ? read : { ...read, loose: true }
}

/**
 * Signature lines alone, as a witness answers them; at least one, each ending in a newline. Throws note_malformed, note_too_large, not_utf8, key_name,
 * not_base64.
 */
export function parseSignatureLines(bytes: Uint8Array): NoteSignature[] {
  if (bytes.length > MAX_NOTE_BYTES)
    throw new LogError('note_too_large', `more than ${MAX_NOTE_BYTES} bytes of signatures`)
  return linesOf(decodeUtf8(bytes))
}

function linesOf(block: string): NoteSignature[] {
  if (!block.endsWith('\n')) throw new LogError('note_malformed', 'the last signature line does not end in a newline')
  const lines = block.slice(0, -1).split('\n')
  if (lines.length > MAX_SIGNATURES) {
    throw new LogError('note_too_large', `at most ${MAX_SIGNATURES} signature lines are read, got ${lines.length}`)
  }
  return lines.map((line) => parseLine(line, 'note_malformed'))
}

/** C2SP signed-note "Format". Text and signatures part at the last empty line. Throws note_malformed, note_too_large, not_utf8, key_name, not_base64. */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > MAX_NOTE_BYTES) throw new LogError('note_too_large', `a note has at most ${MAX_NOTE_BYTES} bytes`)
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) {
    throw new LogError('note_malformed', 'a note holds no control character but newline')
  }
  const whole = decodeUtf8(bytes)
  const parting = whole.lastIndexOf('\n\n')
  if (parting < 0) throw new LogError('note_malformed', 'no empty line parts text and signatures')
  const block = whole.slice(parting + 2)
  if (block === '') throw new LogError('note_malformed', 'no signature line follows the empty line')
  return { text: encodeUtf8(whole.slice(0, parting + 1)), signatures: linesOf(block) }
}

/** One signature line with its newline. Throws key_name, out_of_range. */
export function writeSignatureLine({ name, keyId, signature }: NoteSignature): Uint8Array {
  assertKeyName(name)
  return encodeUtf8(`\u2014 ${name} ${toBase64(concat([bigEndian(keyId, 4), signature]))}\n`)
}

/** The note of a text and its signatures, in their order; reads back as itself. Throws note_malformed where the text does not end in a newline. */
export function writeNote({ text, signatures }: Note): Uint8Array {
  const bytes = concat([text, encodeUtf8('\n'), ...signatures.map(writeSignatureLine)])
  const back = parseNote(bytes)
  if (!sameBytes(back.text, text)) throw new LogError('note_malformed', 'the text of a note ends in a newline')
  return bytes
}

/** Signs a text with each signer in turn. */
export function signNote(text: Uint8Array, signers: readonly NoteSigner[]): Uint8Array {
  const signatures = signers.map(({ name, keyId, sign }) => ({ name, keyId, signature: sign(text) }))
  return writeNote({ text, signatures })
}

/** A note whose text may be believed as far as its `verified` keys are. Equal lines count once; each list keeps the order of the note. */
export interface OpenedNote {
  readonly text: Uint8Array
  readonly verified: readonly NoteSignature[]
  readonly ignored: readonly NoteSignature[]
}

function sameLine(a: NoteSignature, b: NoteSignature): boolean {
  return a.name === b.name && a.keyId === b.keyId && a.loose === b.loose && sameBytes(a.signature, b.signature)
}

/**
 * C2SP signed-note "Signatures": a line counts for the verifier of its name and id, both; others are ignored. Throws what `parseNote` throws,
 * signature_invalid (a known key whose signature fails rejects the whole note), signature_missing (no known key at all) and key_ambiguous (two
 * verifiers of one name and id).
 */
export function openNote(bytes: Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(bytes)
  const verified: NoteSignature[] = []
  const ignored: NoteSignature[] = []
  for (const line of signatures) {
    if ([...verified, ...ignored].some((seen) => sameLine(seen, line))) continue
    const [verifier, second] = verifiers.filter(({ name, keyId }) => name === line.name && keyId === line.keyId)
    if (second !== undefined)
      throw new LogError('key_ambiguous', `two known keys share the name ${line.name} and an id`)
    if (verifier === undefined) {
      ignored.push(line)
      continue
    }
    if (line.loose || !verifier.verify(text, line.signature)) {
      throw new LogError('signature_invalid', `the signature of ${line.name} does not fit the text`)
    }
    verified.push(line)
  }
  if (verified.length === 0) throw new LogError('signature_missing', 'no known key has signed the note')
  return { text, verified, ignored }
}
