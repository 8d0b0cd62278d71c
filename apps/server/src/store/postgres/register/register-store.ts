import type { Award, Figures } from '@recourse/register'
import type { Pool } from 'pg'
import type { RegisterStore, Supplier } from '../../../service/ports.ts'
import { agencies, agencySourcing } from './agency.ts'
import { saveFindingAnswer } from './answer.ts'
import { changesOfEntries, changesOfInventory, entriesOf, latestChanges } from './entry.ts'
import { loadFacts, matchReviews, SELECT_AWARD, saveMatchReview } from './facts.ts'
import { findingById, findingChanges, findingList, findingsOfUseCase, ruleCounts } from './finding.ts'
import { importInventory } from './import.ts'
import { importNotes, inventories } from './inventory.ts'
import { saveJudgement } from './judgement.ts'
import { countOpenReports, endHiding, hiddenCells, openReports, saveReport, settleReport } from './report.ts'
import { useCaseKeys, useCaseOfEntry, useCaseSearch, useCasesByKey } from './use-case.ts'

/** The register in PostgreSQL. */
export function postgresRegister(pool: Pool): RegisterStore {
  const useCases = useCaseSearch(pool)
  return {
    async version() {
      const { rows } = await pool.query<Record<string, string>>(
        'SELECT facts_version, judged_version, judged_as_of, judged_rules, shown_version FROM register_state',
      )
      const row = rows[0]
      if (!row) throw new Error('register_state: its one row is missing')
      return {
        facts: Number(row.facts_version),
        judged: Number(row.judged_version),
        asOf: row.judged_as_of ?? '',
        rules: row.judged_rules ?? '',
        shown: Number(row.shown_version),
      }
    },
    importInventory: (file) => importInventory(pool, file),
    loadFacts: () => loadFacts(pool),
    saveJudgement: (judgement) => saveJudgement(pool, judgement),
    saveMatchReview: (review, reviewer, at) => saveMatchReview(pool, review, reviewer, at),
    matchReviews: () => matchReviews(pool),
    searchUseCases: (filter, page) => useCases.search(filter, page),
    async findUseCase(key) {
      const found = await useCaseOfEntry(pool, key)
      if (!found) return null
      const [entries, findings, changes, reports] = await Promise.all([
        entriesOf(pool, found.summary.marks),
        findingsOfUseCase(pool, found.summary.key),
        changesOfEntries(pool, found.summary.marks),
        countOpenReports(pool, found.summary.marks),
      ])
      return { summary: found.summary, entries, links: found.links, findings, changes, openReports: reports }
    },
    async suppliers() {
      const { rows } = await pool.query<Supplier>(
        "SELECT key, name, agency, piids, vendor FROM use_case WHERE piids <> '{}' OR vendor <> '' ORDER BY key",
      )
      return rows
    },
    useCases: (keys) => useCasesByKey(pool, keys),
    findingList: (filter, page) => findingList(pool, filter, page),
    ruleCounts: () => ruleCounts(pool),
    finding: (id) => findingById(pool, id),
    saveFindingAnswer: (answer) => saveFindingAnswer(pool, answer),
    agencies: () => agencies(pool),
    async figures() {
      const { rows } = await pool.query<{ figures: string }>('SELECT figures FROM register_state')
      const stored = rows[0]?.figures ?? ''
      return stored === '' ? null : (JSON.parse(stored) as Figures)
    },
    hiddenCells: () => hiddenCells(pool),
    inventories: () => inventories(pool),
    importNotes: (inventoryId, kind, page) => importNotes(pool, inventoryId, kind, page),
    async awards() {
      const { rows } = await pool.query<Award>(`${SELECT_AWARD} ORDER BY obligated_usd DESC, award_id`)
      return rows
    },
    entryChanges: (limit) => latestChanges(pool, limit),
    changesOfInventory: (inventoryId, page) => changesOfInventory(pool, inventoryId, page),
    useCaseKeys: (page) => useCaseKeys(pool, page),
    agencySourcing: (agency) => agencySourcing(pool, agency),
    findingChanges: (limit) => findingChanges(pool, limit),
    saveReport: (report) => saveReport(pool, report),
    openReports: () => openReports(pool),
    endHiding: (now) => endHiding(pool, now),
    settleReport: (id, outcome, on) => settleReport(pool, id, outcome, on),
  }
}
