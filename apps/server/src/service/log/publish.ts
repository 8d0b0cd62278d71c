import { isQuorum, parseNote, writeNote } from '@recourse/log'
import type { ArchivedCheckpoint, WitnessState } from './log-store.ts'
import { openOwnCheckpoint } from './own-checkpoint.ts'
import type { LogParts } from './parts.ts'
import { LogStop } from './ports.ts'
import { laterThan } from './sequence.ts'
import type { OpenLog, Published } from './start-up.ts'
import { askWitnesses, witnessDoors } from './witness-client.ts'

export interface PublishResult {
  readonly witnesses: ReadonlyMap<string, WitnessState>
  /** null: below the quorum, and a closed log publishes nothing then. */
  readonly published: Published | null
}

/**
 * Step 6 of log.md section 5: the newest applied head, cosigned by whoever answers in time, becomes the public checkpoint;
 * then the database remembers it and drops the staged files. A publisher of an old term publishes nothing.
 * @throws LogStop `witness_ahead`, `term_lost`, `checkpoint_moved`
 */
export async function publish(
  parts: LogParts,
  log: Pick<OpenLog, 'identity' | 'keys' | 'tiles' | 'head' | 'published' | 'witnesses'>,
): Promise<PublishResult> {
  const { store, step, crypto, post, policy, settings, clock } = parts
  const { identity, tiles, head } = log
  const doors = witnessDoors(policy)
  const round = {
    tiles,
    crypto,
    post,
    note: head.checkpoint,
    size: head.size,
    now: clock.now(),
    timeoutMs: settings.witnessMs,
  }
  const answers = await askWitnesses(round, doors, log.witnesses)
  const states = answers.map(({ state }) => state)
  const witnesses = new Map([...log.witnesses, ...states.map((state) => [state.name, state] as const)])
  await step?.({ at: 'witnessed' })

  const signed = parseNote(head.checkpoint)
  const note = writeNote({
    text: signed.text,
    signatures: [...signed.signatures, ...answers.flatMap(({ lines }) => lines)],
  })
  // Read again as any reader will: what does not hold must not go out.
  const own = openOwnCheckpoint(crypto, identity.origin, identity.vkeys, policy.policy, note)
  const quorum = isQuorum(policy.policy, own.cosignatures)
  if (states.length > 0) await store.saveWitnesses(identity.log, states)
  if (!quorum && settings.publishing === 'closed') return { witnesses, published: null }

  if (!(await store.isTerm(identity.log, head.term))) throw termLost(identity.origin)
  await tiles.publish(log.published?.note ?? null, note)
  await step?.({ at: 'published' })
  const at = clock.now()
  const publishedAt = BigInt(Math.floor(at / 1000))
  const checkpoint: ArchivedCheckpoint = { size: head.size, publishedAt, note, quorumAt: quorum ? publishedAt : null }
  await store.recordPublication(identity.log, head.term, checkpoint)
  await step?.({ at: 'recorded' })
  return { witnesses, published: { size: head.size, note, quorum, at } }
}

/** Signs what has not grown once more, so that an idle log stays fresh (log.md section 3 "Time"). */
export async function refresh(parts: LogParts, log: OpenLog): Promise<OpenLog> {
  const { identity, head, keys } = log
  const time = await laterThan(parts, identity.origin, head.time)
  const checkpoint = keys.sign(parseNote(head.checkpoint).text, time)
  await parts.store.refreshHead(identity.log, head, checkpoint, time)
  return { ...log, head: { ...head, checkpoint, time } }
}

export function termLost(origin: string): LogStop {
  return new LogStop(
    'term_lost',
    'log.md 5.4',
    `Another process has taken over the log ${origin}; this one wrote nothing.`,
  )
}
