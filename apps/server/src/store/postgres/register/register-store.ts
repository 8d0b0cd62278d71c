import type { Award, Figures } from '@recourse/register'
import type { Pool } from 'pg'
import type { RecordLog } from '../../../service/log/record-log.ts'
import type { RegisterStore, Supplier } from '../../../service/ports.ts'
import { agencies, agencySourcing } from './agency.ts'
import { saveFindingAnswer } from './answer.ts'
import { changesOfEntries, changesOfInventory, entriesOf, latestChanges } from './entry.ts'
import { loadFacts, matchReviews, SELECT_AWARD, saveMatchReview } from './facts.ts'
import { findingById, findingChanges, findingList, findingsOfUseCase, ruleCounts } from './finding.ts'
import { type Hiding, loadHiding } from './hiding.ts'
import { importInventory } from './import.ts'
import { importNotes, inventories } from './inventory.ts'
import { saveJudgement } from './judgement.ts'
import { leavesOf } from './leaves.ts'
import { logRegisterBacklog } from './logged.ts'
import { countOpenReports, endHiding, hiddenCells, openReports, saveReport, settleReport } from './report.ts'
import { inSnapshot } from './snapshot.ts'
import { useCaseKeys, useCaseOfEntry, useCaseSearch, useCasesByKey } from './use-case.ts'

/** The register in PostgreSQL. What it writes is logged in the same transaction where `log` has a live log. */
export function postgresRegister(pool: Pool, log: RecordLog | null = null): RegisterStore {
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
    importInventory: (file) => importInventory(pool, file, log),
    loadFacts: () => loadFacts(pool),
    saveJudgement: (judgement) => saveJudgement(pool, judgement),
    saveMatchReview: (review, reviewer, at) => saveMatchReview(pool, review, { reviewer, at, log }),
    matchReviews: () => matchReviews(pool),
    searchUseCases: steadySearch(pool),
    findUseCase: (key) =>
      inSnapshot(pool, async (db) => {
        // No text that PostgreSQL holds has a NUL, and none may be asked for.
        const found = key.includes('\0') ? null : await useCaseOfEntry(db, key)
        if (!found) return null
        const { marks } = found.summary
        const hiding = await loadHiding(db)
        const changes = await changesOfEntries(db, marks)
        return {
          summary: hiding.summary(found.summary),
          entries: await entriesOf(db, marks, hiding),
          links: hiding.links(found.links),
          findings: await findingsOfUseCase(db, found.summary.key),
          changes: changes.map(hiding.change),
          openReports: await countOpenReports(db, marks),
        }
      }),
    leavesOf: (entryKeys) => leavesOf(pool, entryKeys),
    logBacklog: (at) => (log === null ? Promise.resolve(0) : logRegisterBacklog(pool, log, at)),
    suppliers: () =>
      inSnapshot(pool, async (db) => {
        const { rows } = await db.query<Supplier>(
          "SELECT key, name, agency, piids, vendor FROM use_case WHERE piids <> '{}' OR vendor <> '' ORDER BY key",
        )
        return rows.map((await loadHiding(db)).supplier)
      }),
    useCases: (keys) =>
      inSnapshot(pool, async (db) => (await useCasesByKey(db, keys)).map((await loadHiding(db)).summary)),
    findingList: (filter, page) => inSnapshot(pool, (db) => findingList(db, filter, page)),
    ruleCounts: () => ruleCounts(pool),
    finding: (id) => inSnapshot(pool, (db) => findingById(db, id)),
    saveFindingAnswer: (answer) => saveFindingAnswer(pool, answer, log),
    agencies: () => agencies(pool),
    async figures() {
      const { rows } = await pool.query<{ figures: string }>('SELECT figures FROM register_state')
      const stored = rows[0]?.figures ?? ''
      return stored === '' ? null : (JSON.parse(stored) as Figures)
    },
    hiddenCells: () => hiddenCells(pool),
    inventories: () => inventories(pool),
    importNotes: (inventoryId, kind, page) =>
      inSnapshot(pool, async (db) => {
        const notes = await importNotes(db, inventoryId, kind, page)
        return { ...notes, items: notes.items.map((await loadHiding(db)).note) }
      }),
    async awards() {
      const { rows } = await pool.query<Award>(`${SELECT_AWARD} ORDER BY obligated_usd DESC, award_id`)
      return rows
    },
    entryChanges: (limit) =>
      inSnapshot(pool, async (db) => (await latestChanges(db, limit)).map((await loadHiding(db)).change)),
    changesOfInventory: (inventoryId, page) =>
      inSnapshot(pool, async (db) => {
        const changes = await changesOfInventory(db, inventoryId, page)
        return { ...changes, items: changes.items.map((await loadHiding(db)).change) }
      }),
    useCaseKeys: (page) => useCaseKeys(pool, page),
    agencySourcing: (agency) => agencySourcing(pool, agency),
    findingChanges: (limit) => inSnapshot(pool, (db) => findingChanges(db, limit)),
    saveReport: (report) => saveReport(pool, report),
    openReports: () => openReports(pool),
    endHiding: (now) => endHiding(pool, now),
    settleReport: (id, outcome, on) => settleReport(pool, id, outcome, on),
  }
}

const SEARCHES = 3

/**
 * A search reads several times: where the register moved on between two reads it begins again, so that nothing is lost.
 * What is hidden is kept by version, which every report and every answer to one raises.
 */
function steadySearch(pool: Pool): RegisterStore['searchUseCases'] {
  const { search } = useCaseSearch(pool)
  let held: { readonly version: string; readonly hiding: Hiding } | null = null
  return async (filter, page) => {
    for (let attempt = 1; ; attempt++) {
      const version = await shownVersion(pool)
      const hiding = held?.version === version ? held.hiding : await loadHiding(pool)
      const result = await search(filter, page, hiding.texts)
      if (attempt < SEARCHES && (await shownVersion(pool)) !== version) continue
      held = { version, hiding }
      return hiding.search(result)
    }
  }
}

async function shownVersion(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>('SELECT shown_version AS version FROM register_state')
  return rows[0]?.version ?? ''
}
