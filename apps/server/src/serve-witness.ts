import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { verifierKey } from '@recourse/log'
import { ListenError } from './http/serving.ts'
import { trustOf } from './service/log/verify/trust.ts'
import { addCheckpoint, type CosignerKey, heldCheckpoint, type Witness } from './service/log/witness/witness.ts'
import type { Clock } from './service/ports.ts'
import { type KeyFolder, keyFolder } from './store/keys/key-folder.ts'
import { ed25519Key, mlDsa44Key } from './store/keys/signature.ts'
import { witnessFolder } from './store/witness/state-folder.ts'
import { logCrypto } from './verify-place.ts'

/** The head is at most 8 KiB, a note at most 256 KiB. */
const MOST_BODY_BYTES = 272 * 1024

export interface WitnessSettings {
  /** Of the witness's own keys; names it in policies. */
  readonly name: string
  readonly keysFolder: string
  readonly stateFolder: string
  /** Verifier keys of the logs it watches. */
  readonly vkeys: readonly string[]
  readonly clock: Clock
}

/** A witness with one key of each kind, made where absent. @throws LogStop keys_unfit; LogError for a vkey that cannot be read */
export async function openWitness(settings: WitnessSettings): Promise<Witness> {
  const { logs } = trustOf(logCrypto, settings.vkeys, null)
  const keys = await cosignerKeys(keyFolder(settings.keysFolder), settings.name)
  return { crypto: logCrypto, keys, logs, state: witnessFolder(settings.stateFolder), clock: settings.clock }
}

async function cosignerKeys(folder: KeyFolder, name: string): Promise<CosignerKey[]> {
  const first = ed25519Key(await folder.readOrMake('witness-ed25519'))
  const second = mlDsa44Key(await folder.readOrMake('witness-ml-dsa-44'))
  return [
    { key: verifierKey(logCrypto.sha256, name, 'ed25519-cosignature', first.publicKey), sign: first.sign },
    { key: verifierKey(logCrypto.sha256, name, 'ml-dsa-44-cosignature', second.publicKey), sign: second.sign },
  ]
}

export interface ServedWitness {
  readonly address: string
  /** Answers what is under way first. */
  close(): Promise<void>
}

/**
 * Serves `POST /add-checkpoint` and `GET /<hex SHA-256(origin)>/checkpoint` (C2SP tlog-witness). Trouble of its own is a 500, with nothing
 * signed. @throws ListenError
 */
export async function serveWitness(
  witness: Witness,
  { host, port, onTrouble }: { readonly host: string; readonly port: number; onTrouble(message: string): void },
): Promise<ServedWitness> {
  const server = createServer(
    { requestTimeout: 20_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 },
    (ask, answer) => {
      respond(witness, ask, answer).catch((error: unknown) => {
        onTrouble(error instanceof Error ? error.message : String(error))
        if (!answer.headersSent) answer.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        answer.end('this witness is in trouble; nothing was signed\n')
      })
    },
  )
  await listening(server, host, port)
  const bound = server.address()
  const on = typeof bound === 'object' && bound !== null ? bound.port : port
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${on}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new ListenError(`Cannot listen on ${host} port ${port}: ${cause.message}.`, { cause }))
    })
    server.listen(port, host, () => resolve())
  })
}

async function respond(witness: Witness, ask: IncomingMessage, answer: ServerResponse): Promise<void> {
  const path = (ask.url ?? '').split('?')[0] ?? ''
  const send = (status: number, type: string, body: Uint8Array | string): void => {
    answer.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    })
    answer.end(ask.method === 'HEAD' ? undefined : body)
  }
  const plain = 'text/plain; charset=utf-8'
  if (path === '/add-checkpoint') {
    if (ask.method !== 'POST') return send(405, plain, 'add-checkpoint is asked by POST\n')
    const body = await bodyOf(ask)
    if (body === null) {
      // What it still sends is not read.
      answer.setHeader('connection', 'close')
      return send(413, plain, `a request has at most ${MOST_BODY_BYTES} bytes\n`)
    }
    const reply = await addCheckpoint(witness, body)
    return send(reply.status, reply.type, reply.body)
  }
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? []
  if (hash !== undefined && (ask.method === 'GET' || ask.method === 'HEAD')) {
    const note = await heldCheckpoint(witness, hash)
    return note === null ? send(404, plain, 'nothing was cosigned for this log\n') : send(200, plain, note)
  }
  send(404, plain, 'a witness answers POST /add-checkpoint and GET /<hash of an origin>/checkpoint\n')
}

/** null beyond the limit; what more comes is not read. */
async function bodyOf(ask: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of ask) {
    const bytes = part instanceof Uint8Array ? part : Buffer.from(String(part))
    size += bytes.length
    if (size > MOST_BODY_BYTES) return null
    parts.push(bytes)
  }
  return new Uint8Array(Buffer.concat(parts, size))
}
