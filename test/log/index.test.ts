import { decodeBucket, encodeEntry, parsePolicy, proveFromBucket, streamLabel, verifyStreamProof } from '@recourse/log'
import { afterEach, expect, test } from 'vitest'
import { type IndexBuckets, indexBuckets } from '../../apps/server/src/service/log/index-buckets.ts'
import { indexRoots } from '../../apps/server/src/service/log/index-root.ts'
import { mirrorIndex, mirrorParts } from '../../apps/server/src/service/log/mirror-index.ts'
import { runLog } from '../../apps/server/src/service/log/run-log.ts'
import { servedStreamParts } from '../../apps/server/src/service/log/served-stream.ts'
import { type ReadLogFile, streamProof } from '../../apps/server/src/service/log/stream-proof.ts'
import { streamKeyOf } from '../../apps/server/src/service/log/testing/stream-log.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { signatureChecks } from '../../apps/server/src/store/keys/signature.ts'
import { postgresIndexStore } from '../../apps/server/src/store/postgres/log/label-index.ts'
import { init, ORIGIN, opened, randomLeaf, type TestLog, testKeys, testLog } from './harness.ts'

const open: TestLog[] = []
afterEach(async () => {
  for (const log of open.splice(0)) await log.close()
})

const key = streamKeyOf('a case')

function ownLeaf(k: number, kind: number) {
  const label = streamLabel(sha256, key, BigInt(k))
  const commitment = randomLeaf().label ?? new Uint8Array(32)
  return { label, entry: encodeEntry({ type: 'event', kind, hours: 24 * 20_000, label, commitment }) }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come true within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

test('the running log logs its index root by itself, serves the buckets of it, and the server’s proof and a mirror’s are one', async () => {
  const log = await testLog()
  open.push(log)
  const identity = await init(log)
  const labels = postgresIndexStore(log.pool)
  const roots = indexRoots({ store: labels, clock: log.clock, sha256 })
  const buckets: IndexBuckets = indexBuckets(labels, roots)
  const troubles: unknown[] = []
  const leaves = Array.from({ length: 700 }, (_, i) => {
    const k = [3, 250, 699].indexOf(i)
    return k < 0 ? randomLeaf() : ownLeaf(k + 1, [0x10, 0x20, 0x40][k] ?? 0)
  })
  await log.store.enqueue(leaves, Date.now())
  const runner = await runLog(log.parts, identity, {
    afterPublish: [roots.afterPublish],
    onTrouble: (error) => troubles.push(error),
  })
  const published = (size: bigint) => until(async () => (runner.published()?.size ?? 0n) >= size)
  await until(async () => (await buckets.latest(identity.log)) !== null)
  const first = (await buckets.latest(identity.log)) ?? 0n
  await log.store.enqueue(Array.from({ length: 30 }, randomLeaf), Date.now())
  await published(731n)

  // Within the hour none but on request, and then one over all that is public.
  expect(await roots.request(identity.log)).toMatchObject({ kind: 'none', why: 'not_due' })
  log.clock.at += 60_000
  expect(await roots.request(identity.log)).toMatchObject({ kind: 'logged', labels: 730n })
  await until(async () => ((await buckets.latest(identity.log)) ?? 0n) > first)
  await runner.stop()
  expect(troubles).toEqual([])

  const read: ReadLogFile = (path) => log.parts.tilesOf(identity.folder).read(path)
  const policyText = `${testKeys(ORIGIN)
    .vkeys.map((vkey) => `log ${vkey}\n`)
    .join('')}quorum none\n`
  const policy = parsePolicy(sha256, new TextEncoder().encode(policyText))
  const served = await servedStreamParts(sha256, { store: log.store, labels, buckets, read }, identity)
  const proof = await streamProof(sha256, served, key)
  const stream = verifyStreamProof(sha256, proof, policy, signatureChecks)
  expect(stream.events.map(({ seq, event }) => [seq, event.kind])).toEqual([
    [1n, 0x10],
    [2n, 0x20],
    [3n, 0x40],
  ])

  const { size } = opened((await read('checkpoint')) ?? new Uint8Array())
  const index = await mirrorIndex(sha256, read, { size, asOfSize: size })
  expect(index.covered).toBe(served.covered)
  const { origin, asOf, head } = served
  const alone = await streamProof(sha256, mirrorParts(sha256, index, { origin, asOf, head, read }), key)
  expect(alone).toEqual(proof)

  // Buckets of the first root are still those of its own tree.
  const old = decodeBucket((await buckets.bucket(identity.log, first, first < 256n ? '' : '01')) ?? new Uint8Array())
  for (const { label } of old.places) expect(proveFromBucket(sha256, old, label).kind).toBe('present')
})
