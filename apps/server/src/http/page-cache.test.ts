import { describe, expect, test } from 'vitest'
import { microCached, pageCache } from './page-cache.ts'
import { Representation } from './representation.ts'

const page = (text: string) => async () => new Representation(text, 'text/html; charset=utf-8')
const textOf = ({ shown }: { shown: Representation }) => shown.plain.toString()

describe('pageCache', () => {
  test('a page is made once for its version and address', async () => {
    const cache = pageCache({ maxBytes: 1e6 })
    expect(await cache.get('1', '/a', page('one'))).toMatchObject({ hit: false })
    const again = await cache.get('1', '/a', page('never made'))
    expect(again.hit).toBe(true)
    expect(textOf(again)).toBe('one')
    expect(textOf(await cache.get('1', '/b', page('b')))).toBe('b')
  })

  test('fifty readers of one page at once make it once', async () => {
    const cache = pageCache({ maxBytes: 1e6 })
    let made = 0
    const make = async () => {
      made += 1
      await new Promise((resolve) => setTimeout(resolve, 10))
      return new Representation('x', 'text/html')
    }
    await Promise.all(Array.from({ length: 50 }, () => cache.get('1', '/a', make)))
    expect(made).toBe(1)
  })

  test('another version is another page, and the old ones leave', async () => {
    const cache = pageCache({ maxBytes: 1e6 })
    await cache.get('1', '/a', page('old'))
    await cache.get('1', '/b', page('old'))
    expect(textOf(await cache.get('2', '/a', page('new')))).toBe('new')
    expect(cache.entries).toBe(1)
  })

  test('memory stays bounded: the least recently used leave, and the huge never stay', async () => {
    const cache = pageCache({ maxBytes: 16_000 })
    for (const key of ['/a', '/b', '/c', '/d', '/e', '/f', '/g', '/h'])
      await cache.get('1', key, page('x'.repeat(1_000)))
    expect(cache.sizeBytes).toBe(16_000)
    await cache.get('1', '/a', page('never made'))
    await cache.get('1', '/i', page('x'.repeat(1_000)))
    expect((await cache.get('1', '/a', page('never made'))).hit).toBe(true)
    expect((await cache.get('1', '/b', page('made again'))).hit).toBe(false)
    expect(cache.sizeBytes).toBeLessThanOrEqual(16_000)

    await cache.get('1', '/huge', page('x'.repeat(5_000)))
    expect((await cache.get('1', '/huge', page('x'))).hit).toBe(false)
  })

  test('a failure reaches all who waited and is kept for nobody', async () => {
    const cache = pageCache({ maxBytes: 1e6 })
    const fail = () => Promise.reject(new Error('down'))
    const both = await Promise.allSettled([cache.get('1', '/a', fail), cache.get('1', '/a', fail)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(textOf(await cache.get('1', '/a', page('up')))).toBe('up')
  })
})

describe('microCached', () => {
  test('asks once in its time, again after it, and again after a failure', async () => {
    let at = 0
    let asked = 0
    let fails = false
    const read = microCached(
      async () => {
        asked += 1
        if (fails) throw new Error('down')
        return asked
      },
      250,
      () => at,
    )
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1])
    at = 249
    expect(await read()).toBe(1)
    at = 250
    expect(await read()).toBe(2)
    fails = true
    at = 500
    await expect(read()).rejects.toThrow('down')
    fails = false
    expect(await read()).toBe(4)
  })

  test('a clock that goes back does not freeze it', async () => {
    let at = 10_000
    let asked = 0
    const read = microCached(
      async () => ++asked,
      250,
      () => at,
    )
    await read()
    at = 0
    expect(await read()).toBe(2)
  })
})
