import type { EntryFormat } from '@recourse/register'
import type { Pool } from 'pg'
import type {
  Facet,
  FacetName,
  SearchResult,
  UseCaseFilter,
  UseCaseSummary,
  YearMark,
} from '../../../service/register/view.ts'
import { Parameters } from './sql.ts'

interface UseCaseRow {
  readonly key: string
  readonly format: EntryFormat
  readonly jurisdiction: 'us' | 'uk' | 'nl'
  readonly agency: string
  readonly agency_name: string
  readonly bureau: string
  readonly name: string
  readonly declared_id: string
  readonly stage: string
  readonly impact: string
  readonly vendor: string
  readonly topic: string
  readonly marks: string
  readonly n_critical: number
  readonly n_high: number
  readonly n_medium: number
  readonly n_low: number
  readonly n_info: number
}

export const USE_CASE_COLUMNS =
  'key, format, jurisdiction, agency, agency_name, bureau, name, declared_id, stage, impact, vendor, topic, marks, n_critical, n_high, n_medium, n_low, n_info'

export function summaryOf(row: UseCaseRow): UseCaseSummary {
  return {
    key: row.key,
    id: row.declared_id,
    name: row.name,
    format: row.format,
    jurisdiction: row.jurisdiction,
    agency: row.agency,
    agencyName: row.agency_name,
    bureau: row.bureau,
    stage: row.stage,
    impact: row.impact,
    vendor: row.vendor,
    topic: row.topic,
    marks: JSON.parse(row.marks) as YearMark[],
    findings: {
      critical: row.n_critical,
      high: row.n_high,
      medium: row.n_medium,
      low: row.n_low,
      info: row.n_info,
    },
  }
}

export async function useCasesByKey(pool: Pool, keys: readonly string[]): Promise<readonly UseCaseSummary[]> {
  const { rows } = await pool.query<UseCaseRow>(`SELECT ${USE_CASE_COLUMNS} FROM use_case WHERE key = ANY($1)`, [keys])
  const byKey = new Map(rows.map((row) => [row.key, summaryOf(row)]))
  return keys.flatMap((key) => byKey.get(key) ?? [])
}

/** By the key of any of its entries. */
export async function useCaseOfEntry(
  pool: Pool,
  key: string,
): Promise<{ readonly summary: UseCaseSummary; readonly links: string } | null> {
  const { rows } = await pool.query<UseCaseRow & { links: string }>(
    `SELECT ${USE_CASE_COLUMNS}, links FROM use_case WHERE entry_keys @> ARRAY[$1] ORDER BY last_year DESC, key LIMIT 1`,
    [key],
  )
  const row = rows[0]
  return row ? { summary: summaryOf(row), links: row.links } : null
}

/** How many values a facet lists; the rest is reached by searching. */
const FACET_LIMIT: Readonly<Record<FacetName, number>> = {
  agency: 80,
  bureau: 30,
  year: 20,
  stage: 30,
  impact: 20,
  vendor: 25,
  rule: 130,
  jurisdiction: 5,
}

const FACET_NAMES = Object.keys(FACET_LIMIT) as FacetName[]

/** The values of one facet for a row, as a set-returning expression over `m`. */
const FACET_VALUES: Readonly<Record<FacetName, string>> = {
  agency: 'ARRAY[m.agency]',
  bureau: 'ARRAY[m.bureau]',
  year: 'm.years::text[]',
  stage: 'ARRAY[m.stage]',
  impact: 'ARRAY[m.impact]',
  vendor: 'ARRAY[m.vendor]',
  rule: 'm.rules',
  jurisdiction: 'ARRAY[m.jurisdiction]',
}

/**
 * Full text (PostgreSQL's English configuration). Where no use case holds the words, each is replaced by the nearest word
 * of the register and searched again. Facets count what the other selections leave, so that a second value of the same
 * facet shows what it would add.
 */
export async function searchUseCases(
  pool: Pool,
  filter: UseCaseFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<SearchResult> {
  const words = filter.query?.trim() ?? ''
  const corrected = words === '' || (await anyMatch(pool, words)) ? null : await correctWords(pool, words)
  return runSearch(pool, filter, page, corrected ?? words, corrected)
}

/** Whether the words match anything at all: only then may an empty result be blamed on the filters. */
async function anyMatch(pool: Pool, words: string): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM use_case WHERE search @@ websearch_to_tsquery('english', $1)) AS found",
    [words],
  )
  return rows[0]?.found === true
}

const MOST_WORDS = 8

/** Each word as the nearest one of the register by shared trigrams; null where one has none near enough. */
async function correctWords(pool: Pool, words: string): Promise<string | null> {
  const typed =
    words
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MOST_WORDS) ?? []
  const { rows } = await pool.query<{ near: string | null }>(
    `SELECT (SELECT w.word FROM search_word w WHERE w.word % t.word
       ORDER BY similarity(w.word, t.word) DESC, w.use_cases DESC, w.word LIMIT 1) AS near
     FROM unnest($1::text[]) WITH ORDINALITY AS t (word, at) ORDER BY t.at`,
    [typed],
  )
  const near = rows.flatMap((row) => row.near ?? [])
  return near.length === 0 || near.length < rows.length ? null : near.join(' ')
}

async function runSearch(
  pool: Pool,
  filter: UseCaseFilter,
  page: { readonly after: string | null; readonly limit: number },
  words: string,
  corrected: string | null,
): Promise<SearchResult> {
  const p = new Parameters()
  const query = words === '' ? null : `websearch_to_tsquery('english', ${p.add(words)})`
  const matches = query === null ? 'true' : `search @@ ${query}`
  const rank = query === null ? 'weight::float8' : `ts_rank(search, ${query})::float8`
  const kept = FACET_NAMES.map((name) => {
    const chosen = selected(filter, name)
    return `${chosen.length === 0 ? 'true' : `${FACET_VALUES[name].replaceAll('m.', 'u.')} && ${p.add(chosen)}::text[]`} AS k_${name}`
  })
  const offset = page.after === null ? 0 : Number(page.after)
  const all = FACET_NAMES.map((name) => `k_${name}`).join(' AND ')
  const facets = FACET_NAMES.map((name) => {
    const others = FACET_NAMES.filter((other) => other !== name).map((other) => `m.k_${other}`)
    return `(SELECT '${name}' AS facet, v AS value, count(*)::int AS n,
      ${name === 'agency' ? 'max(m.agency_name)' : "''"} AS label
      FROM m, unnest(${FACET_VALUES[name]}) AS v WHERE ${others.join(' AND ')} AND v <> '' GROUP BY v
      ORDER BY n DESC, v LIMIT ${FACET_LIMIT[name]})`
  })
  const sql = `
    WITH m AS MATERIALIZED (
      SELECT u.key, u.agency, u.agency_name, u.bureau, u.years, u.stage, u.impact, u.vendor, u.rules, u.jurisdiction,
        u.name, ${rank} AS rank, ${kept.join(', ')}
      FROM use_case u WHERE ${matches}
    ), hit AS (
      SELECT key, rank, name FROM m WHERE ${all} ORDER BY rank DESC, name, key
      LIMIT ${p.add(page.limit + 1)} OFFSET ${p.add(offset)}
    )
    SELECT json_build_object(
      'total', (SELECT count(*)::int FROM m WHERE ${all}),
      'keys', (SELECT coalesce(json_agg(key ORDER BY rank DESC, name, key), '[]') FROM hit),
      'facets', (SELECT coalesce(json_agg(f), '[]') FROM (${facets.join(' UNION ALL ')}) f)
    ) AS result`
  const { rows } = await pool.query<{ result: RawResult }>(sql, p.values)
  const result = rows[0]?.result
  if (!result) throw new Error('search returned no row')
  const keys = result.keys.slice(0, page.limit)
  return {
    page: {
      items: await useCasesByKey(pool, keys),
      total: result.total,
      next: result.keys.length > page.limit ? String(offset + page.limit) : null,
    },
    facets: FACET_NAMES.map((name) => facetOf(name, result.facets, selected(filter, name))),
    nearly: corrected !== null && result.total > 0,
    corrected,
  }
}

interface RawResult {
  readonly total: number
  readonly keys: readonly string[]
  readonly facets: readonly {
    readonly facet: FacetName
    readonly value: string
    readonly n: number
    readonly label: string
  }[]
}

function selected(filter: UseCaseFilter, name: FacetName): readonly string[] {
  return (filter[name] ?? []).map(String)
}

function facetOf(name: FacetName, raw: RawResult['facets'], chosen: readonly string[]): Facet {
  const values = raw
    .filter((row) => row.facet === name)
    .map((row) => ({
      value: row.value,
      label: row.label === '' ? row.value : row.label,
      count: row.n,
      selected: chosen.includes(row.value),
    }))
  const listed = new Set(values.map((value) => value.value))
  const missing = chosen
    .filter((value) => !listed.has(value))
    .map((value) => ({ value, label: value, count: 0, selected: true }))
  return { name, values: [...values, ...missing] }
}
