import type { FindingState, FindingUseCase, Severity, Subject } from '@recourse/register'
import type { FindingFilter, FindingList, FindingView, RuleCount } from '../../../service/register/view.ts'
import { answersOf } from './answer.ts'
import { loadHiding } from './hiding.ts'
import type { Queryable } from './snapshot.ts'
import { iso, Parameters } from './sql.ts'

interface FindingRow {
  readonly id: string
  readonly rule: string
  readonly rule_version: number
  readonly severity: Severity
  readonly state: FindingState
  readonly subject: string
  readonly use_case_key: string | null
  readonly use_case: string | null
  readonly agency: string
  readonly year: number | null
  readonly evidence: string
  readonly citation: string
  readonly message: string
  readonly basis: 'exact-name' | 'matched' | null
  readonly opened_at: string
  readonly changed_at: string
  readonly ended_at: string | null
}

const COLUMNS = `id, rule, rule_version, severity, state, subject, use_case_key, use_case, agency, year, evidence, citation,
  message, basis, ${iso('opened_at')} AS opened_at, ${iso('changed_at')} AS changed_at, ${iso('ended_at')} AS ended_at`

function viewOf(row: FindingRow): FindingView {
  return {
    id: row.id,
    rule: row.rule,
    ruleVersion: row.rule_version,
    severity: row.severity,
    state: row.state,
    subject: JSON.parse(row.subject) as Subject,
    useCase: row.use_case === null ? null : (JSON.parse(row.use_case) as FindingUseCase),
    agency: row.agency,
    year: row.year,
    evidence: JSON.parse(row.evidence) as FindingView['evidence'],
    citation: row.citation,
    message: row.message,
    ...(row.basis === null ? {} : { basis: row.basis }),
    useCaseKey: row.use_case_key,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    endedAt: row.ended_at,
  }
}

/**
 * Rows as they may be shown: with what was answered to them, and without a text that waits for an editor's answer to a
 * report. Of a finding that quotes one its rule, place and weight stay; the sentence and the cell are withheld.
 */
async function shown(pool: Queryable, rows: readonly FindingRow[]): Promise<readonly FindingView[]> {
  const hiding = await loadHiding(pool)
  const answers = await answersOf(
    pool,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const view = hiding.finding(viewOf(row))
    const answered = answers.get(view.id)
    return answered === undefined ? view : { ...view, answers: answered }
  })
}

/** Counts and lists what fires now; findings that ended stay with their use case and in the feed. */
export async function findingList(
  pool: Queryable,
  filter: FindingFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<FindingList> {
  const p = new Parameters()
  const where = ['ended_at IS NULL']
  if (filter.rule !== undefined) where.push(`rule = ${p.add(filter.rule)}`)
  if (filter.agency !== undefined) where.push(`agency = ${p.add(filter.agency)}`)
  if (filter.bureau !== undefined) where.push(`lower(bureau) = lower(${p.add(filter.bureau)})`)
  if (filter.year !== undefined) where.push(`year = ${p.add(filter.year)}`)
  if (filter.severity !== undefined) where.push(`severity = ${p.add(filter.severity)}`)
  if (filter.state !== undefined) where.push(`state = ${p.add(filter.state)}`)
  if (filter.useCase !== undefined) {
    const key = p.add(filter.useCase)
    where.push(`(entry_key = ${key} OR use_case_key = ${key})`)
  }
  const condition = where.join(' AND ')
  const counted = await pool.query<{ rule: string; n: number }>(
    `SELECT rule, count(*)::int AS n FROM finding WHERE ${condition} GROUP BY rule, rule_order ORDER BY rule_order`,
    p.values,
  )
  const offset = page.after === null ? 0 : Number(page.after)
  const limit = p.add(page.limit + 1)
  const { rows } = await pool.query<FindingRow>(
    `SELECT ${COLUMNS} FROM finding WHERE ${condition}
     ORDER BY rule_order, agency, year, row, id LIMIT ${limit} OFFSET ${p.add(offset)}`,
    p.values,
  )
  const total = counted.rows.reduce((sum, row) => sum + row.n, 0)
  return {
    total,
    byRule: Object.fromEntries(counted.rows.map((row) => [row.rule, row.n])),
    page: {
      items: await shown(pool, rows.slice(0, page.limit)),
      total,
      next: rows.length > page.limit ? String(offset + page.limit) : null,
    },
  }
}

/** Everything ever found about a use case, what fires first. */
export async function findingsOfUseCase(pool: Queryable, useCaseKey: string): Promise<readonly FindingView[]> {
  const { rows } = await pool.query<FindingRow>(
    `SELECT ${COLUMNS} FROM finding WHERE use_case_key = $1
     ORDER BY ended_at IS NOT NULL, array_position(ARRAY['critical','high','medium','low','info'], severity::text), rule_order, year DESC, id`,
    [useCaseKey],
  )
  return shown(pool, rows)
}

export async function ruleCounts(pool: Queryable): Promise<readonly RuleCount[]> {
  const { rows } = await pool.query<RuleCount>(
    `SELECT rule, sum(n)::int AS total, sum(open)::int AS open,
       json_agg(json_build_object('agency', agency, 'count', n) ORDER BY n DESC, agency) FILTER (WHERE agency <> '') AS agencies
     FROM (
       SELECT rule, rule_order, agency, count(*)::int AS n, count(*) FILTER (WHERE state = 'open')::int AS open
       FROM finding WHERE ended_at IS NULL GROUP BY rule, rule_order, agency
     ) t GROUP BY rule, rule_order ORDER BY rule_order`,
  )
  return rows.map((row) => ({ ...row, agencies: row.agencies ?? [] }))
}

/** Newest first: findings that ended or changed after they were opened. */
export async function findingChanges(pool: Queryable, limit: number): Promise<readonly FindingView[]> {
  const { rows } = await pool.query<FindingRow>(
    `SELECT ${COLUMNS} FROM finding WHERE changed_at > opened_at ORDER BY finding.changed_at DESC, id LIMIT $1`,
    [limit],
  )
  return shown(pool, rows)
}

export async function findingById(pool: Queryable, id: string): Promise<FindingView | null> {
  const { rows } = await pool.query<FindingRow>(`SELECT ${COLUMNS} FROM finding WHERE id = $1`, [id])
  const [found] = await shown(pool, rows)
  return found ?? null
}
