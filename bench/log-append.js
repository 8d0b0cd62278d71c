import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, percentile } from './machine.js'

/**
 * Appends to our engine and to a Tessera POSIX log, in turns, on the same disk, with equal entry size, batch, batch age and time between checkpoints. In both a
 * batch is what goes from the writers' queue to the engine at once, and the tree takes in all that came meanwhile (ours 1,024 at most). The peer answers a
 * writer once its leaf has a durable index; ours once it also is in a signed, durable tree, its PostgreSQL commits included. The second half: once a public
 * checkpoint covers it. Without Go the peer is not run.
 */
const BATCH = 256
const BATCH_MS = 250
const PUBLISH_MS = 2_000

const from = (path) => import(new URL(`../apps/server/dist/${path}`, import.meta.url).href)

/** Writers that each wait for their answer; `add` resolves when the entry counts. */
async function drive(add, writers, seconds) {
  const times = []
  const begin = performance.now()
  const until = begin + seconds * 1_000
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < until) {
        const since = performance.now()
        await add()
        times.push(performance.now() - since)
      }
    }),
  )
  const took = (performance.now() - begin) / 1_000
  return {
    entries: times.length,
    perSecond: times.length / took,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  }
}

/** A log of our own with a database of its own, and a queue before it as the peer has one: a batch goes when it is full or old. */
async function openOurs(place) {
  const [
    { openDatabase },
    { migrate },
    { openPool },
    { openLog },
    { initLog },
    { startUp },
    { sequenceBatch },
    { publish },
  ] = await Promise.all([
    from('store/open-database.js'),
    from('store/postgres/migrate.js'),
    from('store/postgres/pool.js'),
    from('open-log.js'),
    from('service/log/init.js'),
    from('service/log/start-up.js'),
    from('service/log/sequence.js'),
    from('service/log/publish.js'),
  ])
  const data = join(place, 'ours')
  mkdirSync(data, { recursive: true })
  const database = await openDatabase({ databaseUrl: null, dataFolder: data, role: 'server', onNote: () => undefined })
  const { connectionString } = database
  await migrate({ connectionString })
  const pool = openPool({ connectionString, name: 'bench', onTrouble: () => undefined })
  const config = {
    origin: 'bench.example/log/2026',
    keysFolder: join(data, 'keys'),
    tiles: { kind: 'folder', path: join(data, 'tiles') },
    witnessesFile: null,
    publishing: 'open',
  }
  const acts = await openLog({ config, pool, connectionString })
  const identity = await initLog(acts, {
    origin: config.origin,
    granularityHours: 24,
    kinds: 'full',
    demonstration: true,
  })
  const leadership = await acts.store.tryLead(identity.log)
  let log = await startUp(acts, identity)
  let taken = []
  const outbox = async (limit) => {
    taken = await acts.store.outbox(limit)
    return taken
  }
  const parts = { ...acts, store: { ...acts.store, outbox } }

  const waiting = new Map()
  const idOf = (label) => Buffer.from(label).toString('latin1')
  const pending = []
  let covered = []
  let failed = null
  let timer = null
  let cycle = Promise.resolve()
  let cycles = 0
  const stop = (error) => {
    failed ??= error
    for (const { reject } of waiting.values()) reject(error)
  }
  // Batches are queued beside one another, as writers do that know nothing of the sequencer.
  const flush = () => {
    clearTimeout(timer)
    timer = null
    const batch = pending.splice(0, BATCH)
    if (batch.length === 0) return
    if (pending.length > 0) timer = setTimeout(flush, BATCH_MS)
    parts.store.enqueue(batch, Date.now()).then(wake).catch(stop)
  }
  // One cycle runs and at most one waits, which takes in all that came meanwhile.
  const wake = () => {
    if (cycles > 1) return
    cycles++
    cycle = cycle
      .then(sequence)
      .catch(stop)
      .finally(() => cycles--)
  }
  const sequence = async () => {
    log = (await sequenceBatch(parts, log)).log
    for (const { label } of taken) {
      waiting.get(idOf(label))?.resolve()
      waiting.delete(idOf(label))
    }
    if (taken.length === parts.settings.batchLeaves) wake()
  }
  const add = () =>
    new Promise((resolve, reject) => {
      if (failed) throw failed
      const label = randomBytes(32)
      const entry = Buffer.concat([Uint8Array.of(1, 0x81, 0, 0, 0, 0), label, randomBytes(32)])
      waiting.set(idOf(label), { resolve, reject })
      pending.push({ label, entry })
      if (pending.length >= BATCH) flush()
      else timer ??= setTimeout(flush, BATCH_MS)
    })
  const publishing = setInterval(() => {
    cycle = cycle
      .then(async () => {
        const done = covered
        covered = []
        if (log.published?.size !== log.head.size) log = { ...log, ...(await publish(parts, log)) }
        for (const resolve of done) resolve()
      })
      .catch(stop)
  }, PUBLISH_MS)
  const addPublished = async () => {
    await add()
    await new Promise((resolve) => {
      covered.push(resolve)
    })
  }
  return {
    add,
    addPublished,
    size: () => Number(log.head.size),
    async close() {
      clearInterval(publishing)
      await cycle
      await leadership.release()
      await pool.end()
      await database.close()
    },
  }
}

/** The peer's program, built from the module proxy; null where this machine has no Go. */
function buildTessera(place) {
  const source = fileURLToPath(new URL('tessera', import.meta.url))
  const program = join(place, 'tessera')
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] })
  return built.status === 0 ? program : null
}

function runTessera(place, program, { writers, seconds, wait }) {
  const dir = mkdtempSync(join(place, 'peer-'))
  const options = { dir, writers, seconds, batch: BATCH, 'batch-ms': BATCH_MS, 'publish-ms': PUBLISH_MS }
  const done = spawnSync(
    program,
    [...Object.entries(options).flatMap(([name, value]) => [`-${name}`, String(value)]), ...(wait ? ['-wait'] : [])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  rmSync(dir, { recursive: true, force: true })
  if (done.status !== 0) throw new Error(`the peer ended with ${done.status}`)
  return JSON.parse(done.stdout)
}

/** Medians over the rounds of each number of writers, first without and then with waiting for publication. */
export async function benchLogAppend({ rounds = 5, seconds = 6, writers: counts = [1, 64, 1024] } = {}) {
  const place = mkdtempSync(join(tmpdir(), 'recourse-append-'))
  try {
    const tessera = buildTessera(place)
    const ours = await openOurs(place)
    const results = []
    for (const wait of [false, true]) {
      for (const writers of counts) {
        const found = []
        for (let round = 0; round < rounds; round++) {
          found.push({
            ours: await drive(wait ? ours.addPublished : ours.add, writers, seconds),
            peer: tessera === null ? null : runTessera(place, tessera, { writers, seconds, wait }),
          })
        }
        results.push({ writers, waitsForPublication: wait, rounds, ...middle(found) })
      }
    }
    await ours.close()
    return results
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function middle(rounds) {
  const of = (who) => {
    const mid = (what) => median(rounds.map((round) => round[who][what]))
    return { perSecond: mid('perSecond'), p50Ms: mid('p50Ms'), p99Ms: mid('p99Ms') }
  }
  const [first] = rounds
  if (first.peer === null) return { ours: of('ours'), peer: null, ratio: null }
  const ratios = rounds.map((round) => round.ours.perSecond / round.peer.perSecond)
  return { ours: of('ours'), peer: { name: first.peer.peer, ...of('peer') }, ratio: median(ratios), ratios }
}
