import {
  answerAddCheckpoint,
  encodeUtf8,
  noteSigner,
  parseAddCheckpoint,
  parseVkey,
  verifierKey,
  type WitnessedTree,
  writeSignatureLine,
  writeTreeSize,
  writeVkey,
} from '@recourse/log'
import type { WitnessPost, WitnessReply } from '../../apps/server/src/service/log/witness-client.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { ed25519Key, mlDsa44Key, signatureChecks } from '../../apps/server/src/store/keys/signature.ts'

type Kind = 'ed25519-cosignature' | 'ml-dsa-44-cosignature'

/** A witness by the book (C2SP tlog-witness), at an address of its own; a test bends it. */
export interface WitnessDouble {
  readonly url: string
  readonly vkey: string
  /** Lines of a policy that name it. */
  readonly line: string
  held: WitnessedTree | undefined
  requests: number
  /** In its place: what it answers instead, or nothing at all. */
  instead: ((body: Uint8Array) => Promise<WitnessReply> | WitnessReply) | null
  /** POSIX seconds of its clock. */
  time: () => bigint
  answer(body: Uint8Array): WitnessReply
}

const reply = (status: number, body: Uint8Array = new Uint8Array(), type = 'text/plain'): WitnessReply => ({
  status,
  type,
  body,
})

export function witnessDouble(
  name: string,
  logKeys: readonly string[],
  kind: Kind = 'ed25519-cosignature',
): WitnessDouble {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => (name.charCodeAt(i % name.length) * 3 + i) & 0xff)
  const secret = kind === 'ed25519-cosignature' ? ed25519Key(seed) : mlDsa44Key(seed)
  const keyName = `${name}.example/witness`
  const key = verifierKey(sha256, keyName, kind, secret.publicKey)
  const url = `https://${name}.example`
  const trusted = logKeys.map((vkey) => parseVkey(sha256, vkey))
  const one: WitnessDouble = {
    url,
    vkey: writeVkey(key),
    line: `witness ${name} ${writeVkey(key)} ${url}\n# run-by ${name} independent The ${name} institute\n`,
    held: undefined,
    requests: 0,
    instead: null,
    time: () => BigInt(Math.floor(Date.now() / 1000)),
    answer(body) {
      const request = parseAddCheckpoint(body)
      const keysOf = (origin: string) => trusted.filter(({ name: log }) => log === origin)
      const answer = answerAddCheckpoint(sha256, request, keysOf, () => one.held, signatureChecks)
      switch (answer.kind) {
        case 'cosign': {
          one.held = { size: answer.checkpoint.size, root: answer.checkpoint.root }
          const signer = noteSigner(key, one.time(), secret.sign)
          return reply(
            200,
            writeSignatureLine({ name: keyName, keyId: key.keyId, signature: signer.sign(answer.text) }),
          )
        }
        case 'stands_at':
          return reply(409, writeTreeSize(answer.size), 'text/x.tlog.size')
        case 'unknown_origin':
          return reply(404)
        case 'untrusted_signature':
          return reply(403)
        case 'old_size_above':
          return reply(400)
        case 'inconsistent':
          return reply(422, encodeUtf8('inconsistent\n'))
      }
    },
  }
  return one
}

/** The network of these witnesses. */
export function network(witnesses: readonly WitnessDouble[]): WitnessPost {
  return async (url, body, signal) => {
    const found = witnesses.find((one) => url === `${one.url}/add-checkpoint`)
    if (found === undefined) throw new Error(`nobody listens at ${url}`)
    found.requests++
    const ended = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    return Promise.race([Promise.resolve(found.instead === null ? found.answer(body) : found.instead(body)), ended])
  }
}
