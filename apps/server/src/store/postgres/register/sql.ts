/** Collects parameters while a statement is composed: `${p.add(value)}` yields `$1`, `$2`... Values never enter the text. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** ISO 8601 in UTC, to the millisecond. */
export function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
