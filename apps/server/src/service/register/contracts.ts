import { type Award, awardVendor, plainPiid, vendorFinder, vendorName } from '@recourse/register'
import type { RegisterStore, Supplier } from '../ports.ts'
import type { AwardView } from './view.ts'

export interface Spending {
  /** Calendar year of the award's start, '' where the file gives none. */
  readonly byYear: readonly Amount[]
  readonly byOffice: readonly Amount[]
  readonly byVendor: readonly Amount[]
  readonly totalUsd: number
  readonly awards: number
}

export interface Amount {
  readonly name: string
  readonly usd: number
  readonly awards: number
}

/** Every award with the use cases it is joined to: by contract number first, by vendor name only as a lead. */
export async function contracts(
  store: RegisterStore,
): Promise<{ readonly awards: readonly AwardView[]; readonly spending: Spending }> {
  const [awards, suppliers] = await Promise.all([store.awards(), store.suppliers()])
  return { awards: joinAwards(awards, suppliers), spending: spendingOf(awards) }
}

/** The awards that concern one use case. */
export function awardsOf(awards: readonly Award[], suppliers: readonly Supplier[], key: string): readonly AwardView[] {
  const own = suppliers.filter((supplier) => supplier.key === key)
  return joinAwards(awards, own)
    .filter((award) => award.useCases.length > 0)
    .map((award) => ({ ...award, joinedBy: award.useCases[0]?.joinedBy ?? null }))
}

function joinAwards(awards: readonly Award[], suppliers: readonly Supplier[]): readonly AwardView[] {
  const byPiid = new Map<string, Supplier[]>()
  for (const supplier of suppliers) {
    for (const piid of supplier.piids) {
      const list = byPiid.get(piid)
      if (list) list.push(supplier)
      else byPiid.set(piid, [supplier])
    }
  }
  const find = vendorFinder(awards.map((award) => award.vendor))
  const byVendor = new Map<string, Supplier[]>()
  for (const supplier of suppliers) {
    for (const name of supplier.vendor === '' ? [] : find(supplier.vendor)) {
      const list = byVendor.get(name)
      if (list) list.push(supplier)
      else byVendor.set(name, [supplier])
    }
  }
  return awards.map((award) => {
    const numbered = (byPiid.get(plainPiid(award.awardId)) ?? []).map((s) => ({
      key: s.key,
      name: s.name,
      joinedBy: 'piid' as const,
    }))
    const known = new Set(numbered.map((one) => one.key))
    const leads = (byVendor.get(vendorName(award.vendor)) ?? [])
      .filter((supplier) => supplier.agency === award.agency && !known.has(supplier.key))
      .map((supplier) => ({ key: supplier.key, name: supplier.name, joinedBy: 'vendor' as const }))
    return {
      awardId: award.awardId,
      vendor: awardVendor(award),
      office: award.office,
      agency: award.agency,
      obligatedUsd: award.obligatedUsd,
      description: award.description,
      startDate: award.startDate,
      permalink: award.permalink,
      file: award.file,
      row: award.row,
      joinedBy: numbered.length > 0 ? 'piid' : leads.length > 0 ? 'vendor' : null,
      useCases: [...numbered, ...leads],
    }
  })
}

function spendingOf(awards: readonly Award[]): Spending {
  return {
    byYear: sums(awards, (award) => award.startDate.slice(0, 4)).sort((a, b) => compare(a.name, b.name)),
    byOffice: sums(awards, (award) => award.office),
    byVendor: sums(awards, awardVendor),
    totalUsd: round(awards.reduce((sum, award) => sum + award.obligatedUsd, 0)),
    awards: awards.length,
  }
}

function sums(awards: readonly Award[], nameOf: (award: Award) => string): Amount[] {
  const groups = new Map<string, { usd: number; awards: number }>()
  for (const award of awards) {
    const group = groups.get(nameOf(award)) ?? { usd: 0, awards: 0 }
    group.usd += award.obligatedUsd
    group.awards++
    groups.set(nameOf(award), group)
  }
  return [...groups]
    .map(([name, group]) => ({ name, usd: round(group.usd), awards: group.awards }))
    .sort((a, b) => b.usd - a.usd || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function round(usd: number): number {
  return Math.round(usd * 100) / 100
}
