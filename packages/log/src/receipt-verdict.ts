import type { DisclosedSlot } from './disclosure.ts'
import type { EventEntry } from './entry.ts'
import type { LogErrorCode } from './error.ts'
import type { Receipt } from './receipt.ts'
import type { VerifierKey } from './vkey.ts'

/** The steps, in their order (log.md section 2 "Receipt"). */
export const RECEIPT_STEPS = [
  /** The file is a receipt and each part of it can be read. */
  'file',
  /** Record or shown slots → salted leaves → the commitment that stands in the entry. */
  'record',
  /** What the entry says in public agrees with the record: kind, log, place in the stream. */
  'entry',
  /** Entry → leaf hash. */
  'leaf',
  /** Leaf hash → root of the checkpoint. */
  'tree',
  /** Every key that the policy names for this log signed the checkpoint. */
  'signatures',
  /** So many witnesses cosigned it as the policy's quorum asks. */
  'witnesses',
  /** The label is the one that the stream key makes for this number. */
  'stream',
] as const
export type ReceiptStepName = (typeof RECEIPT_STEPS)[number]

export type ReceiptStep = { readonly name: ReceiptStepName } & (
  | { readonly state: 'proven' }
  /** The receipt does not show what this step would check, which is its right. */
  | { readonly state: 'not-shown' }
  /** The quorum is `none`, or the log's own operator can fill it: nobody else vouches. */
  | { readonly state: 'not-witnessed' }
  | { readonly state: 'failed'; readonly code: LogErrorCode; readonly message: string }
  /** An earlier step failed. */
  | { readonly state: 'not-reached' }
)

/** What a receipt that passed does not prove, or carries unchecked. */
export type ReceiptCaveat =
  /** Whoever runs the log could have made this receipt alone. */
  | 'not-independently-witnessed'
  /** Made by a demonstration: about no real decision, and witnessed by nobody who counts. */
  | 'demonstration'
  /** Keys and witnesses are those that the receipt itself names. */
  | 'policy-from-receipt'
  /** Plain: what the leaf commits to stays closed. */
  | 'record-not-shown'
  | 'fields-withheld'
  /** Slot 0 is withheld: that the public kind is true is not shown. */
  | 'kind-not-opened'
  /** The policy inside was set aside for the reader's own. */
  | 'own-policy-unused'
  | 'timestamp-unchecked'
  /** Signature lines of keys that nobody here knows. */
  | 'unknown-signatures'

/** All that a receipt proves, once every step passed. Times are POSIX seconds. */
export interface ReceiptFacts {
  readonly origin: string
  readonly index: bigint
  readonly size: bigint
  readonly root: Uint8Array
  readonly leaf: Uint8Array
  readonly signedBy: readonly VerifierKey[]
  /** The name is the witness's in the policy. */
  readonly cosignatures: readonly { readonly name: string; readonly time: bigint }[]
  /** The earliest time by which a quorum had cosigned: the leaf was published then. null without witnesses: no time is proven. */
  readonly publishedBy: bigint | null
  readonly event: EventEntry | null
  /** The slots shown; null in a plain receipt. */
  readonly slots: ReadonlyMap<number, DisclosedSlot> | null
  /** k of the stream, where the stream key is there. */
  readonly seq: bigint | null
}

export interface ReceiptVerdict {
  /** No step failed. Read `caveats` before saying more. */
  readonly ok: boolean
  readonly form: Receipt['form'] | null
  readonly steps: readonly ReceiptStep[]
  readonly caveats: readonly ReceiptCaveat[]
  /** null where a step failed: nothing of such a receipt is to be relied on. */
  readonly facts: ReceiptFacts | null
}

/** What the reader trusts, from elsewhere than the receipt. */
export interface ReceiptTrust {
  /** Text of a policy (C2SP tlog-policy). null: the receipt's own is taken, and the verdict says so. A plain receipt has none and then fails. */
  readonly policy: string | null
  /** Keys of the log: each must have signed. */
  readonly logKeys?: readonly VerifierKey[]
}
