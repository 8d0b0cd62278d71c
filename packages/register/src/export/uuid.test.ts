import { expect, test } from 'vitest'
import { sha1 } from './testing.ts'
import { uuidOf, uuidV5 } from './uuid.ts'

test('is version 5 as RFC 9562 appendix A.4 computes it', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', sha1)).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})

test('names things in a namespace of its own: same name, same id; other name, other id', () => {
  expect(uuidOf('entry', sha1)).toBe(uuidOf('entry', sha1))
  expect(uuidOf('entry', sha1)).not.toBe(uuidOf('entrý', sha1))
  expect(uuidOf('entry', sha1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
