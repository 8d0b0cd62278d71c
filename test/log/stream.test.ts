import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { toHex } from '@recourse/log'
import { afterEach, describe, expect, test } from 'vitest'
import {
  eventEntry,
  otherEntry,
  type StreamLog,
  streamKeyOf,
  streamLog,
} from '../../apps/server/src/service/log/testing/stream-log.ts'
import { folder } from '../cli/folder.ts'
import { documentOf, here } from '../cli/here.ts'

const key = streamKeyOf('a case')
const DAY = 86_400
const START = Date.UTC(2026, 6, 1) / 1000

function put(place: string, path: string, bytes: string | Uint8Array): string {
  const file = join(place, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  return file
}

/** 600 leaves with output, clearance and notice of one case, an index root over them, a few more; signed 30 days later. */
function someLog(): StreamLog {
  const log = streamLog('recourse.example/log')
  log.append(
    ...Array.from({ length: 600 }, (_, i) => {
      const k = [7, 258, 431].indexOf(i)
      return k < 0 ? otherEntry(i) : eventEntry(key, k + 1, [0x10, 0x40, 0x30][k] ?? 0)
    }),
  )
  log.appendIndexRoot()
  log.append(otherEntry(9_001), otherEntry(9_002))
  return log
}

function mirrorOf(log: StreamLog, time: number): string {
  const place = folder()
  for (const [path, bytes] of log.files) put(place, path, bytes)
  put(place, 'checkpoint', log.sign(time).note)
  put(place, 'policy', log.policyText)
  return place
}

async function proven(place: string, ...more: string[]): Promise<string> {
  const out = join(folder(), 'proof.json')
  const keyFile = put(folder(), 'key.txt', `${toHex(key)}\n`)
  const ran = await here(['log', 'stream-prove', place, '--key-file', keyFile, '--out', out, ...more, '--json'])
  expect([ran.exit, ran.stderr]).toEqual([0, ''])
  expect(documentOf(ran)).toMatchObject({ file: out, origin: 'recourse.example/log' })
  return out
}

describe('recourse log stream-prove and stream-verify', () => {
  test('a person with a copy of the log and the key proves the whole case, and the missing review', async () => {
    const place = mirrorOf(someLog(), START + 30 * DAY)
    const proof = await proven(place)
    const policy = join(place, 'policy')
    const plain = await here(['log', 'stream-verify', proof, '--policy', policy, '--json'])
    expect(plain.exit).toBe(0)
    expect(documentOf(plain)).toMatchObject({
      ok: true,
      witnessed: true,
      logs: [
        {
          asOf: { size: 603 },
          events: [
            { seq: 1, index: 7, kind: '10' },
            { seq: 2, kind: '40' },
            { seq: 3, index: 431 },
          ],
        },
      ],
      answers: [],
      errors: [],
    })

    const ask = (...question: string[]) => here(['log', 'stream-verify', proof, '--policy', policy, ...question])
    const missing = await ask('--missing', '20,21', '--after', '1', '--deadline', '2026-07-30T00:00:00Z')
    expect(missing.exit).toBe(0)
    expect(missing.stdout).toContain('Behind event 1 no event of kind 20 or 21 is in the first 603 leaves.')
    expect(missing.stdout).toContain('2026-07-31T00:00:00Z: 86400 s after the deadline 2026-07-30T00:00:00Z')
    expect(missing.stdout).toContain('What follows from it the law says, not this proof.')

    const early = await ask('--missing', '20', '--deadline', '2026-08-02T00:00:00+00:00', '--json')
    expect(early.exit).toBe(1)
    expect(documentOf(early)).toMatchObject({ ok: false, answers: [{ question: 'missing', answer: 'not-proven' }] })
    const there = await ask('--missing', '30', '--deadline', '2026-07-30T00:00:00Z', '--json')
    expect(there.exit).toBe(1)
    expect(documentOf(there)).toMatchObject({ answers: [{ answer: 'present', seq: 3, index: 431 }] })
    const order = await ask('--first', '30', '--second', '40', '--json')
    expect(order.exit).toBe(0)
    expect(documentOf(order)).toMatchObject({ answers: [{ answer: 'wrong-order', secondSeq: 2, firstSeq: 3 }] })
    const kept = await ask('--first', '10', '--second', '40')
    expect([kept.exit, kept.stdout.includes('No event of kind 40 stands before')]).toEqual([1, true])
  })

  test('late: a checkpoint that does not reach the event, cosigned after the deadline', async () => {
    const log = streamLog('recourse.example/log')
    log.append(otherEntry(1), eventEntry(key, 1, 0x30))
    const earlier = put(folder(), 'earlier', log.sign(START + 10 * DAY).note)
    log.append(eventEntry(key, 2, 0x20))
    log.appendIndexRoot()
    const place = mirrorOf(log, START + 12 * DAY)
    const proof = await proven(place)
    const ask = (deadline: string) =>
      here(
        ['log', 'stream-verify', proof, '--policy', join(place, 'policy'), '--json'].concat([
          '--late',
          '20',
          '--after',
          '1',
          '--deadline',
          deadline,
          '--checkpoint',
          earlier,
        ]),
      )
    const late = await ask('2026-07-10T00:00:00Z')
    expect(late.exit).toBe(0)
    expect(documentOf(late)).toMatchObject({ answers: [{ answer: 'late', seq: 2, index: 2, size: 2 }] })
    expect((await ask('2026-07-12T00:00:00Z')).exit).toBe(1)
  })

  test('an older checkpoint; the proof on stdout', async () => {
    const log = someLog()
    const old = put(folder(), 'old', log.sign(START).note)
    log.append(...Array.from({ length: 20 }, (_, i) => otherEntry(20_000 + i)))
    const place = mirrorOf(log, START + DAY)
    const keyFile = put(folder(), 'key.txt', toHex(key))
    const ran = await here(['log', 'stream-prove', place, '--key-file', keyFile, '--as-of', old])
    expect(ran.exit).toBe(0)
    const proof = put(folder(), 'proof.json', ran.stdout)
    const checked = await here(['log', 'stream-verify', proof, '--policy', join(place, 'policy'), '--json'])
    expect(documentOf(checked)).toMatchObject({ ok: true, logs: [{ asOf: { size: 603 } }] })
  })

  test('two logs: the second begins behind the last number of the first', async () => {
    const first = someLog()
    const second = streamLog('recourse.example/log/2027', 7)
    second.append(otherEntry(1), eventEntry(key, 4, 0x50))
    second.appendIndexRoot()
    const places = [mirrorOf(first, START), mirrorOf(second, START + DAY)]
    const one = await proven(places[0] ?? '')
    const out = join(folder(), 'second.json')
    const keyFile = put(folder(), 'key.txt', toHex(key))
    await here(['log', 'stream-prove', places[1] ?? '', '--key-file', keyFile, '--behind', '3', '--out', out])
    // One policy for both: a log line each, the same witness.
    const lines = (second.policyText.split('\n')[0] ?? '').concat('\n', first.policyText)
    const policy = put(folder(), 'policy', lines)
    const both = await here(['log', 'stream-verify', one, out, '--policy', policy, '--json'])
    expect(both.exit).toBe(0)
    expect(documentOf(both)).toMatchObject({ logs: [{ events: [{}, {}, {}] }, { events: [{ seq: 4, kind: '50' }] }] })
    const turned = await here(['log', 'stream-verify', out, one, '--policy', policy, '--json'])
    expect(turned.exit).toBe(1)
    const twice = await here(['log', 'stream-verify', one, one, '--policy', policy, '--json'])
    expect(twice.exit).toBe(1)
  })

  test('what does not hold is 1, what is no proof or no key is 3, a key on the command line is 2 and is not repeated', async () => {
    const place = mirrorOf(someLog(), START)
    const proof = await proven(place)
    const policy = join(place, 'policy')
    const changed = readFileSync(proof, 'utf8').replace(/"commitment|"entry":"01/, '"entry":"00')
    const bad = await here(['log', 'stream-verify', put(folder(), 'p', changed), '--policy', policy, '--json'])
    expect(bad.exit).toBe(1)
    expect(documentOf(bad)).toMatchObject({ ok: false, errors: [{ code: 'inclusion_mismatch' }] })
    expect((await here(['log', 'stream-verify', put(folder(), 'p', 'no'), '--policy', policy])).exit).toBe(3)
    const typed = await here(['log', 'stream-prove', place, '--key-file', toHex(key)])
    expect(typed.exit).toBe(2)
    expect(typed.stdout + typed.stderr).not.toContain(toHex(key))
    const wrong = put(folder(), 'k', `${toHex(key)}00`)
    const malformed = await here(['log', 'stream-prove', place, '--key-file', wrong])
    expect(malformed.exit).toBe(3)
    expect(malformed.stdout + malformed.stderr).not.toContain(toHex(key))
    const nobody = put(folder(), 'k', '0'.repeat(64))
    const none = await here(['log', 'stream-prove', place, '--key-file', nobody])
    expect([none.exit, none.stderr.includes('No entry carries a label of this key')]).toEqual([0, true])
    const date = await here([
      'log',
      'stream-verify',
      proof,
      '--policy',
      policy,
      '--missing',
      '20',
      '--deadline',
      '2026-07-01',
    ])
    expect(date.exit).toBe(2)
  })
})

describe('a log at an address', () => {
  const asked: string[] = []
  let server: Server | null = null

  afterEach(() => {
    server?.close()
    asked.length = 0
  })

  test('is taken as a whole: no request names a label, a bucket, or a tile of the case', async () => {
    const log = someLog()
    const files = new Map<string, Uint8Array | string>(log.files)
    files.set('checkpoint', log.sign(START).note)
    files.set('policy', log.policyText)
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const body = files.get((request.url ?? '').replace(/^\/log\//, ''))
      response.writeHead(body === undefined ? 404 : 200).end(body)
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const proof = await proven(`http://127.0.0.1:${port}/log`)
    expect(readFileSync(proof, 'utf8')).toContain('recourse-stream-proof@v1')
    const whole = ['policy', 'checkpoint', 'tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/91']
    expect([...asked].sort()).toEqual(whole.map((path) => `/log/${path}`).sort())
  })
})
