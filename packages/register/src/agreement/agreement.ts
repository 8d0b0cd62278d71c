/** A data-sharing agreement. Missing is unknown, never unlimited. */
export interface Agreement {
  readonly key: string
  readonly name: string
  readonly provider: string
  readonly recipient: string
  readonly purpose: string | null
  readonly dataTypes: readonly string[]
  readonly quota: { readonly records: number; readonly per: 'month'; readonly zone: string } | null
  /** Volume as reported as one total over a span, where no dated entries are known. */
  readonly requested: { readonly records: number; readonly text: string; readonly withinMonths: number } | null
  /** Dated use; the sum in one calendar month of the agreement's zone is held against the quota. */
  readonly usage: readonly { readonly at: string; readonly records: number }[]
  readonly effective: string | null
  readonly expires: string | null
  readonly termMonths: number | null
  readonly verificationStep: 'yes' | 'no' | 'unknown'
  readonly noticeStep: 'yes' | 'no' | 'unknown'
  /** Keys of named systems or use cases it feeds. */
  readonly feeds: readonly string[]
  readonly status: string
  readonly sources: readonly string[]
}
