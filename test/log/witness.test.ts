import { emptyRoot, encodeUtf8, isQuorum, parseNote, treeRoot } from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import { openOwnCheckpoint } from '../../apps/server/src/service/log/own-checkpoint.ts'
import { independenceOf, readWitnessPolicy } from '../../apps/server/src/service/log/policy-file.ts'
import type { LogIdentity } from '../../apps/server/src/service/log/ports.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import { type LogRunner, runLog } from '../../apps/server/src/service/log/run-log.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { logStatus } from '../../apps/server/src/service/log/status.ts'
import { waitForPublication } from '../../apps/server/src/service/log/wait.ts'
import { sha256 } from '../../apps/server/src/store/keys/sha256.ts'
import { crypto, init, leading, ORIGIN, randomLeaf, type TestLog, testKeys, testLog } from './harness.ts'
import { network, type WitnessDouble, witnessDouble } from './witness-double.ts'

const made: TestLog[] = []
const runners: LogRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop()
  for (const log of made.splice(0)) await log.close()
})

const KEYS = testKeys(ORIGIN).vkeys

interface Witnessed {
  readonly log: TestLog
  readonly identity: LogIdentity
  readonly w: readonly [WitnessDouble, WitnessDouble, WitnessDouble]
}

/** Three witnesses of both kinds of key, two of which are the quorum. */
async function witnessed(publishing: 'open' | 'closed' = 'open'): Promise<Witnessed> {
  const w = [
    witnessDouble('one', KEYS),
    witnessDouble('two', KEYS, 'ml-dsa-44-cosignature'),
    witnessDouble('three', KEYS),
  ] as const
  const text = `${w.map(({ line }) => line).join('')}group q 2 one two three\nquorum q\n`
  const log = await testLog((parts) => ({
    policy: readWitnessPolicy(sha256, encodeUtf8(text)),
    post: network(w),
    settings: { ...parts.settings, publishing, witnessMs: 400 },
  }))
  made.push(log)
  return { log, identity: await init(log), w }
}

async function grow({ log, identity }: Witnessed, leaves: number): Promise<void> {
  await log.store.enqueue(Array.from({ length: leaves }, randomLeaf), Date.now())
  await leading(log, identity, async (open) => {
    await publish(log.parts, (await sequenceBatch(log.parts, open)).log)
  })
}

const noteOf = (log: TestLog) => log.folders.get('2026')?.files.get('checkpoint') ?? new Uint8Array()
function cosigners({ log }: Witnessed): string[] {
  const own = openOwnCheckpoint(crypto, ORIGIN, KEYS, log.parts.policy.policy, noteOf(log))
  return own.cosignatures.map(({ key }) => key.name.split('.')[0] ?? '').sort()
}
async function answers({ log, identity }: Witnessed): Promise<Record<string, string>> {
  const states = await log.store.witnesses(identity.log)
  return Object.fromEntries(states.map(({ name, answer }) => [name.split('.')[0] ?? '', answer]))
}
async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('witnesses cosign every published checkpoint from proofs made of tiles; the earliest quorum checkpoint of a leaf is kept', async () => {
  const all = await witnessed()
  for (const leaves of [3, 300, 255, 1]) await grow(all, leaves)
  expect(cosigners(all)).toEqual(['one', 'three', 'two'])
  expect(all.w.map(({ held }) => held?.size)).toEqual([559n, 559n, 559n])
  const { store } = all.log
  expect((await store.earliestCovering(all.identity.log, 0n, true))?.size).toBe(3n)
  expect((await store.earliestCovering(all.identity.log, 3n, true))?.size).toBe(303n)
  const status = await logStatus({ store, policy: all.log.parts.policy, publishing: 'open' })
  expect(status?.witnesses.map(({ lag, who, runBy }) => [lag, who, runBy])).toEqual([
    [0n, 'The one institute', 'independent'],
    [0n, 'The two institute', 'independent'],
    [0n, 'The three institute', 'independent'],
  ])
  expect(status?.independence).toMatchObject({ independent: true })
  const published = Buffer.from(all.log.folders.get('2026')?.files.get('policy') ?? []).toString()
  expect(published.startsWith(`log ${KEYS[0]}\nlog ${KEYS[1]}\nwitness one `)).toBe(true)
})

describe('every answer of the protocol', () => {
  test('409: sent again from the size it stands at', async () => {
    const all = await witnessed()
    await grow(all, 5)
    // Nothing is known of them any more.
    await all.log.pool.query('DELETE FROM log_witness')
    await grow(all, 5)
    expect(cosigners(all)).toEqual(['one', 'three', 'two'])
  })

  test('409 above our size: the log stops, for database and tiles were taken back together', async () => {
    const all = await witnessed()
    await grow(all, 5)
    all.w[2].held = { size: 1_000n, root: treeRoot(sha256, new Uint8Array(32)) }
    await expect(leading(all.log, all.identity, async () => 'open')).rejects.toMatchObject({
      code: 'witness_ahead',
      ruleId: 'log.md 7.6',
      message: expect.stringMatching(/three\.example.*size 1000.*ends at 5/s),
    })
  })

  test.each([
    ['404: unknown', 404, 'unknown_origin'],
    ['403: no trusted key', 403, 'refused'],
    ['400: our fault', 400, 'refused'],
    ['500', 500, 'refused'],
  ] as const)('%s: told, and the others are enough', async (_name, status, answer) => {
    const all = await witnessed()
    all.w[1].instead = () => ({ status, type: 'text/plain', body: new Uint8Array() })
    await grow(all, 5)
    expect(cosigners(all)).toEqual(['one', 'three'])
    expect(await answers(all)).toEqual({ one: 'cosigned', two: answer, three: 'cosigned' })
  })

  test('422: the exchange is kept as evidence, the first one for ever', async () => {
    const all = await witnessed()
    await grow(all, 5)
    all.w[0].held = { size: 5n, root: emptyRoot() }
    await grow(all, 5)
    expect((await answers(all)).one).toBe('inconsistent')
    const [first] = (await all.log.store.witnesses(all.identity.log)).filter(({ name }) => name.startsWith('one'))
    expect(Buffer.from(first?.evidence ?? []).toString()).toMatch(/^old 5\n.*\ninconsistent\n$/s)
    await grow(all, 5)
    const [later] = (await all.log.store.witnesses(all.identity.log)).filter(({ name }) => name.startsWith('one'))
    expect(later?.evidence).toEqual(first?.evidence)
  })

  test('200 with what is no cosignature of its key, of another text, of the future or no line at all is ignored', async () => {
    const all = await witnessed()
    const [one, two, three] = all.w
    await grow(all, 5)
    const old = one.answer.bind(one)
    let stale: Uint8Array | null = null
    // A cosignature of an older checkpoint.
    one.instead = (body) => {
      const fresh = old(body)
      const answer = { ...fresh, body: stale ?? fresh.body }
      stale ??= fresh.body
      return answer
    }
    two.instead = () => ({ status: 200, type: 'text/plain', body: encodeUtf8('<html>sign in first</html>\n') })
    three.time = () => 4_000_000_000n
    await grow(all, 5)
    await grow(all, 5)
    expect(cosigners(all)).toEqual([])
    expect(parseNote(noteOf(all.log)).signatures).toHaveLength(2)
    expect(await answers(all)).toEqual({ one: 'refused', two: 'refused', three: 'refused' })
  })
})

test('a slow witness and one that is down cost their cosignature, not the publication', async () => {
  const all = await witnessed()
  all.w[0].instead = () => new Promise(() => undefined)
  all.w[1].instead = () => Promise.reject(new Error('connect ECONNREFUSED'))
  const since = performance.now()
  await grow(all, 5)
  expect(performance.now() - since).toBeLessThan(5_000)
  expect(cosigners(all)).toEqual(['three'])
  expect(await answers(all)).toEqual({ one: 'unreachable', two: 'unreachable', three: 'cosigned' })
  const last = await all.log.store.lastCheckpoint(all.identity.log)
  expect([last?.size, last?.quorumAt]).toEqual([5n, null])
})

test('a closed log publishes nothing below the quorum, goes on sequencing, and recovers alone', async () => {
  const all = await witnessed('closed')
  const { log, identity, w } = all
  w[0].instead = () => Promise.reject(new Error('down'))
  w[1].instead = () => Promise.reject(new Error('down'))
  const runner = await runLog(log.parts, identity, { onTrouble: () => undefined })
  runners.push(runner)
  const record = '00000000-0000-4000-8000-000000000001'
  await log.store.enqueue([randomLeaf()], Date.now())
  await log.pool.query('UPDATE log_outbox SET record = $1', [record])
  await until(async () => (await log.store.head(identity.log))?.size === 1n)
  const waiting = { store: log.store, now: () => Date.now() }
  expect(await waitForPublication(waiting, [record], { quorum: false, ms: 600 })).toBeNull()
  expect((await log.store.head(identity.log))?.publishedSize).toBe(0n)
  w[1].instead = null
  const covered = await waitForPublication(waiting, [record], { quorum: true, ms: 20_000 })
  expect(covered?.[0]).toMatchObject({ record, log: 1, idx: 0n, checkpoint: { size: 1n } })
  expect(cosigners(all)).toEqual(['three', 'two'])
})

test('an open log publishes first and meets its quorum later: the receipt waits for that one', async () => {
  const all = await witnessed()
  const { log, identity, w } = all
  w[0].instead = () => Promise.reject(new Error('down'))
  w[1].instead = () => Promise.reject(new Error('down'))
  const runner = await runLog(log.parts, identity, { onTrouble: () => undefined })
  runners.push(runner)
  const record = '00000000-0000-4000-8000-000000000002'
  await log.store.enqueue([randomLeaf()], Date.now())
  await log.pool.query('UPDATE log_outbox SET record = $1', [record])
  const waiting = { store: log.store, now: () => Date.now() }
  expect(await waitForPublication(waiting, [record], { quorum: false, ms: 10_000 })).not.toBeNull()
  expect(await waitForPublication(waiting, [record], { quorum: true, ms: 0 })).toBeNull()
  w[0].instead = null
  const covered = await waitForPublication(waiting, [record], { quorum: true, ms: 20_000 })
  const { policy } = log.parts.policy
  const own = openOwnCheckpoint(crypto, ORIGIN, KEYS, policy, covered?.[0]?.checkpoint.note ?? new Uint8Array())
  expect(isQuorum(policy, own.cosignatures)).toBe(true)
})

describe('the policy file', () => {
  const [one, two] = [witnessDouble('one', KEYS), witnessDouble('two', KEYS)]
  const independence = (text: string) => independenceOf(readWitnessPolicy(sha256, encodeUtf8(text)), ORIGIN)

  test('says whether anybody but the operator and the deciding agencies is needed', () => {
    const bare = (w: WitnessDouble, name: string) => `witness ${name} ${w.vkey} ${w.url}\n`
    expect(independence('quorum none\n')).toMatchObject({ independent: false, reason: 'no_quorum' })
    const silent = `${bare(one, 'one')}quorum one\n`
    expect(independence(silent)).toMatchObject({ independent: false, reason: 'operator_alone' })
    expect(independence(`# run-by one agency The agency\n${silent}`)).toMatchObject({ independent: false })
    expect(independence(`# run-by one independent A university\n${silent}`)).toMatchObject({ independent: true })
    const both = `${one.line}${bare(two, 'two')}`
    expect(independence(`${both}group g any one two\nquorum g\n`)).toMatchObject({ independent: false })
    expect(independence(`${both}group g all one two\nquorum g\n`)).toMatchObject({ independent: true })
  })

  test.each([
    ['a log line', `log ${KEYS[0]}\nquorum none\n`],
    ['a runner of nobody', '# run-by nobody operator\nquorum none\n'],
    ['no quorum', one.line],
    ['what is no policy', 'witness one\nquorum one\n'],
    ['no UTF-8', '\ud800'],
  ])('with %s is refused', (_name, text) => {
    const bytes = text === '\ud800' ? Uint8Array.of(0xff, 0x0a) : encodeUtf8(text)
    expect(() => readWitnessPolicy(sha256, bytes)).toThrow(expect.objectContaining({ code: 'policy_unfit' }))
  })
})
