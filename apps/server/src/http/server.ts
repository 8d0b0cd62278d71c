import formBody from '@fastify/formbody'
import { type FastifyInstance, fastify, LogController } from 'fastify'
import type { Registry } from 'prom-client'
import { addOpenApi } from '../api/openapi.ts'
import { problemRoutes } from '../api/problems.ts'
import type { Config } from '../config.ts'
import type { KeptReplies } from '../service/border/kept-replies.ts'
import type { RateLimiter } from '../service/border/rate-limiter.ts'
import type { Clock, Ids } from '../service/ports.ts'
import { addMethodAnswers } from './allow.ts'
import { createDoor, type Routes } from './door.ts'
import { addValidators } from './etag.ts'
import { addHealth, type Readiness } from './health.ts'
import type { LogBorder } from './logged-write.ts'
import type { Log } from './logging.ts'
import { addMetrics, createMetrics } from './metrics.ts'
import { microCached, pageCache } from './page-cache.ts'
import { refuseNul } from './parse.ts'
import {
  addProblemReplies,
  answerUnreadable,
  plainErrorPage,
  type RenderErrorPage,
  sendProblem,
} from './problem-reply.ts'
import { addRateLimits } from './rate-limit.ts'
import { addRequestLog, frameworkLog } from './request-log.ts'
import { addSecurity, putSecurityHeaders } from './security.ts'
import { addClosing } from './serving.ts'
import { addStatic, type StaticFiles } from './static.ts'

export interface HttpOptions {
  readonly config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'readsPerMinute' | 'writesPerMinute'>
  /** Of this software, for the API document. */
  readonly version: string
  readonly log: Log
  readonly clock: Clock
  readonly ids: Ids
  readonly readLimiter: RateLimiter
  readonly writeLimiter: RateLimiter
  readonly replies: KeptReplies
  /** Version of everything that is shown; asked for at most every 250 ms. */
  currentVersion(): Promise<string>
  readonly readiness: Readiness
  /** Adds what other parts measure. */
  addMetrics?(registry: Registry): void
  /** True for an error that says a part we need is out of reach: answered 503, not 500. */
  isOutage(error: unknown): boolean
  readonly staticFiles: StaticFiles
  /** The log behind the writes; null for none. */
  readonly logBorder?: LogBorder | null
  /** The style sheet that stands inside pages; null for none. */
  readonly inlineStyle?: string | null
  readonly renderErrorPage?: RenderErrorPage
  /** In the order they are added. */
  readonly routes: readonly Routes[]
}

const VERSION_KEPT_MS = 250
const PAGE_CACHE_BYTES = 64 * 1_048_576
const BODY_LIMIT_BYTES = 1_048_576
const REQUEST_TIMEOUT_MS = 30_000
const HANDLER_TIMEOUT_MS = 30_000
const KEEP_ALIVE_MS = 65_000
const LONGEST_PARAMETER = 500

/** The server that all doors share, ready to `listen` or `inject`. Closing it ends its connections, not the parts it was given. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { config, log, clock, ids, renderErrorPage = plainErrorPage } = options
  const security = { publicUrl: config.publicUrl, inlineStyle: options.inlineStyle ?? null }
  const problems = { log, isOutage: options.isOutage, renderErrorPage }
  const app = fastify({
    // Ids from outside would be a mark that follows a reader through our log.
    requestIdHeader: false,
    genReqId: () => ids.uuid(),
    loggerInstance: frameworkLog(log),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // While it stops, what was asked on an open connection is still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: LONGEST_PARAMETER, ignoreTrailingSlash: true },
    clientErrorHandler: answerUnreadable(log, () => ids.uuid(), config.publicUrl?.startsWith('https:') === true),
    frameworkErrors: (error, request, reply) => {
      putSecurityHeaders(request, reply, security)
      sendProblem(error, request, reply, problems)
    },
  })
  app.removeContentTypeParser('text/plain')

  const metrics = createMetrics()
  addSecurity(app, security)
  addRequestLog(app, log)
  options.addMetrics?.(metrics.registry)
  addMetrics(app, metrics)
  addClosing(app)
  addMethodAnswers(app)
  addProblemReplies(app, problems)
  addRateLimits(app, { ...config, reads: options.readLimiter, writes: options.writeLimiter, clock })
  refuseNul(app)
  addValidators(app)
  await app.register(formBody)
  await addOpenApi(app, { version: options.version, publicUrl: config.publicUrl })
  addHealth(app, options.readiness, log)
  addStatic(app, options.staticFiles)

  const door = createDoor(app, {
    cache: pageCache({ maxBytes: PAGE_CACHE_BYTES }),
    metrics,
    currentVersion: microCached(
      () => options.currentVersion(),
      VERSION_KEPT_MS,
      () => clock.now(),
    ),
    release: options.version,
    replies: options.replies,
    clock,
    log: options.logBorder ?? null,
  })
  for (const add of [problemRoutes, ...options.routes]) add(door)
  await app.ready()
  return app
}
