import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { JudgedFinding, Judgement } from '../../../service/ports.ts'
import type { JudgedUseCase, UseCaseText } from '../../../service/register/judged-use-case.ts'
import { bulk } from '../bulk.ts'
import { inTransaction } from '../transaction.ts'

const JUDGE_LOCK = 7_301_002

/**
 * See `RegisterStore.saveJudgement`. The texts are written while the rules still run: PostgreSQL builds their index on
 * another core. The claim comes last, so that nobody waits for the row that holds the versions.
 */
export function saveJudgement(pool: Pool, judgement: Judgement): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [JUDGE_LOCK])
    const [judged] = await Promise.all([judgement.judge(), saveTexts(client, judgement.texts)])
    await client.query('DELETE FROM use_case')
    await bulk(client, INSERT_USE_CASE, judged.useCases.map(useCaseRow))
    await saveFindings(client, judged.findings, judgement.at)
    // No import came in between, or the facts would have another version: the newest one is the newest judged.
    const claimed = await client.query(
      `UPDATE register_state SET judged_version = $1, judged_as_of = $2, judged_rules = $3, figures = $4,
         judged_inventory = coalesce((SELECT max(id) FROM inventory), 0), shown_version = shown_version + 1
       WHERE facts_version = $1`,
      [judgement.factsVersion, judgement.asOf, judgement.rules, JSON.stringify(judged.figures)],
    )
    if (claimed.rowCount !== 1) throw new Superseded()
    await client.query(
      'DELETE FROM entry_replaced WHERE until_inventory <= (SELECT judged_inventory FROM register_state)',
    )
  }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Superseded) return false
      throw error
    },
  )
}

/** The facts moved on while they were judged: rolls the transaction back. */
class Superseded extends Error {}

/** Of a text that fills pages its beginning is searched: a search vector holds a megabyte at most. */
async function saveTexts(client: PoolClient, texts: readonly UseCaseText[]): Promise<void> {
  await client.query('DELETE FROM use_case_text')
  await bulk(
    client,
    `INSERT INTO use_case_text (key, handle, search)
     SELECT r.key, r.handle, setweight(to_tsvector('english', left(r.title, 5000)), 'A') ||
       setweight(to_tsvector('english', left(r.handle, 10000)), 'B') ||
       setweight(to_tsvector('english', left(r.body, 20000)), 'C')
     FROM json_to_recordset($1) AS r (key text, title text, handle text, body text)`,
    texts,
  )
  await client.query('DELETE FROM search_word')
  await client.query(
    `INSERT INTO search_word (word, use_cases)
     SELECT word, ndoc FROM ts_stat($$ SELECT to_tsvector('simple', left(handle, 10000)) FROM use_case_text $$)
     WHERE length(word) BETWEEN 3 AND 40`,
  )
}

function useCaseRow(useCase: JudgedUseCase): object {
  const n = useCase.findings
  return {
    ...useCase,
    marks: JSON.stringify(useCase.marks),
    links: JSON.stringify(useCase.links),
    counts: [n.critical, n.high, n.medium, n.low, n.info],
    weight: n.critical * 1_000_000 + n.high * 10_000 + n.medium * 100 + n.low,
  }
}

const INSERT_USE_CASE = `
  INSERT INTO use_case (key, entry_keys, format, jurisdiction, agency, agency_name, bureau, name, declared_id, first_year,
    last_year, years, stage, impact, vendor, topic, marks, links, rules, piids, n_critical, n_high, n_medium, n_low, n_info,
    weight)
  SELECT r.key, r."entryKeys", r.format, r.jurisdiction, r.agency, r."agencyName", r.bureau, r.name, r."declaredId",
    (SELECT min(y) FROM unnest(r.years) y), (SELECT max(y) FROM unnest(r.years) y), r.years, r.stage, r.impact, r.vendor,
    r.topic, r.marks, r.links, r.rules, r.piids, r.counts[1], r.counts[2], r.counts[3], r.counts[4], r.counts[5], r.weight
  FROM json_to_recordset($1) AS r (key text, "entryKeys" text[], format text, jurisdiction text, agency text,
    "agencyName" text, bureau text, name text, "declaredId" text, years int[], stage text, impact text, vendor text,
    topic text, marks text, links text, rules text[], piids text[], counts int[], weight int)`

/** New findings are added, changed ones replaced, those that fire no more get the day they ended; none is deleted. */
async function saveFindings(client: PoolClient, findings: readonly JudgedFinding[], at: number): Promise<void> {
  const held = await client.query<{ id: string; digest: string; ended: boolean }>(
    'SELECT id, digest, ended_at IS NOT NULL AS ended FROM finding',
  )
  const before = new Map(held.rows.map((row) => [row.id, row]))
  const changed: object[] = []
  const firing = new Set<string>()
  for (const judged of findings) {
    const row = findingRow(judged)
    firing.add(row.id)
    const was = before.get(row.id)
    if (!was || was.ended || was.digest !== row.digest) changed.push(row)
  }
  const ended = held.rows.filter((row) => !row.ended && !firing.has(row.id)).map(({ id }) => ({ id }))
  await bulk(client, UPSERT_FINDING, changed, at)
  await bulk(
    client,
    `UPDATE finding SET ended_at = to_timestamp($2 / 1000.0), changed_at = to_timestamp($2 / 1000.0),
       state = CASE state WHEN 'withdrawn' THEN state ELSE 'corrected' END
     WHERE id IN (SELECT id FROM json_to_recordset($1) AS r (id text))`,
    ended,
    at,
  )
}

function findingRow({ finding, useCaseKey, ruleOrder }: JudgedFinding): {
  readonly id: string
  readonly digest: string
} {
  const subject = finding.subject
  const body = {
    id: finding.id,
    rule: finding.rule,
    rule_version: finding.ruleVersion,
    rule_order: ruleOrder,
    severity: finding.severity,
    state: finding.state,
    subject: JSON.stringify(subject),
    use_case_key: useCaseKey,
    entry_key: finding.useCase?.key ?? null,
    use_case: finding.useCase === null ? null : JSON.stringify(finding.useCase),
    agency: finding.agency,
    bureau: finding.useCase?.bureau ?? '',
    year: finding.year,
    row: finding.evidence[0]?.row ?? null,
    evidence: JSON.stringify(finding.evidence),
    citation: finding.citation,
    message: finding.message,
    basis: finding.basis ?? null,
  }
  return { ...body, digest: createHash('sha256').update(JSON.stringify(body)).digest('base64url') }
}

const UPSERT_FINDING = `
  INSERT INTO finding (id, rule, rule_version, rule_order, severity, state, subject, use_case_key, entry_key, use_case, agency,
    bureau, year, row, evidence, citation, message, basis, digest, opened_at, changed_at)
  SELECT r.id, r.rule, r.rule_version, r.rule_order, r.severity, r.state, r.subject, r.use_case_key, r.entry_key, r.use_case,
    r.agency, r.bureau, r.year, r.row, r.evidence, r.citation, r.message, r.basis, r.digest, to_timestamp($2 / 1000.0),
    to_timestamp($2 / 1000.0)
  FROM json_to_recordset($1) AS r (id text, rule text, rule_version int, rule_order int, severity text, state text,
    subject text, use_case_key text, entry_key text, use_case text, agency text, bureau text, year int, row int,
    evidence text, citation text, message text, basis text, digest text)
  ON CONFLICT (id) DO UPDATE SET rule_version = excluded.rule_version, rule_order = excluded.rule_order,
    severity = excluded.severity, state = excluded.state, subject = excluded.subject, use_case_key = excluded.use_case_key,
    entry_key = excluded.entry_key, use_case = excluded.use_case, agency = excluded.agency, bureau = excluded.bureau,
    year = excluded.year, row = excluded.row, evidence = excluded.evidence, citation = excluded.citation,
    message = excluded.message, basis = excluded.basis, digest = excluded.digest, changed_at = excluded.changed_at,
    ended_at = NULL`
