import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { memoryKeptReplies } from '../../service/border/testing/memory-kept-replies.ts'
import { memoryRateLimiter } from '../../store/memory/rate-limiter.ts'
import { createLog } from '../logging.ts'
import { createHttp, type HttpOptions } from '../server.ts'

export interface Harness {
  readonly app: FastifyInstance
  /** Log lines so far. */
  readonly lines: string[]
  /** What tests move: the clock in ms since 1970, and the register's version. */
  readonly world: { now: number; version: string }
}

type Overrides = Partial<Omit<HttpOptions, 'config'>> & { readonly config?: Partial<HttpOptions['config']> }

/** A server without a database, its log in memory at the most talkative level. */
export async function harness({ config, ...overrides }: Overrides = {}): Promise<Harness> {
  const lines: string[] = []
  const world = { now: Date.UTC(2026, 4, 4, 12), version: '1' }
  const app = await createHttp({
    config: { publicUrl: null, trustedProxies: [], readsPerMinute: 600, writesPerMinute: 60, ...config },
    version: '0.0.0-test',
    log: createLog({ level: 'trace', sink: { write: (line) => lines.push(line) } }),
    clock: { now: () => world.now },
    ids: { uuid: randomUUID },
    readLimiter: memoryRateLimiter(),
    writeLimiter: memoryRateLimiter(),
    replies: memoryKeptReplies(),
    currentVersion: async () => world.version,
    readiness: async () => [{ id: 'database', ok: true, detail: '' }],
    isOutage: (error) => error instanceof Error && error.name === 'StoreError',
    staticFiles: new Map(),
    routes: [],
    ...overrides,
  })
  return { app, lines, world }
}
