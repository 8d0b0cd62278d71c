import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { median, percentile } from './machine.js'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))

/** Addresses a reader asks for: pages, searches that differ from reader to reader, and the API. */
export const ADDRESSES = [
  '/',
  '/?q=face+matching',
  '/?q=translation&agency=DHS',
  '/?q=hurricne',
  '/?agency=VA',
  '/use-cases/dhs-2577',
  '/use-cases/dhs-2408',
  '/findings',
  '/findings/HI-01',
  '/figures',
  '/agencies/DHS',
  '/systems/mobile-fortify',
  '/contracts',
  '/matches?agency=VA',
  '/compare?a=dhs-2577&b=dhs-2408',
  '/api/v1/use-cases?query=fingerprint',
  '/api/v1/findings?rule=HI-05&agency=DOJ',
]

const WORDS = (
  'face,record,image,fraud,benefit,claim,chat,text,speech,plate,risk,grant,weather,crop,drug,patient,tax,road,' +
  'border,water,energy,visa,camera,satellite,summary,code,legal,audit,soil,ocean,virus,loan,mail,forest,budget,safety'
).split(',')

/** Every three of the words once, in an order that does not repeat: no search is asked twice. */
function* searches() {
  for (let far = 1; far < WORDS.length / 2; far++) {
    for (let at = 0; at < WORDS.length; at++) {
      const three = [at, at + far, at + 2 * far + 1].map((place) => WORDS[place % WORDS.length])
      yield `/?q=${three.join('+')}`
    }
  }
}

/**
 * Milliseconds from request to last byte, as seen by `readers` at once: each asks, reads for about a second, asks again.
 * Half of the requests are searches nobody made before, so that they cannot be answered from what is kept. `firstMs`: each
 * address the very first time, right after the start.
 */
export async function benchPages(data, { readers = 50, seconds = 20, thinkMs = 1_000 } = {}) {
  const server = spawn(process.execPath, [COMMAND, 'start', '--port', '0', '--data', data], {
    env: { ...process.env, LOG_LEVEL: 'silent', RECOURSE_READS_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const origin = await addressOf(server)
    const agent = new Agent({ keepAlive: true, maxSockets: readers })
    await settled(origin)
    const firstMs = new Map()
    for (const path of ADDRESSES) firstMs.set(path, await ask(origin, path, agent))
    const times = new Map()
    const fresh = searches()
    const until = performance.now() + seconds * 1_000
    let asked = 0
    await Promise.all(
      Array.from({ length: readers }, async (_, reader) => {
        await pause((reader / readers) * thinkMs)
        while (performance.now() < until) {
          const turn = asked++
          const isSearch = turn % 2 === 0
          const path = isSearch ? nextSearch(fresh) : ADDRESSES[((turn - 1) / 2) % ADDRESSES.length]
          const kind = isSearch ? 'search nobody made before' : path
          const took = await ask(origin, path, agent)
          times.set(kind, [...(times.get(kind) ?? []), took])
          await pause(thinkMs)
        }
      }),
    )
    agent.destroy()
    const all = [...times.values()].flat()
    return {
      readers,
      thinkMs,
      requests: all.length,
      medianMs: median(all),
      p95Ms: percentile(all, 0.95),
      byAddress: [...times].map(([path, took]) => ({
        path,
        n: took.length,
        medianMs: median(took),
        p95Ms: percentile(took, 0.95),
        firstMs: firstMs.get(path) ?? null,
      })),
    }
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

/** A first start logs what was imported before there was a log, and pages that name leaves are renewed meanwhile: until no checkpoint has come for 6 s. */
async function settled(origin) {
  let [last, since] = ['', performance.now()]
  while (performance.now() - since < 6_000) {
    const answer = await fetch(`${origin}/log/checkpoint`)
    const checkpoint = await answer.text()
    if (checkpoint !== last) [last, since] = [checkpoint, performance.now()]
    await pause(500)
  }
}

function nextSearch(fresh) {
  const { value, done } = fresh.next()
  if (done) throw new Error('the searches ran out')
  return value
}

async function addressOf(server) {
  let text = ''
  for await (const chunk of server.stdout) {
    text += chunk
    const found = /http:\/\/[^\s/]+/.exec(text)?.[0]
    if (found) return found
  }
  throw new Error('the server did not start')
}

function ask(origin, path, agent) {
  const since = performance.now()
  return new Promise((resolve, reject) => {
    get(`${origin}${path}`, { agent, headers: { accept: 'text/html' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`))
      answer.resume()
      answer.on('end', () => resolve(performance.now() - since))
      answer.on('error', reject)
    }).on('error', reject)
  })
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
