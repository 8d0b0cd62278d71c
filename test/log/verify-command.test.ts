import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseLogProof } from '@recourse/log'
import { beforeAll, expect, test } from 'vitest'
import {
  event,
  type MadeLog,
  madeLog,
  POLICY,
  VKEY,
} from '../../apps/server/src/service/log/verify/testing/made-log.ts'
import { folder } from '../cli/folder.ts'
import { documentOf, here } from '../cli/here.ts'
import { LONG, spawned } from '../cli/spawned.ts'

function written(log: MadeLog): string {
  const place = folder()
  for (const [path, bytes] of log.files) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  return place
}

function grown(leaves: number): MadeLog {
  const log = madeLog()
  log.add(Array.from({ length: leaves }, (_, i) => event(i)))
  log.publish()
  return log
}

let place = ''
let since = ''
let policy = ''
beforeAll(() => {
  const log = madeLog()
  log.add(Array.from({ length: 300 }, (_, i) => event(i)))
  since = join(folder(), 'older')
  writeFileSync(since, log.publish())
  log.add(Array.from({ length: 400 }, (_, i) => event(300 + i)))
  log.publish()
  place = written(log)
  policy = join(folder(), 'policy')
  writeFileSync(policy, POLICY)
})

test('log verify says what the contract says, and ends with 0, 1, 2, 3 or 4', async () => {
  const sound = await here(['log', 'verify', place, '--vkey', VKEY, '--since', since, '--policy', policy, '--json'])
  expect(sound.exit).toBe(0)
  expect(documentOf(sound)).toMatchObject({ ok: true, origin: 'log.example/made', size: 700, leaves: 700, errors: [] })
  expect(Object.keys(documentOf(sound))).toEqual(
    expect.arrayContaining(['ok', 'origin', 'size', 'root', 'leaves', 'bytes', 'seconds', 'errors']),
  )
  const damaged = written(grown(700))
  rmSync(join(damaged, 'tile/0/001'))
  const found = await here(['log', 'verify', damaged, '--vkey', VKEY, '--json'])
  expect(found.exit).toBe(1)
  expect(documentOf(found).errors).toMatchObject([{ class: 'missing', place: 'tile/0/001' }])
  expect((await here(['log', 'verify', place])).exit).toBe(2)
  expect((await here(['log', 'verify', place, '--vkey', 'log+00000000+AAAA'])).exit).toBe(3)
  expect((await here(['log', 'verify', 'http://log.example/', '--vkey', VKEY])).exit).toBe(4)
})

test('log fsck of a folder, resumed from its state, and log prove beside it', async () => {
  const state = join(folder(), 'state')
  const whole = written(grown(66_000))
  const args = ['log', 'fsck', '--dir', whole, '--policy', policy, '--from', state, '--json']
  expect(documentOf(await here(args))).toMatchObject({ ok: true, size: 66_000, findings: [] })
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ origin: 'log.example/made', blocks: 1 })
  expect((await here(args)).exit).toBe(0)
  writeFileSync(state, '{}')
  expect((await here(args)).exit).toBe(3)
  writeFileSync(join(whole, 'stray'), '')
  const stray = await here(['log', 'fsck', '--dir', whole, '--policy', policy, '--json'])
  expect([stray.exit, documentOf(stray).findings]).toMatchObject([1, [{ class: 'unexpected', place: 'stray' }]])
  const proof = await here(['log', 'prove', '65999', '--dir', whole, '--vkey', VKEY])
  expect(parseLogProof(Buffer.from(proof.stdout)).index).toBe(65_999n)
  expect((await here(['log', 'prove', '66000', '--dir', whole, '--vkey', VKEY])).exit).toBe(3)
}, 300_000)

test('a fork found by a mirror ends it with 1, and its evidence is accepted by log evidence', async () => {
  const mirror = folder()
  expect((await here(['log', 'mirror', place, mirror, '--vkey', VKEY, '--once'])).exit).toBe(0)
  expect((await here(['log', 'verify', mirror, '--vkey', VKEY])).exit).toBe(0)
  const other = madeLog()
  other.add(Array.from({ length: 900 }, (_, i) => event(10_000 + i)))
  other.publish()
  const ran = await here(['log', 'mirror', written(other), mirror, '--once', '--json'])
  expect([ran.exit, documentOf(ran).kind]).toEqual([1, 'forked'])
  expect(ran.stderr).toContain('THE LOG IS NOT WHAT IT SIGNED')
  const evidence = join(mirror, 'evidence', readdirSync(join(mirror, 'evidence'))[0] ?? '')
  const checked = await here(['log', 'evidence', evidence, '--vkey', VKEY, '--json'])
  expect([checked.exit, documentOf(checked)]).toMatchObject([0, { proven: true, sizes: [700, 900] }])
})

test('a witness in a process of its own cosigns what a log serves, and remembers it over its end', async () => {
  const home = folder()
  const args = [
    'log',
    'witness',
    '--log',
    place,
    '--vkey',
    VKEY,
    '--name',
    'witness.example/e2e',
    '--json',
    '--data',
    home,
  ]
  for (let times = 0; times < 2; times++) {
    const ran = await here(args)
    expect([ran.exit, documentOf(ran)]).toMatchObject([0, { ok: true, logs: [{ kind: 'cosigned', size: 700 }] }])
  }
  const other = madeLog()
  other.add([event(5)])
  other.publish()
  const behind = await here(args.map((arg) => (arg === place ? written(other) : arg)))
  expect([behind.exit, documentOf(behind)]).toMatchObject([1, { ok: false, logs: [{ kind: 'behind' }] }])
})

test('a mirror survives kill -9 at any moment: whatever lies there is true, and the next look completes it', async () => {
  const log = grown(20_000)
  const server = createServer((ask, answer) => {
    const bytes = log.files.get((ask.url ?? '').slice(1))
    if (bytes === undefined) answer.writeHead(404).end()
    else answer.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
  const mirror = join(folder(), 'mirror')
  const args = ['log', 'mirror', url, mirror, '--vkey', VKEY, '--once']
  try {
    for (let kills = 0; kills < (LONG ? 40 : 3); kills++) {
      const run = spawned(args)
      await sleep(500 + 120 * kills)
      run.child.kill('SIGKILL')
      await run.ended
    }
    const ended = await spawned(args).ended
    expect(ended.exit, ended.stderr).toBe(0)
    const checked = await here(['log', 'fsck', '--dir', mirror, '--policy', policy, '--json'])
    expect(documentOf(checked)).toMatchObject({ ok: true, size: 20_000, findings: [] })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}, 300_000)
