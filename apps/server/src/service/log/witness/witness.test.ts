import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  isQuorum,
  openCheckpoint,
  originHash,
  parsePolicy,
  parseSignatureLines,
  parseVkey,
  verifierKey,
  writeAddCheckpoint,
  writeVkey,
} from '@recourse/log'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWitness, serveWitness } from '../../../serve-witness.ts'
import { ed25519Key } from '../../../store/keys/signature.ts'
import { witnessFolder } from '../../../store/witness/state-folder.ts'
import { proofFromTiles } from '../verify/older.ts'
import { BEGUN, crypto, event, madeLog, memoryReader, ORIGIN, VKEY } from '../verify/testing/made-log.ts'
import { pullOnce } from './pull.ts'
import { addCheckpoint, heldCheckpoint, type Witness } from './witness.ts'

const VECTORS = join(import.meta.dirname, '../../../../../../../shared/vectors/witness')
const present = existsSync(VECTORS)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recourse-witness-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let made = 0
async function witnessOf(vkeys: readonly string[], name = 'witness.example/ours'): Promise<Witness> {
  const at = join(folder, String(made++))
  return openWitness({
    name,
    keysFolder: join(at, 'keys'),
    stateFolder: join(at, 'state'),
    vkeys,
    clock: { now: () => BEGUN * 1_000 + 5_000 },
  })
}

const events = (from: number, count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => event(from + i))

test.skipIf(!present).each(['litewitness.json', 'sigsum-witness.json'])(
  'the exchanges recorded of %s are answered as recorded (needs ../shared)',
  async (file) => {
    const { logVkey, exchange } = JSON.parse(readFileSync(join(VECTORS, file), 'utf8'))
    const witness = await witnessOf([logVkey])
    for (const { request, status, body } of exchange) {
      const reply = await addCheckpoint(witness, Buffer.from(request))
      expect(reply.status, request).toBe(status)
      if (status === 409) expect(Buffer.from(reply.body).toString()).toBe(body ?? Buffer.from(reply.body).toString())
    }
  },
)

test('what it cosigns verifies under both its keys, and is on the disk before it is answered', async () => {
  const log = madeLog()
  log.add(events(0, 5))
  const witness = await witnessOf([VKEY])
  const checkpoint = log.publish(0, false)
  const reply = await addCheckpoint(witness, writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint }))
  expect(reply.status).toBe(200)
  expect(parseSignatureLines(reply.body).map(({ name }) => name)).toEqual([
    'witness.example/ours',
    'witness.example/ours',
  ])
  const keys = { logs: [parseVkey(crypto.sha256, VKEY)], witnesses: witness.keys.map(({ key }) => key) }
  const opened = openCheckpoint(reply.note ?? new Uint8Array(), keys, crypto.checks)
  expect(opened.cosignatures.map(({ time }) => time)).toEqual([BigInt(BEGUN + 5), BigInt(BEGUN + 5)])
  const lines = witness.keys.map(({ key }, i) => `witness w${i} ${writeVkey(key)}\n`).join('')
  const policy = parsePolicy(crypto.sha256, Buffer.from(`log ${VKEY}\n${lines}group all all w0 w1\nquorum all\n`))
  expect(isQuorum(policy, opened.cosignatures)).toBe(true)
  const failing: Witness = {
    ...witness,
    state: { ...witness.state, write: () => Promise.reject(new Error('disk full')) },
  }
  log.add(events(5, 5))
  const next = {
    oldSize: 5n,
    proof: await proofFromTiles(crypto.sha256, memoryReader(log.files), 5n, 10n),
    checkpoint: log.publish(),
  }
  await expect(addCheckpoint(failing, writeAddCheckpoint(next))).rejects.toThrow('disk full')
  const held = await heldCheckpoint(witness, originHash(crypto.sha256, ORIGIN))
  expect(Buffer.compare(held ?? new Uint8Array(), reply.note ?? new Uint8Array())).toBe(0)
})

test('a second witness over the same state, in whatever process, stands where the first one does', async () => {
  const log = madeLog()
  const witness = await witnessOf([VKEY])
  const second = { ...witness }
  const requests: Uint8Array[] = []
  log.add(events(0, 3))
  requests.push(writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: log.publish() }))
  const other = madeLog()
  other.add(events(50, 3))
  requests.push(writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: other.publish() }))
  const replies = await Promise.all(requests.map((body, i) => addCheckpoint(i === 0 ? witness : second, body)))
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a state that was lost in part, changed, or is of other keys stops it: it never begins anew by accident', async () => {
  const log = madeLog()
  log.add(events(0, 3))
  const witness = await witnessOf([VKEY])
  const body = writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: log.publish() })
  await addCheckpoint(witness, body)
  const state = join(folder, String(made - 1), 'state')
  const [file = ''] = await readdir(state)
  const kept = await readFile(join(state, file))
  for (const damaged of [kept.subarray(0, 50), Buffer.alloc(0), kept.map((byte, i) => (i === 20 ? byte ^ 1 : byte))]) {
    await writeFile(join(state, file), damaged)
    await expect(addCheckpoint(witness, body)).rejects.toThrow('does not verify under its keys')
  }
  await writeFile(join(state, file), kept)
  const foreign = { ...(await witnessOf([VKEY])), state: witnessFolder(state) }
  await expect(addCheckpoint(foreign, body)).rejects.toThrow('does not verify under its keys')
})

test('served: every answer of the protocol, and the monitoring address', async () => {
  const log = madeLog()
  log.add(events(0, 7))
  const witness = await witnessOf([VKEY])
  const served = await serveWitness(witness, { host: '127.0.0.1', port: 0, onTrouble: () => undefined })
  const post = (body: Uint8Array) =>
    fetch(`${served.address}/add-checkpoint`, { method: 'POST', body: new Uint8Array(body) })
  try {
    const hash = originHash(crypto.sha256, ORIGIN)
    expect((await fetch(`${served.address}/${hash}/checkpoint`)).status).toBe(404)
    const first = log.publish()
    expect((await post(writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: first }))).status).toBe(200)
    const monitored = await fetch(`${served.address}/${hash}/checkpoint`)
    expect(await monitored.text()).toContain('witness.example/ours')
    const stands = await post(writeAddCheckpoint({ oldSize: 3n, proof: [], checkpoint: first }))
    expect([stands.status, stands.headers.get('content-type'), await stands.text()]).toEqual([
      409,
      'text/x.tlog.size',
      '7\n',
    ])
    expect((await post(writeAddCheckpoint({ oldSize: 8n, proof: [], checkpoint: first }))).status).toBe(400)
    const other = madeLog()
    other.add(events(50, 9))
    const proof = await proofFromTiles(crypto.sha256, memoryReader(other.files), 7n, 9n)
    expect((await post(writeAddCheckpoint({ oldSize: 7n, proof, checkpoint: other.publish() }))).status).toBe(422)
    const stranger = ed25519Key(new Uint8Array(32).fill(9))
    const unknown = madeLog('other.example', verifierKey(crypto.sha256, 'other.example', 'ed25519', stranger.publicKey))
    expect((await post(writeAddCheckpoint({ oldSize: 0n, proof: [], checkpoint: unknown.publish() }))).status).toBe(404)
    const unsigned = madeLog(ORIGIN, verifierKey(crypto.sha256, ORIGIN, 'ed25519', stranger.publicKey))
    expect((await post(writeAddCheckpoint({ oldSize: 7n, proof: [], checkpoint: unsigned.publish() }))).status).toBe(
      403,
    )
    expect((await post(Buffer.from('nonsense'))).status).toBe(400)
    expect((await post(Buffer.alloc(400_000))).status).toBe(413)
    expect((await fetch(`${served.address}/add-checkpoint`)).status).toBe(405)
  } finally {
    await served.close()
  }
})

test('pulled: follows a log from its tiles, cosigns what is consistent and nothing else', async () => {
  const log = madeLog()
  const witness = await witnessOf([VKEY])
  const source = memoryReader(log.files)
  for (const count of [3, 300, 0, 600]) {
    log.add(events(Number(log.size()), count))
    log.publish()
    expect(await pullOnce(witness, source)).toMatchObject({ kind: 'cosigned', size: log.size() })
  }
  const shorter = madeLog()
  shorter.add(events(0, 10))
  shorter.publish()
  expect(await pullOnce(witness, memoryReader(shorter.files))).toEqual({ kind: 'behind', size: 10n, held: 903n })
  const other = madeLog()
  other.add(events(7_000, 1_000))
  other.publish()
  expect(await pullOnce(witness, memoryReader(other.files))).toMatchObject({ kind: 'refused', status: 422 })
})
