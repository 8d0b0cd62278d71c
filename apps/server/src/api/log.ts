import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nothing } from '../http/read.ts'
import type { LogPages } from '../service/log/log-pages.ts'
import { ApiError } from './problem.ts'
import { mutable } from './schema/mutable.ts'

const instant = z.string().meta({ description: 'ISO 8601, UTC' })

const status = z.object({
  origin: z.string(),
  folder: z
    .string()
    .meta({ description: 'Below /log/, where this log stays for ever; the live one also stands at /log/ itself' }),
  vkeys: z.array(z.string()).meta({ description: 'Verifier keys (C2SP signed-note), the Ed25519 one first' }),
  demonstration: z.boolean(),
  granularityHours: z.int(),
  kinds: z.enum(['full', 'groups']),
  size: z.int().meta({ description: 'Published entries' }),
  root: z.string().meta({ description: 'Base64; empty before the first publication' }),
  checkpoints: z.array(z.object({ size: z.int(), publishedAt: instant, quorumAt: instant.nullable() })),
  witnesses: z.array(
    z.object({
      name: z.string(),
      runBy: z.enum(['operator', 'agency', 'independent', 'not_stated']),
      who: z.string(),
      size: z.int(),
      answer: z.string().nullable(),
      answeredAt: instant.nullable(),
      cosignedAt: instant.nullable(),
    }),
  ),
  witnessed: z.enum(['no_quorum', 'operator_alone', 'independent']).meta({
    description:
      'independent: no checkpoint has a quorum without a witness that neither the operator nor a deciding agency runs',
  }),
  index: z.object({ size: z.int(), labels: z.int(), leaf: z.int() }).nullable(),
  shards: z.array(
    z.object({
      log: z.int(),
      origin: z.string(),
      folder: z.string(),
      inception: instant,
      frozenAt: instant.nullable(),
      size: z.int(),
    }),
  ),
})

/** `/api/v1/log`: what this server says of its log. What can be checked is in the log's own files below `/log/`. */
export function logApiRoutes(log: LogPages): Routes {
  return ({ json }) => {
    json({
      url: '/api/v1/log',
      operationId: 'getLog',
      summary: 'The log of this server: size, newest checkpoints, witnesses and whether any of them is independent',
      tag: 'log',
      params: nothing,
      query: nothing,
      keep: () => false,
      body: status,
      async answer() {
        const view = await log.view()
        if (view === null) throw new ApiError('not_found')
        return mutable(view)
      },
    })
    json({
      url: '/api/v1/log/growth',
      operationId: 'getLogGrowth',
      summary: 'Entries in the log at the end of each day (UTC)',
      tag: 'log',
      params: nothing,
      query: nothing,
      keep: () => false,
      body: z.object({ days: z.array(z.object({ day: z.string(), size: z.int() })) }),
      async answer() {
        if ((await log.view()) === null) throw new ApiError('not_found')
        return { days: mutable(await log.growth()) }
      },
    })
  }
}
