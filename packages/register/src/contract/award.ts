/** One federal award as an award file states it: facts of the award alone. */
export interface Award {
  readonly awardId: string
  readonly vendor: string
  /** Contracting office. */
  readonly office: string
  /** Department code the file covers, `DHS`. */
  readonly agency: string
  readonly obligatedUsd: number
  readonly description: string
  readonly modifications: string
  readonly naics: string
  readonly psc: string
  /** `YYYY-MM-DD` or ''. */
  readonly startDate: string
  readonly permalink: string
  readonly file: string
  /** Position in the file, the first award = 1. */
  readonly row: number
}
