import {
  encodeUtf8,
  leafHash,
  parseAddCheckpoint,
  parseLogProof,
  parseNote,
  parsePolicy,
  parseReceipt,
  publicStreamKey,
  type ReceiptVerdict,
  verifyLogProof,
  verifyReceipt,
  writeSignatureLine,
  writeVkey,
} from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import { receiptRoutes } from '../../apps/server/src/api/receipts.ts'
import { harness } from '../../apps/server/src/http/testing/harness.ts'
import { readWitnessPolicy } from '../../apps/server/src/service/log/policy-file.ts'
import { publish } from '../../apps/server/src/service/log/publish.ts'
import {
  makeReceipt,
  type ReceiptAnswer,
  type ReceiptParts,
  type ReceiptShows,
} from '../../apps/server/src/service/log/receipt.ts'
import type { EventToLog, RecordLog } from '../../apps/server/src/service/log/record-log.ts'
import { sequenceBatch } from '../../apps/server/src/service/log/sequence.ts'
import { receiptRow } from '../../apps/server/src/store/postgres/log/receipt-row.ts'
import { testRecordLog } from '../../apps/server/src/store/postgres/log/testing/live-log.ts'
import { testKey } from '../../packages/log/src/testing.ts'
import { crypto, init, leading, randomLeaf, type TestLog, testLog } from './harness.ts'

const witness = testKey('witness.example/w', 'ed25519-cosignature', 9)
const WITNESSED = readWitnessPolicy(
  crypto.sha256,
  encodeUtf8(
    `# run-by w independent A university\nwitness w ${writeVkey(witness.key)} https://witness.example/\nquorum w\n`,
  ),
)

interface Made {
  readonly log: TestLog
  readonly records: RecordLog
  readonly parts: ReceiptParts
  /** Sequences what waits and publishes it. */
  grow(): Promise<void>
  receipt(record: string, shows?: ReceiptShows, publicOnly?: boolean): Promise<ReceiptAnswer>
}

const open: TestLog[] = []
afterEach(async () => {
  for (const log of open.splice(0)) await log.close()
})

/** `answers` false: the witness does not answer. */
async function made(world = { answers: true, witnessed: true }): Promise<Made> {
  const log = await testLog((parts) => ({
    ...(world.witnessed ? { policy: WITNESSED } : {}),
    settings: { ...parts.settings, witnessMs: 500 },
    post: async (_url: string, body: Uint8Array) => {
      if (!world.answers) throw new Error('does not answer')
      const { checkpoint } = parseAddCheckpoint(body)
      const { name, keyId, sign } = witness.signer(BigInt(Math.floor(log.clock.now() / 1000)))
      const line = { name, keyId, signature: sign(parseNote(checkpoint).text) }
      return { status: 200, type: 'text/plain', body: writeSignatureLine(line) }
    },
  }))
  open.push(log)
  const identity = await init(log)
  const { log: records } = testRecordLog(log.pool)
  const parts: ReceiptParts = {
    store: log.store,
    records,
    row: (record, checkpoint) => receiptRow(log.pool, record, checkpoint),
    filesOf: (folder) => (path) => log.parts.tilesOf(folder).read(path),
    crypto,
  }
  return {
    log,
    records,
    parts,
    grow: () =>
      leading(log, identity, async (start) => {
        const { log: grown } = await sequenceBatch(log.parts, start)
        await publish(log.parts, grown)
      }),
    receipt: (record, shows = { kind: 'whole' }, publicOnly = false) =>
      makeReceipt(parts, record, { shows, publicOnly }),
  }
}

const publicEvent = (words: string): EventToLog => ({
  stream: { kind: 'public', name: 'inventory/2025' },
  code: 0x81,
  version: 1,
  slots: [
    { kind: 'value', value: words },
    { kind: 'list', items: ['one', 'two'] },
  ],
})

async function append(records: RecordLog, ...events: readonly EventToLog[]): Promise<readonly string[]> {
  return ((await records.append(events, Date.now())) ?? []).map(({ record }) => record)
}

function verified(answer: ReceiptAnswer, policy: string | null = null): ReceiptVerdict {
  if (answer.kind !== 'made') throw new Error(`the receipt is ${answer.kind}`)
  return verifyReceipt(crypto.sha256, answer.bytes, { policy }, crypto.checks)
}

describe('a receipt from the database and the tiles', () => {
  test('whole, plain and withholding: each holds, under both keys of the log and its witness', async () => {
    const { log, records, grow, receipt } = await made()
    const [first = '', second = ''] = await append(records, publicEvent('first'), publicEvent('second'))
    await log.store.enqueue(Array.from({ length: 300 }, randomLeaf), Date.now())
    expect(await receipt(first)).toEqual({ kind: 'pending' })
    await grow()

    const key = publicStreamKey(crypto.sha256, 'inventory/2025')
    const whole = await receipt(second, { kind: 'whole', streamKey: key })
    const verdict = verified(whole)
    expect(verdict.steps.every(({ state }) => state === 'proven')).toBe(true)
    expect(verdict.facts?.signedBy).toHaveLength(2)
    expect(verdict.facts).toMatchObject({ index: 1n, size: 302n, seq: 2n })
    expect(verdict.facts?.slots?.get(5)).toEqual({ kind: 'value', value: 'second' })
    expect(verdict.caveats).toEqual(['policy-from-receipt'])
    if (whole.kind !== 'made') throw new Error('no receipt')
    expect(whole.fileName).toMatch(/^receipt-[0-9a-f]{12}\.json$/)

    const proof = parseLogProof(whole.proof)
    const { policy } =
      parseReceipt(whole.bytes).form === 'whole' ? JSON.parse(new TextDecoder().decode(whole.bytes)) : {}
    const leaf = verdict.facts?.leaf ?? new Uint8Array()
    verifyLogProof(crypto.sha256, proof, leaf, parsePolicy(crypto.sha256, encodeUtf8(policy)), crypto.checks)

    const withheld = await receipt(second, { kind: 'withholding', slots: new Set([5]) })
    const shown = verified(withheld).facts?.slots
    expect([shown?.has(5), shown?.get(6)]).toEqual([
      false,
      {
        kind: 'items',
        count: 2,
        items: new Map([
          [0, 'one'],
          [1, 'two'],
        ]),
      },
    ])
    if (withheld.kind !== 'made') throw new Error('no receipt')
    expect(Buffer.from(withheld.bytes).toString()).not.toContain('"seed"')
    await expect(receipt(second, { kind: 'withholding', slots: new Set([99]) })).rejects.toMatchObject({
      code: 'withholding_unfit',
    })

    const plain = await receipt(second, { kind: 'plain' })
    expect(verified(plain, policy).ok).toBe(true)
    if (plain.kind !== 'made') throw new Error('no receipt')
    expect(Buffer.from(plain.bytes).toString()).not.toContain('inventory')
  })

  test('it keeps the earliest quorum checkpoint, whatever the log grew by since, and partial tiles gone', async () => {
    const { log, records, grow, receipt } = await made()
    const [record = ''] = await append(records, publicEvent('early'))
    await grow()
    const before = await receipt(record)
    for (let round = 0; round < 3; round++) {
      await log.store.enqueue(Array.from({ length: 200 }, randomLeaf), Date.now())
      await grow()
    }
    const tiles = log.folders.get('2026')
    const early = Array.from(tiles?.files.keys() ?? [])
    for (const path of early) {
      if (/\/000\.p\//.test(path) && /^tile\/(0|entries)\//.test(path)) tiles?.files.delete(path)
    }
    const after = await receipt(record)
    expect(after).toEqual(before)
    expect(verified(after).facts?.size).toBe(1n)
  })

  test('without a quorum there is none; when the witness is back it has a later one', async () => {
    const world = { answers: false, witnessed: true }
    const { log, records, grow, receipt } = await made(world)
    const [record = ''] = await append(records, publicEvent('unwitnessed'))
    await grow()
    expect(await receipt(record)).toEqual({ kind: 'pending' })
    world.answers = true
    await log.store.enqueue([randomLeaf()], Date.now())
    await grow()
    expect(verified(await receipt(record)).facts?.size).toBe(2n)
  })

  test('quorum none: it holds and says that nobody else vouches', async () => {
    const { records, grow, receipt } = await made({ answers: true, witnessed: false })
    const [record = ''] = await append(records, publicEvent('alone'))
    await grow()
    const verdict = verified(await receipt(record))
    expect([verdict.ok, verdict.caveats]).toEqual([true, ['policy-from-receipt', 'not-independently-witnessed']])
    expect(verified(await receipt(record), realPolicy()).ok).toBe(false)
  })

  test('a case’s record: for whoever may ask, never for the public; unknown ones alike', async () => {
    const { records, grow, receipt } = await made()
    const { id, key } = await records.openCaseStream()
    const [record = ''] = await append(records, { ...publicEvent('private'), stream: { kind: 'id', id } })
    await grow()
    expect(await receipt(record, { kind: 'whole' }, true)).toEqual({ kind: 'absent' })
    expect(await receipt(record, { kind: 'plain' }, true)).toEqual({ kind: 'absent' })
    expect(await receipt('00000000-0000-4000-8000-000000000000', { kind: 'whole' }, true)).toEqual({ kind: 'absent' })
    expect(verified(await receipt(record, { kind: 'whole', streamKey: key })).facts?.seq).toBe(1n)
  })

  test('tiles or records that do not lead to the leaf stop it', async () => {
    const { log, records, grow, receipt } = await made()
    const [record = ''] = await append(records, publicEvent('damaged'))
    await log.store.enqueue([randomLeaf()], Date.now())
    await grow()
    const tiles = log.folders.get('2026')
    const path = 'tile/0/000.p/2'
    const good = tiles?.files.get(path) ?? new Uint8Array()
    tiles?.files.set(
      path,
      good.map((byte) => byte ^ 1),
    )
    await expect(receipt(record)).rejects.toThrow()
    tiles?.files.set(path, good)
    expect((await receipt(record)).kind).toBe('made')
    tiles?.files.delete('policy')
    await expect(receipt(record)).rejects.toMatchObject({ code: 'policy_unfit' })
  })
})

/** Of another log, with witnesses of its own. */
function realPolicy(): string {
  const { key } = testKey('real.example/log', 'ed25519', 5)
  return `log ${writeVkey(key)}\n${WITNESSED.body}`
}

describe('GET /api/v1/receipts/ID', () => {
  test('JSON, bare proof and plain form with ETags; pending with Retry-After; a case’s is not there', async () => {
    const { records, parts, grow, log } = await made()
    const { app } = await harness({
      clock: log.clock,
      routes: [receiptRoutes({ make: (record, shows) => makeReceipt(parts, record, { shows, publicOnly: true }) })],
    })
    try {
      const [record = ''] = await append(records, publicEvent('served'))
      const { id } = await records.openCaseStream()
      const [hidden = ''] = await append(records, { ...publicEvent('private'), stream: { kind: 'id', id } })
      const get = (path: string, headers = {}) => app.inject({ url: `/api/v1/receipts/${path}`, headers })
      const early = await get(record)
      expect([early.statusCode, early.json().code, early.headers['retry-after']]).toEqual([404, 'receipt_pending', '2'])
      await grow()
      const answer = await get(record)
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="receipt-[0-9a-f]{12}\.json"$/)
      const verdict = verifyReceipt(crypto.sha256, answer.rawPayload, { policy: null }, crypto.checks)
      expect([verdict.ok, verdict.form]).toEqual([true, 'whole'])
      expect((await get(record, { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304)
      const proof = await get(`${record}.tlog-proof`)
      expect(proof.payload.startsWith('c2sp.org/tlog-proof@v1\n')).toBe(true)
      expect(parseLogProof(proof.rawPayload).index).toBe(0n)
      const plain = parseReceipt((await get(`${record}?form=plain`)).rawPayload)
      expect(plain.form).toBe('plain')
      const whole = parseReceipt(answer.rawPayload)
      if (plain.form !== 'plain' || whole.form === 'plain') throw new Error('another form')
      expect(plain.leaf).toEqual(leafHash(crypto.sha256, whole.entry))
      for (const path of [
        hidden,
        `${hidden}.tlog-proof`,
        `${hidden}?form=plain`,
        'x',
        '00000000-0000-4000-8000-000000000000',
      ]) {
        expect([(await get(path)).statusCode, (await get(path)).json().code]).toEqual([404, 'not_found'])
      }
      expect((await get(`${record}?form=redacted`)).statusCode).toBe(400)
    } finally {
      await app.close()
    }
  })
})
