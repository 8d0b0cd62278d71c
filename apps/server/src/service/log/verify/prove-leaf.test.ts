import { leafHash, parseLogProof, parsePolicy, verifyLogProof } from '@recourse/log'
import { expect, test } from 'vitest'
import { proveLeaf } from './prove-leaf.ts'
import { crypto, event, madeLog, memoryReader, POLICY } from './testing/made-log.ts'
import { trustOf } from './trust.ts'

const trust = trustOf(crypto, [], POLICY)
const policy = parsePolicy(crypto.sha256, POLICY)

test('every leaf of logs of many sizes is proven, and the proof verifies for its entry alone', async () => {
  for (const size of [1, 2, 255, 256, 257, 600]) {
    const log = madeLog()
    log.add(Array.from({ length: size }, (_, i) => event(i)))
    log.publish()
    const reader = memoryReader(log.files)
    for (let index = 0; index < size; index += 1 + Math.floor(size / 40)) {
      const { proof, leaf } = await proveLeaf(crypto, reader, BigInt(index), trust)
      expect(leaf).toEqual(leafHash(crypto.sha256, event(index)))
      verifyLogProof(crypto.sha256, parseLogProof(proof), leaf, policy, crypto.checks)
      const other = leafHash(crypto.sha256, event(index + 1))
      expect(() => verifyLogProof(crypto.sha256, parseLogProof(proof), other, policy, crypto.checks)).toThrow()
    }
    await expect(proveLeaf(crypto, reader, BigInt(size), trust)).rejects.toMatchObject({ code: 'out_of_range' })
  }
})

test('no proof is made of tiles that are missing or wrong', async () => {
  const log = madeLog()
  log.add(Array.from({ length: 600 }, (_, i) => event(i)))
  log.publish()
  for (const path of ['tile/0/000', 'tile/1/000.p/2', 'tile/0/002.p/88']) {
    const files = new Map(log.files)
    files.delete(path)
    await expect(proveLeaf(crypto, memoryReader(files), 7n, trust)).rejects.toMatchObject({ code: 'tile_missing' })
    files.set(
      path,
      (log.files.get(path) ?? new Uint8Array()).map((byte) => byte ^ 1),
    )
    await expect(proveLeaf(crypto, memoryReader(files), 7n, trust)).rejects.toMatchObject({
      code: 'inclusion_mismatch',
    })
  }
})
