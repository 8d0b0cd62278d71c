import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { chooseEncoding, isCompressible, Representation } from './representation.ts'

describe('chooseEncoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['identity;q=1, br;q=0.2', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['deflate', 'identity'],
    ['GZIP', 'gzip'],
  ])('%s gives %s', (accepted, encoding) => {
    expect(chooseEncoding(accepted)).toBe(encoding)
  })
})

describe('Representation', () => {
  const long = '<p>Immigration enforcement</p>'.repeat(100)

  test('each encoding holds the same text under its own tag', async () => {
    const shown = new Representation(long, 'text/html; charset=utf-8')
    expect(brotliDecompressSync(await shown.bytes('br')).toString()).toBe(long)
    expect(gunzipSync(await shown.bytes('gzip')).toString()).toBe(long)
    expect(new Set([shown.tag('identity'), shown.tag('br'), shown.tag('gzip')]).size).toBe(3)
    expect(shown.tag('br')).toMatch(/^"[\w-]{27}-br"$/)
  })

  test('the tag follows the bytes', () => {
    const tagOf = (text: string) => new Representation(text, 'text/plain').tag('identity')
    expect(tagOf('a')).toBe(tagOf('a'))
    expect(tagOf('a')).not.toBe(tagOf('b'))
  })

  test('an encoded form is made once', async () => {
    const shown = new Representation(long, 'text/html')
    expect(await shown.bytes('br')).toBe(await shown.bytes('br'))
  })

  test('what is short or shrunk already is sent as it is', () => {
    expect(new Representation('short', 'text/html').encodingFor('br')).toBe('identity')
    expect(new Representation(long, 'font/woff2').encodingFor('br')).toBe('identity')
    expect(new Representation(long, 'application/ld+json').encodingFor('br')).toBe('br')
  })

  test('isCompressible knows text by its type', () => {
    const types = [
      'text/css; charset=utf-8',
      'application/json',
      'application/problem+json',
      'application/atom+xml',
      'image/svg+xml',
    ]
    expect(types.every(isCompressible)).toBe(true)
    expect(['image/png', 'font/woff2', 'application/pdf', 'application/octet-stream'].some(isCompressible)).toBe(false)
  })
})
