import { z } from 'zod'
import type { AwardView } from '../../service/register/view.ts'

export const CONTRACT_ORDERS = ['obligated', 'vendor', 'office', 'start'] as const

export type ContractOrder = (typeof CONTRACT_ORDERS)[number]

export const contractsQuery = { sort: z.enum(CONTRACT_ORDERS).catch('obligated').default('obligated') }

export function contractsPath(order: ContractOrder): string {
  return order === 'obligated' ? '/contracts' : `/contracts?sort=${order}`
}

/** Sorted by what a reader asked for, then by number, so that the same awards stand in the same order always. */
export function sortedAwards(awards: readonly AwardView[], order: ContractOrder): readonly AwardView[] {
  return [...awards].sort((a, b) => ORDERS[order](a, b) || compare(a.awardId, b.awardId))
}

const ORDERS: Readonly<Record<ContractOrder, (a: AwardView, b: AwardView) => number>> = {
  obligated: (a, b) => b.obligatedUsd - a.obligatedUsd,
  vendor: (a, b) => compare(a.vendor.toLowerCase(), b.vendor.toLowerCase()),
  office: (a, b) => compare(a.office.toLowerCase(), b.office.toLowerCase()),
  // Newest first; awards without a date come last, not first.
  start: (a, b) => compare(b.startDate, a.startDate),
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
