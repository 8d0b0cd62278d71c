import { isQuorum, isStepMissing, type OpenedCheckpoint, type Policy, type VerifiedStream } from '@recourse/log'

/** What the log shows about a step and its deadline (log.md section 3 "Time"). Free of law: what follows from it the law says. */
export type StepAnswer =
  /** No such event stands behind leaf `behind`, and a quorum saw the log at or after the deadline. */
  | { readonly kind: 'missing' }
  /** It stands there. Whether in time is another question: `lateStep`. */
  | { readonly kind: 'present'; readonly seq: bigint; readonly index: bigint }
  /** No such event, but no quorum at or after the deadline proves that the deadline had passed: take a newer checkpoint. */
  | { readonly kind: 'not-proven' }

export interface StepQuestion {
  /** The event after which it is due, by its number in the stream; 0 for the stream's beginning. */
  readonly after: bigint
  readonly kinds: ReadonlySet<number>
  /** POSIX seconds. */
  readonly deadline: bigint
}

/** null: the stream has no such event, so nothing can be said about what is behind it. */
function leafOf(stream: VerifiedStream, seq: bigint): bigint | null {
  return seq === 0n ? -1n : (stream.events.find((event) => event.seq === seq)?.index ?? null)
}

/** Is there, behind event `after`, none of `kinds` although the deadline has passed? */
export function missingStep(
  stream: VerifiedStream,
  policy: Policy,
  { after, kinds, deadline }: StepQuestion,
): StepAnswer {
  const behind = leafOf(stream, after)
  if (behind === null) return { kind: 'not-proven' }
  const found = stream.events.find(({ index, event }) => index > behind && kinds.has(event.kind))
  if (found !== undefined) return { kind: 'present', seq: found.seq, index: found.index }
  return { kind: isStepMissing(stream, policy, { behind, kinds, deadline }) ? 'missing' : 'not-proven' }
}

/**
 * Was the first event of `kinds` behind `after` not published by the deadline? Shown by a checkpoint that does not reach it yet and has a quorum at or
 * after the deadline. null: no such event, or not shown by this checkpoint.
 */
export function lateStep(
  stream: VerifiedStream,
  policy: Policy,
  { after, kinds, deadline }: StepQuestion,
  earlier: OpenedCheckpoint,
): { readonly seq: bigint; readonly index: bigint; readonly size: bigint } | null {
  const behind = leafOf(stream, after)
  if (behind === null) return null
  const found = stream.events.find(({ index, event }) => index > behind && kinds.has(event.kind))
  const { origin, size } = earlier.checkpoint
  if (found === undefined || origin !== stream.origin || size > found.index) return null
  // Without witnesses no time is proven.
  if (policy.quorum === null || !isQuorum(policy, earlier.cosignatures, { from: deadline })) return null
  return { seq: found.seq, index: found.index, size }
}

/**
 * Does an event of `second` stand before the first of `first`, or without one? By leaf indices alone; no clock is asked. null: the order is kept, or
 * neither is there.
 */
export function wrongOrder(
  stream: VerifiedStream,
  { first, second }: { readonly first: ReadonlySet<number>; readonly second: ReadonlySet<number> },
): { readonly second: bigint; readonly first: bigint | null } | null {
  const earliest = (kinds: ReadonlySet<number>) =>
    stream.events.find(({ event }) => kinds.has(event.kind))?.index ?? null
  const [one, two] = [earliest(first), earliest(second)]
  return two !== null && (one === null || two < one) ? { second: two, first: one } : null
}
