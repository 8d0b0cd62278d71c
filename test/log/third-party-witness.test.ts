import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeUtf8, isQuorum, verifierKey, writeVkey } from '@recourse/log'
import { afterAll, expect, test } from 'vitest'
import { initLog } from '../../apps/server/src/service/log/init.ts'
import { openOwnCheckpoint } from '../../apps/server/src/service/log/own-checkpoint.ts'
import { readWitnessPolicy } from '../../apps/server/src/service/log/policy-file.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { keysOf } from '../../apps/server/src/store/keys/log-keys.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { ed25519Key, mlDsa44Key } from '../../apps/server/src/store/keys/signature.ts'
import { httpPost } from '../../apps/server/src/store/witness/http-post.ts'
import { crypto, leading, NEW_LOG, randomLeaf, type TestLog, testLog } from './harness.ts'

/** A witness that others wrote, as a process of its own: Debian's sigsum-go. It knows one log, named by the hash of its key. */
const present = ['sigsum-witness', 'sigsum-key'].every((name) => spawnSync(name, ['--help']).error === undefined)

const place = mkdtempSync(join(tmpdir(), 'recourse-sigsum-'))
const running: ChildProcess[] = []
const logs: TestLog[] = []
afterAll(async () => {
  for (const child of running) child.kill()
  for (const log of logs) await log.close()
  rmSync(place, { recursive: true, force: true })
})

const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `ssh-ed25519 …`, as OpenSSH writes a public key. */
function sshKey(key: Uint8Array): string {
  const part = (bytes: Uint8Array): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  return `ssh-ed25519 ${Buffer.concat([part(Buffer.from('ssh-ed25519')), part(key)]).toString('base64')} log\n`
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answers = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.unref()
    })
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('sigsum-witness does not listen')
}

function start(port: number, keys: { readonly own: string; readonly log: string }): ChildProcess {
  const child = spawn(
    'sigsum-witness',
    ['-k', keys.own, '--log-key', keys.log, '--state-file', join(place, 'state'), `127.0.0.1:${port}`],
    { env: { ...process.env, GODEBUG: 'httpmuxgo121=0' }, stdio: 'ignore' },
  )
  running.push(child)
  return child
}

test.skipIf(!present)('a witness that others wrote cosigns our log as it grows (needs sigsum-witness)', async () => {
  const [own, second] = [ed25519Key(new Uint8Array(32).fill(41)), mlDsa44Key(new Uint8Array(32).fill(42))]
  const origin = `sigsum.org/v1/tree/${hex(own.publicKey)}`
  const keys = keysOf(origin, own, second)

  const files = { own: join(place, 'witness'), log: join(place, 'log.pub') }
  writeFileSync(files.log, sshKey(own.publicKey))
  expect(spawnSync('sigsum-key', ['generate', '-o', files.own]).status).toBe(0)
  const ssh = readFileSync(`${files.own}.pub`, 'utf8').split(' ')[1] ?? ''
  const publicKey = new Uint8Array(Buffer.from(ssh, 'base64').subarray(-32))
  const witness = verifierKey(sha256, `sigsum.org/v1/witness/${hex(publicKey)}`, 'ed25519-cosignature', publicKey)
  const port = await freePort()
  const child = start(port, files)
  await listening(port)

  const text = `witness w ${writeVkey(witness)} http://127.0.0.1:${port}/\nquorum w\n`
  const log = await testLog((parts) => ({
    policy: readWitnessPolicy(sha256, encodeUtf8(text)),
    post: httpPost,
    keysOf: async () => keys,
    makeKeys: async () => keys,
    settings: { ...parts.settings, publishing: 'closed' as const },
  }))
  logs.push(log)
  const identity = await initLog(log.parts, { ...NEW_LOG, origin })

  for (const leaves of [1, 6, 300, 2_000]) {
    await log.store.enqueue(Array.from({ length: leaves }, randomLeaf), Date.now())
    await leading(log, identity, async (open) => {
      let grown = open
      for (let left = leaves; left > 0; ) {
        const cycle = await sequenceBatch(log.parts, grown)
        grown = cycle.log
        left -= cycle.leaves
      }
      const { published } = await publish(log.parts, grown)
      expect(published?.quorum).toBe(true)
    })
  }
  const note = log.folders.get(identity.folder)?.files.get('checkpoint') ?? new Uint8Array()
  const checkpoint = openOwnCheckpoint(crypto, origin, keys.vkeys, log.parts.policy.policy, note)
  expect(checkpoint.size).toBe(2_307n)
  expect(isQuorum(log.parts.policy.policy, checkpoint.cosignatures)).toBe(true)

  // Away, a closed log publishes nothing; back, it is cosigned from where the witness stood.
  child.kill()
  await new Promise((resolve) => child.on('exit', resolve))
  await log.store.enqueue([randomLeaf()], Date.now())
  await leading(log, identity, async (open) => {
    expect((await publish(log.parts, (await sequenceBatch(log.parts, open)).log)).published).toBeNull()
  })
  start(port, files)
  await listening(port)
  await leading(log, identity, async (open) => {
    expect((await publish(log.parts, open)).published).toMatchObject({ size: 2_308n, quorum: true })
  })
})
