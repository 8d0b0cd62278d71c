import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EMPTY_EDGE,
  grow,
  type LogProof,
  leafHash,
  nodesFromTiles,
  parseLogProof,
  parsePolicy,
  proveInclusion,
  signNote,
  tilePath,
  verifyLogProof,
  writeCheckpoint,
  writeLogProof,
  writeVkey,
} from './index.ts'
import {
  ascii,
  checks,
  expectCode,
  flip,
  mlDsa44Present,
  refusesOnlyByLogError,
  sha256,
  sharedFile,
  sharedPresent,
  testKey,
} from './testing.ts'

const runs = sharedPresent && mlDsa44Present

test.skipIf(!runs)(
  'the published proof of entry 77 (needs ../shared and ML-DSA-44: Node 24 or @noble/post-quantum)',
  () => {
    const bytes = sharedFile('recourse', 'log', 'entry-77.tlog-proof')
    const policy = parsePolicy(sha256, sharedFile('recourse', 'log', 'policy'))
    const proof = parseLogProof(bytes)
    expect(writeLogProof(proof)).toEqual(bytes)
    const entry = sharedFile('recourse', 'log', 'entry-77.bin')
    const opened = verifyLogProof(sha256, proof, leafHash(sha256, entry), policy, checks)
    expect([proof.index, opened.checkpoint.size, opened.cosignatures.length]).toEqual([77n, 300n, 2])
    expectCode(
      () => verifyLogProof(sha256, proof, leafHash(sha256, flip(entry, 9)), policy, checks),
      'inclusion_mismatch',
    )
  },
)

describe('a tlog-proof', () => {
  const origin = 'example.com/log'
  const log = testKey(origin, 'ed25519', 1)
  const witness = testKey('example.com/w', 'ed25519-cosignature', 2)
  const policyOf = (quorum: string) =>
    parsePolicy(sha256, ascii(`log ${writeVkey(log.key)}\nwitness w ${writeVkey(witness.key)}\nquorum ${quorum}\n`))
  const entries = Array.from({ length: 20 }, (_, i) => ascii(`entry ${i}`))
  const { files, root } = grow(sha256, EMPTY_EDGE, entries)
  const text = writeCheckpoint({ origin, size: 20n, root, extensions: [] })
  const read = nodesFromTiles(sha256, 20n, (tile) => files.find(({ path }) => path === tilePath(tile))?.bytes)
  const proofOf = (index: number, witnessed: boolean): LogProof => ({
    extra: ascii('salt'),
    index: BigInt(index),
    hashes: proveInclusion(sha256, read, BigInt(index), 20n),
    checkpoint: signNote(text, witnessed ? [log.signer(0n), witness.signer(9n)] : [log.signer(0n)]),
  })
  const leaf = leafHash(sha256, ascii('entry 13'))

  test('opens offline; without a quorum it does not', () => {
    const proof = parseLogProof(writeLogProof(proofOf(13, true)))
    expect(proof).toEqual(proofOf(13, true))
    expect(verifyLogProof(sha256, proof, leaf, policyOf('w'), checks).cosignatures).toHaveLength(1)
    expectCode(() => verifyLogProof(sha256, proofOf(13, false), leaf, policyOf('w'), checks), 'quorum_missing')
    expect(verifyLogProof(sha256, proofOf(13, false), leaf, policyOf('none'), checks).cosignatures).toEqual([])
    expectCode(() => verifyLogProof(sha256, proofOf(12, true), leaf, policyOf('w'), checks), 'inclusion_mismatch')
  })

  test('any bit turned is refused, but in extra, which nobody signs', () => {
    const bytes = writeLogProof(proofOf(13, true))
    const extra = { from: bytes.indexOf(0x0a) + 1, to: bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1) }
    // Three of the eight bits of each byte; a run over all of them refuses them all too.
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      if (bit >> 3 >= extra.from && bit >> 3 < extra.to) continue
      let opened: unknown
      refusesOnlyByLogError(() => {
        opened = verifyLogProof(sha256, parseLogProof(flip(bytes, bit)), leaf, policyOf('w'), checks)
      })
      expect(opened, `bit ${bit}`).toBeUndefined()
    }
  })

  test('what is malformed is refused', () => {
    const { extra: _, ...bare } = proofOf(13, true)
    const good = Buffer.from(writeLogProof(bare)).toString()
    expect(parseLogProof(ascii(good))).toEqual(bare)
    const wrong = [
      good.replace('@v1', '@v2'),
      good.replace('index 13', 'index 013'),
      good.replace('index 13', 'index'),
      good.replace('index 13\n', ''),
      good.replace('index 13', 'extra \nextra \nindex 13'),
      good.replace('index 13', 'index 13\nextra AAAA'),
      good.replace('index 13', 'extra A\nindex 13'),
      good.replace('index 13\n', 'index 13\nAAAA\n'),
      good.replace('index 13', 'index 18446744073709551616'),
      good.slice(0, good.indexOf('\n\n') + 1),
      '',
      `c2sp.org/tlog-proof@v1\nindex 1\n${`${'A'.repeat(43)}=\n`.repeat(65)}\n`,
    ]
    for (const text of wrong) expectCode(() => parseLogProof(ascii(text)), 'log_proof_malformed')
    expectCode(() => writeLogProof({ ...bare, extra: new Uint8Array(32 * 1024 + 1) }), 'log_proof_malformed')
    expectCode(() => writeLogProof({ ...bare, hashes: [new Uint8Array(31)] }), 'hash_length')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => refusesOnlyByLogError(() => parseLogProof(bytes))),
    )
  })
})
