import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyRoot, originHash, parseCheckpoint, parseOwnCheckpoint, toHex, writeCheckpoint } from './index.ts'
import { ascii, expectCode, refusesOnlyByLogError, sha256, sharedJson, sharedPresent } from './testing.ts'

describe.skipIf(!sharedPresent)('published checkpoint bodies (needs ../shared)', () => {
  const bodies = sharedPresent ? sharedJson('checkpoint', 'body.json') : {}

  test('bodies to accept come back as they were', () => {
    for (const { body, origin, size, rootHex, extensions } of bodies.accept) {
      const checkpoint = parseCheckpoint(ascii(body))
      expect(checkpoint).toMatchObject({ origin, size: BigInt(size) })
      expect(toHex(checkpoint.root)).toBe(rootHex)
      expect(checkpoint.extensions).toHaveLength(extensions)
      expect(writeCheckpoint(checkpoint)).toEqual(ascii(body))
    }
  })

  test('bodies to refuse', () => {
    for (const { body, why } of bodies.reject) {
      const code = why === 'size 0 with another root' ? 'checkpoint_empty_root' : 'checkpoint_malformed'
      expectCode(() => parseCheckpoint(ascii(body)), code)
    }
  })

  test('an extension line is accepted of others and not as our own', () => {
    for (const { body } of bodies.rejectAsOurOwn) {
      expect(parseCheckpoint(ascii(body)).extensions).toHaveLength(1)
      expectCode(() => parseOwnCheckpoint(ascii(body), 'recourse.example/log'), 'checkpoint_extensions')
    }
  })

  test('hashes of origins', () => {
    for (const { origin, hash } of sharedJson('checkpoint', 'origin-hash.json').cases) {
      expect(originHash(sha256, origin)).toBe(hash)
    }
  })
})

describe('checkpoints', () => {
  test('writing and reading are inverse', () => {
    const line = fc.stringMatching(/^[!-~ü€]{1,30}$/)
    fc.assert(
      fc.property(
        line,
        fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(line, { maxLength: 3 }),
        (origin, size, root, extensions) => {
          const checkpoint = { origin, size, root, extensions }
          expect(parseCheckpoint(writeCheckpoint(checkpoint))).toEqual(checkpoint)
        },
      ),
    )
  })

  test('what could not be read back is not written', () => {
    const good = { origin: 'a', size: 0n, root: emptyRoot(), extensions: [] }
    expect(parseOwnCheckpoint(writeCheckpoint(good), 'a')).toEqual(good)
    expectCode(() => writeCheckpoint({ ...good, origin: 'a\nb' }), 'checkpoint_malformed')
    expectCode(() => writeCheckpoint({ ...good, origin: '' }), 'checkpoint_malformed')
    expectCode(() => writeCheckpoint({ ...good, extensions: ['a\nb'] }), 'checkpoint_malformed')
    expectCode(() => writeCheckpoint({ ...good, extensions: [''] }), 'checkpoint_malformed')
    expectCode(() => writeCheckpoint({ ...good, root: new Uint8Array(32) }), 'checkpoint_empty_root')
    expectCode(() => writeCheckpoint({ ...good, root: new Uint8Array(31) }), 'hash_length')
    expectCode(() => writeCheckpoint({ ...good, size: 1n << 64n }), 'out_of_range')
    expectCode(() => parseOwnCheckpoint(writeCheckpoint(good), 'b'), 'checkpoint_origin')
  })

  test('random bytes are refused by this error and no other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => refusesOnlyByLogError(() => parseCheckpoint(bytes))),
    )
  })
})
