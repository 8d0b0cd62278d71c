import type { PoolClient } from 'pg'
import type { Findings } from '../../../service/log/verify/finding.ts'

/** Of each rule so many are named: a table that was emptied would name all. */
const MOST_NAMED = 100

interface Rule {
  readonly class: 'missing' | 'differs' | 'unexpected'
  readonly detail: string
  /** Gives the places, `$1` being the log where it is asked for. */
  readonly sql: string
}

const PLACES = `
  SELECT r.stream, r.seq, r.id AS record FROM log_record r
  UNION ALL SELECT e.stream, e.seq, e.record FROM log_erasure e
    WHERE e.stream IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log_record r WHERE r.id = e.record)`

/** Where each record's leaf stands: sequenced, or queued behind all that are. */
const PLACED = `
  SELECT p.stream, p.seq, p.record, (l.idx IS NULL) AS waits, coalesce(l.log, 0) AS log, coalesce(l.idx, o.id) AS at,
    coalesce(l.leaf_hash, sha256('\\x00'::bytea || o.entry)) AS leaf
  FROM (${PLACES}) p LEFT JOIN log_entry l ON l.record = p.record LEFT JOIN log_outbox o ON o.record = p.record`

const RULES: readonly Rule[] = [
  {
    class: 'missing',
    detail: 'its stream has no such number before it',
    sql: `SELECT 'log_record ' || record AS place FROM (
        SELECT record, seq, lag(seq) OVER (PARTITION BY stream ORDER BY seq) AS before FROM (${PLACES}) p) q
      WHERE seq <> coalesce(before, 0) + 1`,
  },
  {
    class: 'differs',
    detail: 'its leaf does not stand behind the one before it in the stream',
    sql: `SELECT 'log_record ' || record AS place FROM (
        SELECT record, (waits, log, at) AS place, lag((waits, log, at)) OVER (PARTITION BY stream ORDER BY seq) AS before
        FROM (${PLACED}) p WHERE at IS NOT NULL) q
      WHERE before IS NOT NULL AND place <= before`,
  },
  {
    class: 'differs',
    detail: 'next_seq or tip is not that of its last leaf',
    sql: `SELECT 'log_stream ' || encode(s.id, 'hex') AS place FROM log_stream s
      LEFT JOIN LATERAL (SELECT max(p.seq) AS seq FROM (${PLACES}) p WHERE p.stream = s.id) m ON true
      LEFT JOIN (${PLACED}) l ON l.stream = s.id AND l.seq = m.seq
      WHERE s.next_seq <> coalesce(m.seq, 0) + 1 OR s.tip IS DISTINCT FROM l.leaf`,
  },
  {
    class: 'missing',
    detail: 'no leaf commits to it',
    sql: `SELECT 'log_record ' || r.id AS place FROM log_record r
      WHERE NOT EXISTS (SELECT 1 FROM log_entry e WHERE e.record = r.id)
        AND NOT EXISTS (SELECT 1 FROM log_outbox o WHERE o.record = r.id)`,
  },
  {
    class: 'unexpected',
    detail: 'more than one leaf commits to it',
    sql: `SELECT 'log_record ' || record AS place FROM (
        SELECT record FROM log_entry WHERE record IS NOT NULL UNION ALL SELECT record FROM log_outbox WHERE record IS NOT NULL) q
      GROUP BY record HAVING count(*) > 1`,
  },
  {
    class: 'unexpected',
    detail: 'its record is gone, or was never there',
    sql: `SELECT 'log_seed ' || d.record AS place FROM log_seed d WHERE NOT EXISTS (SELECT 1 FROM log_record r WHERE r.id = d.record)`,
  },
  {
    class: 'missing',
    detail: 'a leaf that waits commits to it',
    sql: `SELECT 'log_record ' || o.record AS place FROM log_outbox o WHERE o.record IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM log_record r WHERE r.id = o.record)
      AND NOT EXISTS (SELECT 1 FROM log_erasure e WHERE e.record = o.record)`,
  },
  {
    class: 'differs',
    detail: 'its label is not the one in its entry, or stands in the log already',
    sql: `SELECT 'log_outbox ' || o.id AS place FROM log_outbox o
      WHERE (o.label IS NULL) <> (CASE WHEN length(o.entry) = 0 THEN true ELSE get_byte(o.entry, 0) <> 1 END)
        OR (o.label IS NOT NULL AND (length(o.entry) <> 70 OR substring(o.entry FROM 7 FOR 32) <> o.label))
        OR EXISTS (SELECT 1 FROM log_entry e WHERE e.label = o.label)`,
  },
  {
    class: 'differs',
    detail: 'the leaf it names does not hold it',
    sql: `SELECT 'log_index_root ' || i.log || ' ' || i.size AS place FROM log_index_root i
      LEFT JOIN log_entry e ON e.log = i.log AND e.idx = i.idx
      WHERE i.log = $1 AND i.idx IS NOT NULL AND e.leaf_hash IS DISTINCT FROM
        sha256('\\x0002'::bytea || int8send(i.size) || int8send(i.labels) || i.root)`,
  },
]

/** What records, streams, seeds, queue and index roots must be among one another (log.md section 9), as the database itself tells it. */
export async function checkStreams(client: PoolClient, log: number, findings: Findings): Promise<void> {
  for (const { class: kind, detail, sql } of RULES) {
    const values = sql.includes('$1') ? [log] : []
    const { rows } = await client.query<{ place: string }>(`${sql} ORDER BY 1 LIMIT ${MOST_NAMED}`, values)
    findings.add(...rows.map(({ place }) => ({ class: kind, place, detail })))
  }
}
