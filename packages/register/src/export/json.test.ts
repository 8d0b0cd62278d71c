import { expect, test } from 'vitest'
import { documents, items, itemsFrom, jsonChunks } from './json.ts'

test('writes what JSON.stringify would, with long arrays made while they are written', () => {
  const made = [
    ...jsonChunks({
      a: 1,
      gone: undefined,
      head: { x: [1, { y: null }], list: items(() => [1, { b: 2 }, 'c\n']) },
      none: items(() => []),
      deep: documents(() => [{ inner: itemsFrom([1, 2], (n) => n * 2) }]),
    }),
  ].join('')
  expect(JSON.parse(made)).toEqual({
    a: 1,
    head: { x: [1, { y: null }], list: [1, { b: 2 }, 'c\n'] },
    none: [],
    deep: [{ inner: [2, 4] }],
  })
  expect(made.endsWith('}\n')).toBe(true)
})

test('puts each item of a long array on a line of its own', () => {
  expect([...jsonChunks(items(() => [{ a: 1 }, { a: 2 }]))].join('')).toBe('[\n{"a":1},\n{"a":2}\n]\n')
})

test('can be written twice', () => {
  const document = { list: itemsFrom([1], (n) => n) }
  expect([...jsonChunks(document)].join('')).toBe([...jsonChunks(document)].join(''))
})
