import type { Disclosure, SlotValue } from '@recourse/log'

/** Fresh ids and secrets; the only chance the log sees. */
export interface Chance {
  uuid(): string
  /** 32 bytes from the system's CSPRNG. */
  secret(): Uint8Array
}

/** Things that are declared, never a person, a case or a representative: a stream of those would join cases. */
export const PUBLIC_STREAMS = [
  'use-case',
  'inventory',
  'agency',
  'agreement',
  'contract',
  'policy-pack',
  'log',
] as const

/** From its name anyone makes the stream's key. */
export type PublicStreamName = `${(typeof PUBLIC_STREAMS)[number]}/${string}`

/** A stream by its public name, or one that is there already by its id: a case's has no name. */
export type StreamPlace =
  | { readonly kind: 'public'; readonly name: PublicStreamName }
  | { readonly kind: 'id'; readonly id: Uint8Array }

export interface EventToLog {
  readonly stream: StreamPlace
  /** Of the closed lists: never another one's. */
  readonly code: number
  readonly version: number
  /** From slot 5 on. */
  readonly slots: readonly SlotValue[]
}

export interface LoggedEvent {
  readonly record: string
  readonly stream: Uint8Array
  readonly seq: bigint
  readonly leafHash: Uint8Array
}

/** A record with what opens it. For whoever may read it; the seed goes with it only whole. */
export interface OpenedRecord extends LoggedEvent {
  readonly code: number
  readonly schema: number
  readonly seed: Uint8Array
  readonly slots: readonly SlotValue[]
  readonly entry: Uint8Array
}

/** The key goes to the person, with the first notice, and to nobody else. */
export interface CaseStream {
  readonly id: Uint8Array
  readonly key: Uint8Array
}

/** Records and the leaves that commit to them, written in the transaction of whoever calls. */
export interface RecordLog {
  /**
   * A stream for one new case, with a random key under a sealing key of its own. It takes nothing, so that no two cases
   * can be made to share one, and no stream can be a person's or a representative's.
   */
  openCaseStream(): Promise<CaseStream>
  /** In the order given within a stream; null, and nothing written, where no log is live. `LogStop` `stream_unknown`: no such stream, or erased. */
  append(events: readonly EventToLog[], at: number): Promise<readonly LoggedEvent[] | null>
  /** null where there is none, or none any more. `LogStop` `record_differs` where it no longer leads to its leaf. */
  open(record: string): Promise<OpenedRecord | null>
}

/** What became of one leaf. */
export interface LoggedLeaf {
  readonly record: string
  /** The event's own code, not the public byte. */
  readonly code: number
  /** ISO 8601, exact; of a public stream. */
  readonly at: string
  /** Number of the leaf in its log; null until a published checkpoint covers it. */
  readonly index: bigint | null
}

/** A record of which some fields are kept back, with the event that says so. */
export interface WithheldDisclosure {
  readonly disclosure: Disclosure
  readonly event: LoggedEvent
}
