import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { KeptReplies, KeptReply, KeyedRequest } from '../kept-replies.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
const HOUR = 3_600_000
const reply: KeptReply = {
  status: 201,
  headers: { location: '/a/1', 'content-type': 'application/json' },
  body: '{"id":"1 “ü”"}',
}

const digest = (text: string) => createHash('sha256').update(text).digest()

export function keyed(key: string, body: string, at: number = NOON): KeyedRequest {
  return { keyDigest: digest(key), requestDigest: digest(body), route: '/api/v1/things', at }
}

/** What every KeptReplies holds; `create` gives an empty one. */
export function keptRepliesContract(create: () => Promise<KeptReplies>): void {
  test('the same request again has the same reply, and is not performed', async () => {
    const replies = await create()
    expect(await replies.once(keyed('k', 'b'), async () => ({ keep: true, reply }))).toEqual({
      kind: 'performed',
      reply,
    })
    const again = await replies.once(keyed('k', 'b'), () => Promise.reject(new Error('performed twice')))
    expect(again).toEqual({ kind: 'kept', reply })
  })

  test('the key with another request is refused, and not performed', async () => {
    const replies = await create()
    await replies.once(keyed('k', 'b'), async () => ({ keep: true, reply }))
    const other = await replies.once(keyed('k', 'other'), () => Promise.reject(new Error('performed')))
    expect(other).toEqual({ kind: 'other_request' })
  })

  test('while the first is at work, the second is told so; afterwards it has the reply', async () => {
    const replies = await create()
    let finish = () => {}
    let begun = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const first = replies.once(keyed('k', 'b'), async () => {
      begun()
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return { keep: true, reply }
    })
    await started
    const second = await replies.once(keyed('k', 'b'), () => Promise.reject(new Error('performed')))
    finish()
    expect(second).toEqual({ kind: 'in_progress' })
    expect(await first).toEqual({ kind: 'performed', reply })
    expect((await replies.once(keyed('k', 'b'), async () => ({ keep: true, reply }))).kind).toBe('kept')
  })

  test('twenty at once perform one', async () => {
    const replies = await create()
    let performed = 0
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        replies.once(keyed('k', 'b'), async () => {
          performed += 1
          await new Promise((resolve) => setTimeout(resolve, 20))
          return { keep: true, reply }
        }),
      ),
    )
    expect(performed).toBe(1)
    expect(outcomes.filter(({ kind }) => kind === 'performed')).toHaveLength(1)
    expect(outcomes.every(({ kind }) => kind !== 'other_request')).toBe(true)
  })

  test('a declined or failed request leaves the key free', async () => {
    const replies = await create()
    const declined = { ...reply, status: 409 }
    expect(await replies.once(keyed('k', 'b'), async () => ({ keep: false, reply: declined }))).toEqual({
      kind: 'performed',
      reply: declined,
    })
    await expect(replies.once(keyed('k', 'b'), () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect((await replies.once(keyed('k', 'b'), async () => ({ keep: true, reply }))).kind).toBe('performed')
  })

  test('a reply is kept for a day, then its key is new and the rest is forgotten', async () => {
    const replies = await create()
    await replies.once(keyed('k', 'b'), async () => ({ keep: true, reply }))
    await replies.once(keyed('l', 'b'), async () => ({ keep: true, reply }))
    expect((await replies.once(keyed('k', 'b', NOON + 24 * HOUR), async () => ({ keep: true, reply }))).kind).toBe(
      'kept',
    )
    expect((await replies.once(keyed('k', 'other', NOON + 26 * HOUR), async () => ({ keep: true, reply }))).kind).toBe(
      'performed',
    )
    expect(await replies.forgetOld(NOON + 26 * HOUR)).toBe(1)
    expect(await replies.forgetOld(NOON + 26 * HOUR)).toBe(0)
  })
}
