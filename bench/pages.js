import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { median, percentile } from './machine.js'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))

/** Addresses a reader asks for: pages, searches that differ from reader to reader, and the API. */
export const ADDRESSES = [
  '/',
  '/?query=face+matching',
  '/?query=translation&agency=DHS',
  '/?query=hurricne',
  '/?agency=VA',
  '/use-cases/dhs-2577',
  '/use-cases/dhs-2408',
  '/findings',
  '/findings/HI-01',
  '/figures',
  '/agencies/DHS',
  '/systems/mobile-fortify',
  '/contracts',
  '/api/v1/use-cases?query=fingerprint',
  '/api/v1/findings?rule=HI-05&agency=DOJ',
]

const WORDS =
  'face,record,image,fraud,benefit,claim,chat,text,speech,plate,risk,grant,weather,crop,drug,patient,tax,road'.split(
    ',',
  )

/**
 * Milliseconds from request to last byte, as seen by `readers` at once: each asks, reads for about a second, asks again.
 * Half of the searches hold words nobody asked before, so that they cannot be answered from what is kept.
 */
export async function benchPages(data, { readers = 50, seconds = 20, thinkMs = 1_000 } = {}) {
  const server = spawn(process.execPath, [COMMAND, 'start', '--port', '0', '--data', data], {
    env: { ...process.env, LOG_LEVEL: 'silent', RECOURSE_READS_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const origin = await addressOf(server)
    const agent = new Agent({ keepAlive: true, maxSockets: readers })
    for (const path of ADDRESSES) await ask(origin, path, agent)
    const times = new Map()
    const until = performance.now() + seconds * 1_000
    let asked = 0
    await Promise.all(
      Array.from({ length: readers }, async (_, reader) => {
        await pause((reader / readers) * thinkMs)
        while (performance.now() < until) {
          const fresh = asked++ % 2 === 0
          const path = fresh
            ? `/?query=${WORDS[asked % WORDS.length]}+${WORDS[(asked * 7 + reader) % WORDS.length]}`
            : ADDRESSES[asked % ADDRESSES.length]
          const kind = fresh ? 'search nobody made before' : path
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
      })),
    }
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
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
