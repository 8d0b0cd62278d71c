import type { LogStore, OutboxDepth, WitnessState } from './log-store.ts'
import { type Independence, independenceOf, type NamedWitness, type WitnessPolicy } from './policy-file.ts'
import type { LogIdentity } from './ports.ts'

/** How the log stands, for pages, metrics and checks. Times in milliseconds. */
export interface LogStatus {
  readonly identity: LogIdentity
  /** Ended logs, oldest first; they stay verifiable under their own folders. */
  readonly frozen: readonly LogIdentity[]
  readonly head: { readonly size: bigint; readonly time: number }
  /** null before the first publication. */
  readonly published: {
    readonly size: bigint
    readonly note: Uint8Array
    readonly at: number
    readonly quorum: boolean
  } | null
  readonly witnesses: readonly WitnessStatus[]
  readonly independence: Independence
  readonly publishing: 'open' | 'closed'
  readonly outbox: OutboxDepth
}

export interface WitnessStatus extends NamedWitness {
  /** null: never asked. */
  readonly last: WitnessState | null
  /** Leaves it is known to be behind the head; null where nothing is known. */
  readonly lag: bigint | null
}

/** null: there is no live log. */
export async function logStatus(parts: {
  readonly store: LogStore
  readonly policy: WitnessPolicy
  readonly publishing: 'open' | 'closed'
}): Promise<LogStatus | null> {
  const { store, policy, publishing } = parts
  const all = await store.identities()
  const identity = all.find(({ frozenAt }) => frozenAt === null)
  const head = identity === undefined ? null : await store.head(identity.log)
  if (identity === undefined || head === null) return null
  const last = await store.lastCheckpoint(identity.log)
  const states = await store.witnesses(identity.log)
  return {
    identity,
    frozen: all.filter(({ frozenAt }) => frozenAt !== null),
    head: { size: head.size, time: head.time },
    published:
      last === null
        ? null
        : { size: last.size, note: last.note, at: Number(last.publishedAt) * 1000, quorum: last.quorumAt !== null },
    witnesses: policy.witnesses.map((witness) => {
      const state = states.find(({ name }) => name === witness.name) ?? null
      const isKnown = state !== null && (state.answer === 'cosigned' || state.answer === 'stands_at')
      return { ...witness, last: state, lag: isKnown ? head.size - state.size : null }
    }),
    independence: independenceOf(policy, identity.origin),
    publishing,
    outbox: await store.outboxDepth(),
  }
}
