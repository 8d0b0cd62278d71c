import type { EntryFormat } from '@recourse/register'
import type { Pool } from 'pg'
import type { SearchResult, UseCaseFilter, UseCaseSummary, YearMark } from '../../../service/register/view.ts'
import { type FacetIndex, type FacetRow, facetIndex, filterAndCount } from './facet-index.ts'
import type { Hiding } from './hiding.ts'
import type { Queryable } from './snapshot.ts'

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

export async function useCasesByKey(pool: Queryable, keys: readonly string[]): Promise<readonly UseCaseSummary[]> {
  const { rows } = await pool.query<UseCaseRow>(`SELECT ${USE_CASE_COLUMNS} FROM use_case WHERE key = ANY($1)`, [keys])
  const byKey = new Map(rows.map((row) => [row.key, summaryOf(row)]))
  return keys.flatMap((key) => byKey.get(key) ?? [])
}

/** By the key of any of its entries. */
export async function useCaseOfEntry(
  pool: Queryable,
  key: string,
): Promise<{ readonly summary: UseCaseSummary; readonly links: string } | null> {
  const { rows } = await pool.query<UseCaseRow & { links: string }>(
    `SELECT ${USE_CASE_COLUMNS}, links FROM use_case WHERE entry_keys @> ARRAY[$1] ORDER BY last_year DESC, key LIMIT 1`,
    [key],
  )
  const row = rows[0]
  return row ? { summary: summaryOf(row), links: row.links } : null
}

export interface UseCaseSearch {
  /** `hidden`: no use case is found by what one of its entries hides, and no word is corrected to it. */
  search(
    filter: UseCaseFilter,
    page: { readonly after: string | null; readonly limit: number },
    hidden: Hiding['texts'],
  ): Promise<SearchResult>
}

/**
 * Full text (PostgreSQL's English configuration) finds and ranks; filters and facets are counted in memory over the use
 * cases of the judgement, which are kept by version. Where no use case holds the words, each is replaced by the nearest
 * word of the register and searched again.
 */
export function useCaseSearch(pool: Pool): UseCaseSearch {
  let held: { readonly version: string; readonly index: Promise<FacetIndex> } | null = null
  async function current(): Promise<FacetIndex> {
    const { rows } = await pool.query<{ version: string }>('SELECT shown_version AS version FROM register_state')
    const version = rows[0]?.version ?? ''
    if (held?.version !== version) {
      const index = loadIndex(pool)
      held = { version, index }
      index.catch(() => {
        if (held?.index === index) held = null
      })
    }
    return held.index
  }
  return {
    async search(filter, page, hidden) {
      const index = await current()
      const words = filter.query?.trim() ?? ''
      if (words === '') return resultOf(pool, index, index.rows.keys(), filter, page, null)
      const found = await matching(pool, words, hidden)
      if (found.length > 0) return resultOf(pool, index, ranked(index, found), filter, page, null)
      const corrected = await correctWords(pool, words, hidden)
      const near = corrected === null ? [] : await matching(pool, corrected, hidden)
      return resultOf(pool, index, ranked(index, near), filter, page, near.length === 0 ? null : corrected)
    },
  }
}

async function loadIndex(pool: Pool): Promise<FacetIndex> {
  const { rows } = await pool.query<FacetRow>(
    `SELECT key, name, agency, agency_name AS "agencyName", bureau, years AS year, stage, impact, vendor, rules AS rule,
       jurisdiction FROM use_case ORDER BY weight DESC, name, key`,
  )
  return facetIndex(rows)
}

interface Match {
  readonly key: string
  readonly rank: number
}

async function matching(pool: Pool, words: string, hidden: Hiding['texts']): Promise<readonly Match[]> {
  const { rows } =
    hidden.length === 0
      ? await pool.query<Match>(MATCHING, [words])
      : await pool.query<Match>(MATCHING_SHOWN, [words, hidden.map(({ key }) => key), hidden.map(({ text }) => text)])
  return rows
}

const MATCHING = `
  SELECT u.key, ts_rank(u.search, q)::float8 AS rank FROM use_case_text u, websearch_to_tsquery('english', $1) AS q
  WHERE u.search @@ q`

/** While a text of it is hidden, a use case is found by words that the text does not hold. */
const MATCHING_SHOWN = `
  WITH hidden AS (
    SELECT u.key, tsvector_to_array(to_tsvector('english', left(string_agg(h.text, ' '), 100000))) AS words
    FROM unnest($2::text[], $3::text[]) AS h (entry, text) JOIN use_case u ON u.entry_keys @> ARRAY[h.entry]
    GROUP BY u.key)
  SELECT u.key, ts_rank(u.search, q)::float8 AS rank
  FROM use_case_text u LEFT JOIN hidden h USING (key), websearch_to_tsquery('english', $1) AS q
  WHERE u.search @@ q AND (h.key IS NULL OR ts_delete(u.search, h.words) @@ q)`

/** Positions of the matches, best first; matches that the index does not know belong to another judgement. */
function ranked(index: FacetIndex, matches: readonly Match[]): readonly number[] {
  return matches
    .flatMap(({ key, rank }) => {
      const at = index.positionOf.get(key)
      return at === undefined ? [] : [{ at, rank }]
    })
    .sort((a, b) => b.rank - a.rank || a.at - b.at)
    .map(({ at }) => at)
}

const MOST_WORDS = 8

/**
 * Each word that the register does not hold as the nearest one that it holds, by shared trigrams. Null where one has none
 * near enough, or where all are held: then their combination is what nothing has.
 */
async function correctWords(pool: Pool, words: string, hidden: Hiding['texts']): Promise<string | null> {
  const typed = wordsOf(words).slice(0, MOST_WORDS)
  const { rows } = await pool.query<{ near: string | null }>(
    `SELECT CASE WHEN EXISTS (SELECT 1 FROM search_word h WHERE h.word = t.word) THEN t.word
       ELSE (SELECT w.word FROM search_word w WHERE w.word % t.word AND w.word <> ALL ($2::text[])
         ORDER BY similarity(w.word, t.word) DESC, w.use_cases DESC, w.word LIMIT 1) END AS near
     FROM unnest($1::text[]) WITH ORDINALITY AS t (word, at) ORDER BY t.at`,
    [typed, hidden.flatMap(({ text }) => wordsOf(text))],
  )
  const near = rows.flatMap((row) => row.near ?? [])
  if (near.length < rows.length || near.every((word, at) => word === typed[at])) return null
  return near.join(' ')
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

async function resultOf(
  pool: Pool,
  index: FacetIndex,
  candidates: Iterable<number>,
  filter: UseCaseFilter,
  page: { readonly after: string | null; readonly limit: number },
  corrected: string | null,
): Promise<SearchResult> {
  const { kept, facets } = filterAndCount(index, candidates, filter)
  const from = page.after === null ? 0 : Number(page.after)
  const keys = kept.slice(from, from + page.limit).flatMap((at) => index.rows[at]?.key ?? [])
  return {
    page: {
      items: await useCasesByKey(pool, keys),
      total: kept.length,
      next: kept.length > from + page.limit ? String(from + page.limit) : null,
    },
    facets,
    nearly: corrected !== null,
    corrected,
  }
}

/** See `RegisterStore.useCaseKeys`. */
export async function useCaseKeys(
  pool: Pool,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ key: string }>('SELECT key FROM use_case ORDER BY key LIMIT $1 OFFSET $2', [
    page.limit,
    page.after,
  ])
  return rows.map((row) => row.key)
}
