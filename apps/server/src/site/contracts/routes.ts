import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { contracts } from '../../service/register/contracts.ts'
import { CSV_TYPE, csvText } from '../csv.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { contractsPage } from './page.tsx'
import { contractsQuery, sortedAwards } from './query.ts'

const COLUMNS = [
  'award_id',
  'vendor',
  'office',
  'agency',
  'obligated_usd',
  'start_date',
  'description',
  'permalink',
  'joined_by',
  'use_cases_by_number',
  'leads_by_vendor',
  'file',
  'record',
] as const

export function contractsRoutes({ site, store }: SiteDeps): Routes {
  return ({ page, file }) => {
    page({
      url: '/contracts',
      params: nothing,
      query: z.object({ ...langQuery, ...contractsQuery }),
      async answer({ query: { lang, sort } }) {
        const { awards, spending } = await contracts(store)
        const props = { awards: sortedAwards(awards, sort), order: sort, spending }
        return { kind: 'page', html: renderPage(site, contractsPage(lang, props)) }
      },
    })
    file({
      url: '/contracts.csv',
      params: nothing,
      query: nothing,
      async answer() {
        const { awards } = await contracts(store)
        const keys = (award: (typeof awards)[number], by: 'piid' | 'vendor') =>
          award.useCases
            .filter((one) => one.joinedBy === by)
            .map((one) => one.key)
            .join(' ')
        const rows = awards.map((award) => [
          award.awardId,
          award.vendor,
          award.office,
          award.agency,
          award.obligatedUsd,
          award.startDate,
          award.description,
          award.permalink,
          award.joinedBy ?? '',
          keys(award, 'piid'),
          keys(award, 'vendor'),
          award.file,
          award.row,
        ])
        return { type: CSV_TYPE, fileName: 'contracts.csv', body: csvText(COLUMNS, rows) }
      },
    })
  }
}
