import type { Clock } from '../ports.ts'

/** Who runs a witness, as the operator's policy file says; silence counts as the operator's. */
export type RunBy = 'operator' | 'agency' | 'independent' | 'not_stated'

export interface WitnessView {
  readonly name: string
  readonly runBy: RunBy
  /** In the operator's words; '' where not said. */
  readonly who: string
  /** The size of the last tree it is known to stand at. */
  readonly size: number
  /** cosigned | stands_at | unknown_origin | refused | inconsistent | unreachable; null: never asked. */
  readonly answer: string | null
  /** ISO instants; null for never. */
  readonly answeredAt: string | null
  readonly cosignedAt: string | null
}

export interface CheckpointView {
  readonly size: number
  /** ISO instants. */
  readonly publishedAt: string
  /** null: below the quorum. */
  readonly quorumAt: string | null
}

/** A log of this server: the live one, or one that was frozen. */
export interface ShardView {
  readonly log: number
  readonly origin: string
  /** Below `/log/`. */
  readonly folder: string
  readonly inception: string
  readonly frozenAt: string | null
  readonly size: number
}

/** What this server says of its log. Everything but the witnesses' runners can be checked against the log itself. */
export interface LogView {
  readonly origin: string
  readonly folder: string
  readonly vkeys: readonly string[]
  readonly demonstration: boolean
  readonly granularityHours: number
  readonly kinds: 'full' | 'groups'
  /** Published leaves. */
  readonly size: number
  /** Base64; '' before the first publication. */
  readonly root: string
  /** Newest first. */
  readonly checkpoints: readonly CheckpointView[]
  readonly witnesses: readonly WitnessView[]
  /** no_quorum: met by the log's own signatures. operator_alone: by those the operator or a deciding agency runs. */
  readonly witnessed: 'no_quorum' | 'operator_alone' | 'independent'
  /** The newest published index root. */
  readonly index: { readonly size: number; readonly labels: number; readonly leaf: number } | null
  /** In the order in which they follow each other; the live one last. */
  readonly shards: readonly ShardView[]
}

/** Entries at the end of a day (UTC). */
export interface GrowthDay {
  readonly day: string
  readonly size: number
}

/** What the policy says of who runs which witness (abuse.md L06). */
export interface WitnessedBy {
  readonly witnessed: LogView['witnessed']
  readonly witnesses: readonly Pick<WitnessView, 'name' | 'runBy' | 'who'>[]
}

export interface LogViewStore {
  /** Of the live log; null where this server keeps none. */
  read(): Promise<
    (Omit<LogView, 'witnesses' | 'witnessed'> & { readonly answers: readonly WitnessAnswerView[] }) | null
  >
  /** Of the live log, by day, oldest first. */
  growth(): Promise<readonly GrowthDay[]>
}

export type WitnessAnswerView = Omit<WitnessView, 'runBy' | 'who'>

export interface LogViews {
  view(): Promise<LogView | null>
  growth(): Promise<readonly GrowthDay[]>
}

/** A page asked for often is made of one look at the database in this time. */
const VIEW_MS = 2_000
const GROWTH_MS = 60_000

/** `witnessedBy` is asked each time: the policy may change while the server runs. */
export function logViews(store: LogViewStore, clock: Clock, witnessedBy: () => WitnessedBy): LogViews {
  const look = <Value>(everyMs: number, read: () => Promise<Value>): (() => Promise<Value>) => {
    let last: { readonly at: number; readonly value: Promise<Value> } | null = null
    return () => {
      const now = clock.now()
      if (last !== null && now - last.at < everyMs) return last.value
      const value = read()
      last = { at: now, value }
      value.catch(() => {
        last = null
      })
      return value
    }
  }
  return {
    view: look(VIEW_MS, async () => {
      const found = await store.read()
      if (found === null) return null
      const { answers, ...rest } = found
      const { witnessed, witnesses } = witnessedBy()
      return {
        ...rest,
        witnessed,
        witnesses: witnesses.map((one) => ({
          ...(answers.find((answer) => answer.name === one.name) ?? UNASKED),
          ...one,
        })),
      }
    }),
    growth: look(GROWTH_MS, () => store.growth()),
  }
}

const UNASKED = { size: 0, answer: null, answeredAt: null, cosignedAt: null }
