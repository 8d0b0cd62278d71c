import { AGREEMENTS, NAMED_SYSTEMS } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nothing } from '../http/read.ts'
import { contracts } from '../service/register/contracts.ts'
import type { ApiDeps } from './deps.ts'
import { ApiError } from './problem.ts'
import { mutable } from './schema/mutable.ts'
import { agreement, award, namedSystem } from './schema/register.ts'
import { keyParam } from './schema/words.ts'

const amounts = z.array(z.object({ name: z.string(), usd: z.number(), awards: z.int() }))

/** `/api/v1/contracts`, `/api/v1/agreements`, `/api/v1/systems`: what stands behind use cases. */
export function contractRoutes({ store }: ApiDeps): Routes {
  return ({ json }) => {
    json({
      url: '/api/v1/contracts',
      operationId: 'listContracts',
      summary: 'Awards on record, the use cases they are joined to, and spending by year, office and vendor',
      tag: 'contracts',
      params: nothing,
      query: nothing,
      body: z.object({
        awards: z.array(award),
        spending: z.object({
          byYear: amounts,
          byOffice: amounts,
          byVendor: amounts,
          totalUsd: z.number(),
          awards: z.int(),
        }),
      }),
      answer: async () => mutable(await contracts(store)),
    })
    json({
      url: '/api/v1/agreements',
      operationId: 'listAgreements',
      summary: 'Data-sharing agreements with their quotas and reported volumes; missing is unknown, never unlimited',
      tag: 'agreements',
      params: nothing,
      query: nothing,
      body: z.object({ agreements: z.array(agreement) }),
      answer: async () => ({ agreements: mutable(AGREEMENTS) }),
    })
    json({
      url: '/api/v1/systems',
      operationId: 'listSystems',
      summary: 'Systems named in public reporting; each statement with its standing and source',
      tag: 'systems',
      params: nothing,
      query: nothing,
      body: z.object({ systems: z.array(namedSystem) }),
      answer: async () => ({ systems: mutable(NAMED_SYSTEMS) }),
    })
    json({
      url: '/api/v1/systems/:key',
      operationId: 'getSystem',
      summary: 'One named system',
      tag: 'systems',
      params: z.object({ key: keyParam }),
      query: nothing,
      body: namedSystem,
      async answer({ params: { key } }) {
        const found = NAMED_SYSTEMS.find((system) => system.key === key)
        if (!found) throw new ApiError('not_found')
        return mutable(found)
      },
    })
  }
}
