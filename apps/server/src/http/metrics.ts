import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Counts one answer given from the page cache, or one page made. */
  countPage(from: 'cache' | 'made'): void
}

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Unknown addresses share one label: an address somebody made up must not become one. */
const NO_ROUTE = 'none'

/**
 * Prometheus metrics of this process. Labels are method, route pattern and status only: no id, address, query or reader
 * (abuse.md P02, P13, R07).
 */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const pages = new Counter({
    name: 'recourse_pages_total',
    help: 'Versioned answers, by whether they came from the page cache.',
    labelNames: ['from'],
    registers: [registry],
  })
  return {
    registry,
    countPage: (from) => pages.inc({ from }),
  }
}

/** Measures every request and serves `/metrics` in the Prometheus text format. */
export function addMetrics(app: FastifyInstance, { registry }: Metrics): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of the request to the last of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  })
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests begun and not yet answered.',
    registers: [registry],
  })
  app.addHook('onRequest', async () => inFlight.inc())
  app.addHook('onResponse', async (request, reply) => {
    inFlight.dec()
    const labels = {
      method: request.method,
      route: routeOf(request.routeOptions.url),
      status: String(reply.statusCode),
    }
    duration.observe(labels, reply.elapsedTime / 1_000)
  })
  app.get('/metrics', { config: { unmetered: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}

/** The pattern a request matched, never its address. */
export function routeOf(pattern: string | undefined): string {
  return pattern ?? NO_ROUTE
}
