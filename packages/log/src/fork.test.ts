import { expect, test } from 'vitest'
import { writeCheckpoint } from './checkpoint.ts'
import { forkProof, parseForkEvidence, verifyForkEvidence, writeForkEvidence } from './fork.ts'
import { leafHash } from './hash.ts'
import { treeRoot } from './merkle.ts'
import { signNote } from './note.ts'
import { proveConsistency, type ReadNode } from './prove.ts'
import { ascii, checks, expectCode, flip, refusesOnlyByLogError, sha256, testKey } from './testing.ts'

const log = testKey('log.example/f', 'ed25519', 7)

function leaves(name: string, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(sha256, ascii(`${name} ${i}`)))
}

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  return treeRoot(sha256, new Uint8Array(Buffer.concat(hashes)))
}

function note(hashes: readonly Uint8Array[], name = 'log.example/f'): Uint8Array {
  const text = writeCheckpoint({ origin: name, size: BigInt(hashes.length), root: rootOf(hashes), extensions: [] })
  return signNote(text, [log.signer(0n)])
}

function evidence(older: readonly Uint8Array[], newer: readonly Uint8Array[]) {
  const read: ReadNode = ({ level, index }) => {
    const from = Number(index) << level
    return rootOf(newer.slice(from, from + (1 << level)))
  }
  const size = BigInt(older.length)
  const consistency = proveConsistency(sha256, read, size, BigInt(newer.length))
  const proof = older.length === newer.length ? [] : forkProof(size, rootOf(newer.slice(0, older.length)), consistency)
  return { older: note(older), newer: note(newer), proof }
}

test('two trees that part are proven for every pair of sizes, and two that do not never are', () => {
  for (let older = 1; older <= 17; older++) {
    for (let newer = older; newer <= 20; newer++) {
      const forked = parseForkEvidence(writeForkEvidence(evidence(leaves('a', older), leaves('b', newer))))
      const opened = verifyForkEvidence(sha256, forked, [log.key], checks)
      expect([opened.older.checkpoint.size, opened.newer.checkpoint.size]).toEqual([BigInt(older), BigInt(newer)])
      const honest = evidence(leaves('a', older), leaves('a', newer))
      expectCode(() => verifyForkEvidence(sha256, honest, [log.key], checks), 'fork_unproven')
      expectCode(
        () => verifyForkEvidence(sha256, { ...honest, proof: forked.proof }, [log.key], checks),
        'fork_unproven',
      )
    }
  }
})

test('honest checkpoints cannot be made to look forked by another proof', () => {
  const honest = evidence(leaves('a', 8), leaves('a', 13))
  honest.proof.forEach((hash, i) => {
    for (let bit = 0; bit < 256; bit++) {
      const proof = honest.proof.map((one, at) => (at === i ? flip(hash, bit) : one))
      expectCode(() => verifyForkEvidence(sha256, { ...honest, proof }, [log.key], checks), 'fork_unproven')
    }
  })
})

test('evidence under other keys, cut, or with a flipped bit proves nothing', () => {
  const whole = writeForkEvidence(evidence(leaves('a', 5), leaves('b', 9)))
  const other = testKey('log.example/f', 'ed25519', 8)
  expectCode(() => verifyForkEvidence(sha256, parseForkEvidence(whole), [other.key], checks), 'signature_missing')
  for (let bit = 0; bit < whole.length * 8; bit += 3) {
    refusesOnlyByLogError(() => {
      verifyForkEvidence(sha256, parseForkEvidence(flip(whole, bit)), [log.key], checks)
      throw new Error(`bit ${bit} was not seen`)
    })
  }
  expectCode(() => parseForkEvidence(ascii('recourse-fork@v1\nolder 5\n')), 'fork_malformed')
  expectCode(() => parseForkEvidence(ascii('recourse-fork@v1\nolder x\n\nabc')), 'fork_malformed')
})
