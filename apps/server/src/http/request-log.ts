import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { type Log, traceOf } from './logging.ts'
import { routeOf } from './metrics.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** true: no line a request. For doors whose use is nobody's business, such as `/log/` (abuse.md P27). */
    readonly unlogged?: boolean
  }
}

/** One line a request: id, method, route pattern, status and time taken. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const { config, url } = request.routeOptions
    if (config.unlogged === true) return
    log(config.unmetered === true ? 'debug' : 'info', 'request', {
      requestId: request.id,
      method: request.method,
      route: routeOf(url),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}

/**
 * What Fastify itself wants to say: the place in the code only, since its texts quote the address (`Reply was already sent, did you
 * forget to return ... in the "GET /..." route`).
 */
export function frameworkLog(log: Log): FastifyBaseLogger {
  const said = (severity: 'warn' | 'error' | 'fatal') => (first: unknown) => {
    const error = typeof first === 'object' && first !== null && 'err' in first ? first.err : first
    log(severity, 'framework', { error: traceOf(error) })
  }
  const silent = () => undefined
  const logger: FastifyBaseLogger = {
    level: 'warn',
    fatal: said('fatal'),
    error: said('error'),
    warn: said('warn'),
    info: silent,
    debug: silent,
    trace: silent,
    silent,
    child: () => logger,
  }
  return logger
}
