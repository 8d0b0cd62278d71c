import { isQuorum, isStepMissing, type OpenedCheckpoint, type Policy, type VerifiedStream } from '@recourse/log'

/** The verified proofs of one stream, a log each, in the order in which the logs follow each other. */
export type StreamAcrossLogs = readonly VerifiedStream[]

/** What the log shows about a step and its deadline (log.md section 3 "Time"). Free of law: what follows from it the law says. */
export type StepAnswer =
  /** No such event stands behind event `after`, and a quorum saw the log at or after the deadline. */
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

/** The first event of `kinds` behind event `after`. INVARIANT: numbers rise as leaves do, within a log and from log to log. */
function firstBehind(streams: StreamAcrossLogs, { after, kinds }: Pick<StepQuestion, 'after' | 'kinds'>) {
  for (const stream of streams) {
    const event = stream.events.find(({ seq, event: { kind } }) => seq > after && kinds.has(kind))
    if (event !== undefined) return { stream, event }
  }
  return null
}

/** Is there, behind event `after`, none of `kinds` although the deadline has passed? An `after` that the stream does not have proves nothing. */
export function missingStep(streams: StreamAcrossLogs, policy: Policy, question: StepQuestion): StepAnswer {
  const found = firstBehind(streams, question)
  if (found !== null) return { kind: 'present', seq: found.event.seq, index: found.event.index }
  const last = streams.at(-1)
  const isKnown =
    question.after === 0n || streams.some(({ events }) => events.some(({ seq }) => seq === question.after))
  if (last === undefined || !isKnown) return { kind: 'not-proven' }
  const behind = { ...question, behind: -1n }
  return { kind: isStepMissing({ ...last, events: [] }, policy, behind) ? 'missing' : 'not-proven' }
}

/**
 * Was the first event of `kinds` behind `after` not published by the deadline? Shown by a checkpoint that does not reach it yet and has a quorum at or
 * after the deadline. null: no such event, or not shown by this checkpoint.
 */
export function lateStep(
  streams: StreamAcrossLogs,
  policy: Policy,
  question: StepQuestion,
  earlier: OpenedCheckpoint,
): { readonly seq: bigint; readonly index: bigint; readonly size: bigint } | null {
  const found = firstBehind(streams, question)
  const { origin, size } = earlier.checkpoint
  if (found === null || origin !== found.stream.origin || size > found.event.index) return null
  // Without witnesses no time is proven.
  if (policy.quorum === null || !isQuorum(policy, earlier.cosignatures, { from: question.deadline })) return null
  return { seq: found.event.seq, index: found.event.index, size }
}

/**
 * Does an event of `second` stand before the first of `first`, or without one? By order alone; no clock is asked. Numbers of events; null: the order is
 * kept, or neither is there.
 */
export function wrongOrder(
  streams: StreamAcrossLogs,
  { first, second }: { readonly first: ReadonlySet<number>; readonly second: ReadonlySet<number> },
): { readonly second: bigint; readonly first: bigint | null } | null {
  const earliest = (kinds: ReadonlySet<number>) => firstBehind(streams, { after: 0n, kinds })?.event.seq ?? null
  const [one, two] = [earliest(first), earliest(second)]
  return two !== null && (one === null || two < one) ? { second: two, first: one } : null
}
