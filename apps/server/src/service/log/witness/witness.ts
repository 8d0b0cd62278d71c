import {
  answerAddCheckpoint,
  encodeUtf8,
  LogError,
  type NoteSignature,
  noteSigner,
  openCheckpoint,
  originHash,
  parseAddCheckpoint,
  parseNote,
  type VerifierKey,
  type WitnessedTree,
  writeNote,
  writeSignatureLine,
  writeTreeSize,
} from '@recourse/log'
import type { LogCrypto } from '../ports.ts'

/** One cosignature key (type 04 or 06) of a witness. */
export interface CosignerKey {
  readonly key: VerifierKey
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** What a witness must never forget: of each log, by the hash of its origin, the last checkpoint it cosigned. */
export interface WitnessState {
  /** Throws where it cannot be told: a witness that forgot would sign a fork. */
  read(hash: string): Promise<Uint8Array | null>
  /** Durable when it resolves. */
  write(hash: string, note: Uint8Array): Promise<void>
  /** Runs the work while nobody else, in no process, works on this state. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

export interface Witness {
  readonly crypto: LogCrypto
  readonly keys: readonly CosignerKey[]
  /** Keys that are believed about a log; none for an unknown one. */
  readonly logs: readonly VerifierKey[]
  readonly state: WitnessState
  /** Milliseconds since 1970 UTC. */
  readonly clock: { now(): number }
}

/** An answer of the tlog-witness protocol. `note`: the cosigned checkpoint, where it was cosigned. */
export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly type: string
  readonly body: Uint8Array
  readonly note?: Uint8Array
}

const TEXT = 'text/plain; charset=utf-8'
/** As the protocol names a tree size. */
const SIZE = 'text/x.tlog.size'

/**
 * `POST <prefix>/add-checkpoint` (C2SP tlog-witness). Checks, then stores, then answers: what it has signed is on the disk before anybody
 * learns of it. Throws what the state throws; nothing was signed then.
 */
export async function addCheckpoint(witness: Witness, body: Uint8Array): Promise<WitnessReply> {
  const { crypto, state } = witness
  try {
    const request = parseAddCheckpoint(body)
    const origin = originOf(request.checkpoint)
    const hash = originHash(crypto.sha256, origin)
    return await state.alone(async () => {
      const held = await heldOf(witness, hash)
      const tree = (name: string): WitnessedTree | undefined => (name === origin ? held?.tree : undefined)
      const keysOf = (name: string): VerifierKey[] => witness.logs.filter((key) => key.name === name)
      const answer = answerAddCheckpoint(crypto.sha256, request, keysOf, tree, crypto.checks)
      switch (answer.kind) {
        case 'cosign': {
          const signed = cosign(witness, answer.text, held?.time ?? 0n)
          const note = writeNote({
            text: answer.text,
            signatures: [...ownLines(witness, request.checkpoint), ...signed],
          })
          await state.write(hash, note)
          return { status: 200, type: TEXT, body: Buffer.concat(signed.map(writeSignatureLine)), note }
        }
        case 'stands_at':
          return { status: 409, type: SIZE, body: writeTreeSize(answer.size) }
        case 'unknown_origin':
          return refused(404, 'this witness does not know the log')
        case 'untrusted_signature':
          return refused(403, 'no trusted key of the log has signed the checkpoint')
        case 'old_size_above':
          return refused(400, 'the old size is above the size of the checkpoint')
        case 'inconsistent':
          return refused(422, 'the checkpoint is not consistent with the one this witness cosigned')
      }
    })
  } catch (error) {
    if (error instanceof LogError) return refused(400, error.message.replace(/^log: /, ''))
    throw error
  }
}

function refused(status: Exclude<WitnessReply['status'], 200>, message: string): WitnessReply {
  return { status, type: TEXT, body: encodeUtf8(`${message}\n`) }
}

function originOf(note: Uint8Array): string {
  return Buffer.from(parseNote(note).text).toString('utf8').split('\n')[0] ?? ''
}

/** `GET <monitoring prefix>/<hash>/checkpoint`: what was cosigned last, verified once more; null where there is none. */
export async function heldCheckpoint(witness: Witness, hash: string): Promise<Uint8Array | null> {
  return /^[0-9a-f]{64}$/.test(hash) ? ((await heldOf(witness, hash))?.note ?? null) : null
}

/** What this witness stands at for a log; undefined where it never saw it. */
export async function standsAt(witness: Witness, origin: string): Promise<WitnessedTree | undefined> {
  return (await heldOf(witness, originHash(witness.crypto.sha256, origin)))?.tree
}

interface Held {
  readonly note: Uint8Array
  readonly tree: WitnessedTree
  /** Of our own last cosignature. */
  readonly time: bigint
}

/** Whatever of the state cannot be read or does not verify stops the witness: forgetting is the one thing it must not do. */
async function heldOf({ crypto, keys, logs, state }: Witness, hash: string): Promise<Held | undefined> {
  const note = await state.read(hash)
  if (note === null) return undefined
  try {
    const own = keys.map(({ key }) => key)
    const opened = openCheckpoint(note, { logs, witnesses: own }, crypto.checks)
    if (originHash(crypto.sha256, opened.checkpoint.origin) !== hash) throw new Error('it is of another log')
    if (opened.cosignatures.length === 0) throw new Error('none of our keys signed it')
    const times = opened.cosignatures.map(({ time }) => time).sort((a, b) => (a < b ? -1 : 1))
    return { note, tree: opened.checkpoint, time: times.at(-1) ?? 0n }
  } catch (cause) {
    throw new Error(
      `the state of this witness for ${hash} does not verify under its keys; put back the right keys or state, never an older one`,
      { cause },
    )
  }
}

/** The log's own lines of a checkpoint, which the answer was given for. */
function ownLines({ logs }: Witness, note: Uint8Array): NoteSignature[] {
  return parseNote(note).signatures.filter((line) =>
    logs.some(({ name, keyId }) => name === line.name && keyId === line.keyId),
  )
}

/** Never a time before the one already signed: the clock may have gone back. */
function cosign({ keys, clock }: Witness, text: Uint8Array, last: bigint): NoteSignature[] {
  const now = BigInt(Math.floor(clock.now() / 1_000))
  const time = now > last ? now : last
  return keys.map(({ key, sign }) => {
    const { name, keyId } = key
    return { name, keyId, signature: noteSigner(key, time, sign).sign(text) }
  })
}
