import { type HistoryLink, NAMED_SYSTEMS, systemsOfEntries } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'
import { awardsOf } from './contracts.ts'
import type { UseCaseDetail } from './view.ts'

/** One use case with everything on record about it, by the key of any of its entries; null where there is none. */
export async function showUseCase(store: RegisterStore, key: string): Promise<UseCaseDetail | null> {
  const found = await store.findUseCase(key.toLowerCase())
  if (!found) return null
  const [awards, suppliers] = await Promise.all([store.awards(), store.suppliers()])
  const links = JSON.parse(found.links) as HistoryLink[]
  return {
    summary: found.summary,
    entries: found.entries,
    links: links.map((link) => ({ from: link.from.key, to: link.to.key, score: link.score, why: link.why })),
    findings: found.findings,
    changes: found.changes,
    awards: awardsOf(awards, suppliers, found.summary.key),
    systems: systemsOfEntries(NAMED_SYSTEMS, found.entries).map(({ key: systemKey, name }) => ({
      key: systemKey,
      name,
    })),
    openReports: found.openReports,
  }
}
