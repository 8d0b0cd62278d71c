import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeReceipt, writeVkey } from '@recourse/log'
import { describe, expect, test } from 'vitest'
import { receiptLog } from '../../packages/log/src/testing.ts'
import { folder } from '../cli/folder.ts'
import { documentOf, here } from '../cli/here.ts'

interface Vectors {
  readonly policy: string
  readonly accept: readonly { readonly name: string; readonly form: string; readonly receipt: string }[]
  readonly reject: readonly {
    readonly name: string
    readonly receipt: string
    readonly step: string
    readonly code: string
  }[]
}

const vectors: Vectors = JSON.parse(readFileSync(join(import.meta.dirname, '../../vectors/log/receipt.json'), 'utf8'))

function put(place: string, name: string, text: string | Uint8Array): string {
  const path = join(place, name)
  writeFileSync(path, text)
  return path
}

describe('recourse receipt verify', () => {
  const policy = () => put(folder(), 'policy.txt', vectors.policy)

  test.each(vectors.accept)(
    '$name: exit 0, the keys of the contract, and words for each step',
    async ({ form, receipt }) => {
      const file = put(folder(), `${form}.json`, receipt)
      const json = await here(['receipt', 'verify', file, '--policy', policy(), '--json'])
      expect([json.exit, json.stderr]).toEqual([0, ''])
      const document = documentOf(json)
      expect(document).toMatchObject({ ok: true, form, index: 9, size: 20, errors: [], origin: 'recourse.example/log' })
      expect(document).toMatchObject({ at: '2026-11-20T15:00:01.000Z', event: form === 'plain' ? null : '31' })
      expect(document).toHaveProperty('witnesses.1.name', 'w2')
      expect(document).toHaveProperty('case', form === 'whole' ? expect.stringMatching(/^[0-9a-f]{64}$/) : null)
      const words = await here(['receipt', 'verify', file, '--policy', policy()])
      expect(words.exit).toBe(0)
      expect(words.stdout).toContain('This receipt holds. It proves:')
      expect(words.stdout).toContain('whether a person has a case')
      expect(words.stdout).not.toMatch(/\b(approved|certified|cleared|innocent|eligible)\b/i)
    },
  )

  test.each(vectors.reject)('refused: $name', async ({ receipt, step, code }) => {
    const file = put(folder(), 'bad.json', receipt)
    const ran = await here(['receipt', 'verify', file, '--policy', policy(), '--json'])
    expect(ran.exit).toBe(step === 'file' ? 3 : 1)
    expect(documentOf(ran)).toMatchObject({ ok: false, index: null, leaf: null, errors: [{ step, code }] })
    const words = await here(['receipt', 'verify', file, '--policy', policy()])
    expect(words.stdout).toMatch(new RegExp(`FAILED +${step} `))
    expect(words.stdout).toContain('This receipt does not hold.')
  })

  test('a demonstration’s receipt says that it is not independently witnessed, and meets no real policy', async () => {
    const demo = receiptLog('none', ['demo.example', 'demo.example'])
    const file = put(folder(), 'demo.json', writeReceipt(demo.whole(0, false)))
    const alone = await here(['receipt', 'verify', file])
    expect(alone.exit).toBe(0)
    expect(alone.stdout).toContain('not independently witnessed')
    const real = put(folder(), 'real.txt', vectors.policy)
    const ran = await here(['receipt', 'verify', file, '--policy', real, '--json'])
    expect([ran.exit, documentOf(ran)]).toMatchObject([1, { errors: [{ step: 'witnesses', code: 'quorum_missing' }] }])
  })

  test('without a policy the receipt’s own is taken, and that is said; a plain one has none', async () => {
    const [whole, , plain] = vectors.accept
    const file = put(folder(), 'own.json', whole?.receipt ?? '')
    const own = await here(['receipt', 'verify', file])
    expect([own.exit, own.stdout]).toEqual([0, expect.stringContaining('those that the receipt itself names')])
    const bare = await here(['receipt', 'verify', put(folder(), 'plain.json', plain?.receipt ?? ''), '--json'])
    expect([bare.exit, documentOf(bare)]).toMatchObject([1, { errors: [{ code: 'receipt_policy_missing' }] }])
  })

  test('--vkey: that key must have signed', async () => {
    const file = put(folder(), 'key.json', vectors.accept[0]?.receipt ?? '')
    const { log, witnesses } = receiptLog()
    expect((await here(['receipt', 'verify', file, '--vkey', writeVkey(log.key)])).exit).toBe(0)
    const [other] = witnesses
    if (other === undefined) throw new Error('the test log has witnesses')
    expect((await here(['receipt', 'verify', file, '--vkey', writeVkey(other.key)])).exit).toBe(1)
  })

  test('what cannot be read: exit 3, with its name', async () => {
    const good = put(folder(), 'good.json', vectors.accept[0]?.receipt ?? '')
    const missing = join(folder(), 'missing.json')
    const ran = await here(['receipt', 'verify', missing, '--json'])
    expect([ran.exit, documentOf(ran)]).toMatchObject([3, { code: 'file_unreadable', ruleId: null }])
    const bad = put(folder(), 'bad-policy.txt', 'quorum both\n')
    expect(documentOf(await here(['receipt', 'verify', good, '--policy', bad, '--json']))).toMatchObject({
      code: 'policy_malformed',
    })
    expect((await here(['receipt', 'verify', put(folder(), 'empty.json', '')])).exit).toBe(3)
    expect((await here(['receipt', 'verify', put(folder(), 'large.json', new Uint8Array(5_000_000))])).exit).toBe(3)
  })
})
