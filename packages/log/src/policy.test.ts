import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Cosignature,
  isQuorum,
  KEY_TYPES,
  type KeyType,
  type Policy,
  parsePolicy,
  verifierKey,
  writeVkey,
} from './index.ts'
import {
  ascii,
  expectCode,
  ownVectors,
  refusesOnlyByLogError,
  sha256,
  sharedFile,
  sharedJson,
  sharedPresent,
} from './testing.ts'

const { accept, reject } = ownVectors('policy')

function cosigned(policy: Policy, witnesses: readonly number[], time: bigint = 5n): Cosignature[] {
  return witnesses.flatMap((at) => policy.witnesses.slice(at, at + 1).map(({ key }) => ({ key, time })))
}

describe('policies', () => {
  test('are read, and their quorum is met by the sets that should and no others', () => {
    for (const c of accept) {
      const policy = parsePolicy(sha256, ascii(c.policy))
      expect([policy.logs.length, policy.witnesses.length, policy.groups.length]).toEqual([
        c.logs,
        c.witnesses,
        c.groups,
      ])
      for (const set of c.quorum) expect(isQuorum(policy, cosigned(policy, set)), `${c.policy} ${set}`).toBe(true)
      for (const set of c.noQuorum) expect(isQuorum(policy, cosigned(policy, set)), `${c.policy} ${set}`).toBe(false)
    }
  })

  test('to refuse', () => {
    for (const { policy, why } of reject) {
      expect(() => parsePolicy(sha256, ascii(policy)), why).toThrow()
      expectCode(() => parsePolicy(sha256, ascii(policy)), 'policy_malformed')
    }
  })

  test('a quorum at or after, or by, a time counts only the cosignatures of that time', () => {
    const policy = parsePolicy(sha256, ascii(accept[0].policy))
    const cosignatures = [...cosigned(policy, [0, 1], 10n), ...cosigned(policy, [3], 20n)]
    expect(isQuorum(policy, cosignatures)).toBe(true)
    expect(isQuorum(policy, cosignatures, { from: 10n, until: 20n })).toBe(true)
    expect(isQuorum(policy, cosignatures, { from: 11n })).toBe(false)
    expect(isQuorum(policy, cosignatures, { until: 19n })).toBe(false)
  })

  test('names are octets: what is no UTF-8 still names one thing', () => {
    const [witness = '', second = ''] = accept[0].policy
      .split('\n')
      .filter((line: string) => line.startsWith('witness'))
    const line = (text: string, name: number[]): Buffer =>
      Buffer.concat([
        Buffer.from('witness '),
        Buffer.from(name),
        Buffer.from(text.slice('witness w0'.length)),
        Buffer.from('\n'),
      ])
    const bytes = Buffer.concat([
      line(witness, [0xff]),
      line(second, [0xc3, 0xbf]),
      Buffer.from('quorum '),
      Buffer.of(0xff, 0x0a),
    ])
    const policy = parsePolicy(sha256, new Uint8Array(bytes))
    expect(policy.quorum).toEqual({ kind: 'witness', at: 0 })
    expect(policy.witnesses.map(({ name }) => name)).toEqual(['\u00ff', '\u00ff'])
  })

  test('32 of each are read, and no more than 256', () => {
    const vkey = (i: number, type: KeyType): string => {
      const publicKey = new Uint8Array(KEY_TYPES[type].keyBytes)
      publicKey.set([i & 255, i >> 8, KEY_TYPES[type].byte])
      return writeVkey(verifierKey(sha256, `example.com/${i}`, type, publicKey))
    }
    const lines = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => [
        `log ${vkey(i, 'ed25519')}`,
        `witness w${i} ${vkey(i, 'ml-dsa-44-cosignature')}`,
        `group g${i} all w${i}`,
      ]).flat()
    const members = Array.from({ length: 32 }, (_, i) => `g${i}`).join(' ')
    const policy = parsePolicy(sha256, ascii(`${[...lines(32), `group all 17 ${members}`, 'quorum all'].join('\n')}\n`))
    const everySecond = Array.from({ length: 16 }, (_, i) => 2 * i)
    expect(isQuorum(policy, cosigned(policy, everySecond))).toBe(false)
    expect(isQuorum(policy, cosigned(policy, [...everySecond, 31]))).toBe(true)
    const many = Array.from({ length: 257 }, (_, i) => `log ${vkey(i, 'ed25519')}`)
    expectCode(() => parsePolicy(sha256, ascii(`${[...many, 'quorum none'].join('\n')}\n`)), 'policy_malformed')
  })

  test('random bytes are refused by this error and no other', () => {
    const words = fc.constantFrom(
      'log',
      'witness',
      'group',
      'quorum',
      'none',
      'any',
      'all',
      '2',
      'w0',
      ' ',
      '\t',
      '\n',
      '#',
      'a+b+c',
      '\u00e9',
    )
    const text = fc.array(words, { maxLength: 40 }).map((parts) => ascii(`${parts.join(' ')}\n`))
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), (bytes) => refusesOnlyByLogError(() => parsePolicy(sha256, bytes))),
      { numRuns: 500 },
    )
  })
})

describe.skipIf(!sharedPresent)('published policy (needs ../shared)', () => {
  test('the policy of the 300-leaf log', () => {
    const policy = parsePolicy(sha256, sharedFile('recourse', 'log', 'policy'))
    expect([policy.logs.length, policy.witnesses.length, policy.groups.length]).toEqual([2, 2, 1])
    expect(isQuorum(policy, cosigned(policy, [0]))).toBe(false)
    expect(isQuorum(policy, cosigned(policy, [0, 1]))).toBe(true)
  })

  test('a vkey of type 01 names no witness', () => {
    for (const { vkey } of sharedJson('cosignature', 'vkeys.json').rejectAsWitness) {
      expectCode(() => parsePolicy(sha256, ascii(`witness w ${vkey}\nquorum w\n`)), 'policy_malformed')
    }
  })
})
