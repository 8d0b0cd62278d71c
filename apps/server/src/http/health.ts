import type { FastifyInstance } from 'fastify'
import { type Log, traceOf } from './logging.ts'

/** One thing a server needs before it can answer. `detail` is for whoever runs it: never an address, a name or a password. */
interface Check {
  readonly id: string
  readonly ok: boolean
  readonly detail: string
  /** Told, and no reason to send readers elsewhere. */
  readonly isTold?: true
}

/** Everything `/readyz` asks; a check that throws or hangs counts as failed. */
export type Readiness = () => Promise<readonly Check[]>

const PATIENCE_MS = 2_000

/**
 * `/healthz`: this process answers, whatever its parts do (restart it if not). `/readyz`: it can serve readers now; 503
 * with what is missing if not, so that a balancer sends nobody here.
 */
export function addHealth(app: FastifyInstance, readiness: Readiness, log: Log): void {
  const options = { config: { unmetered: true } }
  app.get('/healthz', options, async () => ({ status: 'alive' }))
  app.get('/readyz', options, async (_request, reply) => {
    const checks = await answered(readiness, log)
    const isReady = checks.every(({ ok, isTold }) => ok || isTold === true)
    const told = checks.map(({ id, ok, detail }) => ({ id, ok, detail }))
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks: told })
  })
}

async function answered(readiness: Readiness, log: Log): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly Check[]>((resolve) => {
    timer = setTimeout(
      () => resolve([{ id: 'checks', ok: false, detail: `no answer within ${PATIENCE_MS} ms` }]),
      PATIENCE_MS,
    )
  })
  try {
    return await Promise.race([readiness(), late])
  } catch (error) {
    log('warn', 'not ready', { error: traceOf(error) })
    return [{ id: 'checks', ok: false, detail: 'a part that is needed does not answer' }]
  } finally {
    clearTimeout(timer)
  }
}
