import { collect } from './collect.ts'
import { checkFreeSpace } from './free-space.ts'
import type { Leadership, WitnessState } from './log-store.ts'
import type { LogParts } from './parts.ts'
import { type LogIdentity, LogStop, type LogStopCode } from './ports.ts'
import { publish, refresh, termLost } from './publish.ts'
import { sequenceBatch } from './sequence.ts'
import { type OpenLog, type Published, startUp } from './start-up.ts'

/** What just became public. `log` by its number, `time` in milliseconds. */
export interface Publication {
  readonly log: number
  readonly size: bigint
  readonly note: Uint8Array
  readonly time: number
  readonly quorum: boolean
}

export type AfterPublish = (published: Publication) => Promise<void>

/** `waiting`: another process sequences. `troubled`: a store does not answer; it goes on by itself. `stopped`: for the operator. */
export type RunnerState =
  | { readonly kind: 'waiting' | 'sequencing' | 'ended' }
  | { readonly kind: 'troubled'; readonly error: unknown }
  | { readonly kind: 'stopped'; readonly stop: LogStop }

export interface LogRunner {
  state(): RunnerState
  /** What this process last published or found published; null while another one sequences. */
  published(): Published | null
  /** Finishes the cycle under way, publishes what is applied, and lets go of the lock. */
  stop(): Promise<void>
}

export interface RunnerOptions {
  readonly afterPublish?: readonly AfterPublish[]
  /** Told of every error, also of those it goes on after. */
  onTrouble(error: unknown): void
}

/** Stops that pass by themselves: afterwards all is loaded and checked afresh. */
const PASSING: readonly LogStopCode[] = ['term_lost', 'checkpoint_moved', 'tile_store_full']
const TAKE_OVER_MS = 500
const FREE_SPACE_EVERY_MS = 5_000
const LONGEST_PAUSE_MS = 10_000
/** Bounds what staging holds while a closed log waits for its witnesses: then the outbox fills, and pushback begins. */
const MOST_UNPUBLISHED = { leaves: 65_536n, batches: 4_096 }

/**
 * Sequences the live log, or waits to take over from the process that does. Resolves once the first attempt is through:
 * the log is open, or led elsewhere. @throws LogStop and store errors of that first attempt
 */
export async function runLog(parts: LogParts, identity: LogIdentity, options: RunnerOptions): Promise<LogRunner> {
  const { afterPublish = [], onTrouble } = options
  let state: RunnerState = { kind: 'waiting' }
  let published: Published | null = null
  let awake: () => void = () => undefined
  const ending = new AbortController()

  let isWoken = false
  const wake = (): void => {
    isWoken = true
    awake()
  }
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        isWoken = false
        awake = () => undefined
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(done, ms)
      awake = done
      if (isWoken) done()
    })

  const opened = async (leadership: Leadership): Promise<OpenLog> => {
    const log = await startUp(parts, identity)
    if (log.head.term !== leadership.term) throw termLost(identity.origin)
    return log
  }

  /** Runs until something throws, the lock is lost, or the end is asked for. */
  const work = async (leadership: Leadership, first: OpenLog): Promise<void> => {
    const { settings, clock } = parts
    let log = first
    let witnesses: ReadonlyMap<string, WitnessState> = first.witnesses
    let batches = 0
    let publishing: Promise<void> | null = null
    let trouble: { readonly error: unknown } | null = null
    let triedAt = Number.NEGATIVE_INFINITY
    let unmet = first.published?.quorum === false ? 1 : 0
    let collectedAt = Number.NEGATIVE_INFINITY
    let spaceAt = Number.NEGATIVE_INFINITY
    published = first.published
    state = { kind: 'sequencing' }

    const publishNow = async (snapshot: OpenLog): Promise<void> => {
      const result = await publish(parts, { ...snapshot, published, witnesses })
      witnesses = result.witnesses
      if (result.published === null) {
        unmet++
        return
      }
      unmet = result.published.quorum ? 0 : unmet + 1
      published = result.published
      const { size, note, at: time, quorum } = result.published
      for (const hook of afterPublish) {
        await hook({ log: identity.log, size, note, time, quorum }).catch(onTrouble)
      }
    }
    const collectNow = async (): Promise<void> => {
      if (published === null || clock.now() - collectedAt < settings.collectMs) return
      collectedAt = clock.now()
      await collect(parts, { log: identity.log, tiles: log.tiles, publishedSize: published.size })
    }
    const startPublishing = (): void => {
      triedAt = clock.now()
      batches = 0
      publishing = publishNow(log)
        .then(collectNow)
        .catch((error: unknown) => {
          trouble = { error }
        })
        .finally(() => {
          publishing = null
          wake()
        })
    }
    const isDue = (): boolean => {
      if (publishing !== null) return false
      const pause = Math.min(settings.publishMs * 2 ** Math.min(unmet, 10), Math.max(settings.publishMs, 30_000))
      const grew = published === null || published.size !== log.head.size
      const waits = grew && settings.publishing === 'open' ? settings.publishMs : pause
      if (clock.now() - triedAt < waits) return false
      return grew || unmet > 0
    }

    try {
      while (!ending.signal.aborted) {
        if (leadership.lost.aborted) throw termLost(identity.origin)
        if (trouble !== null) throw failureIn(trouble)
        if (clock.now() - spaceAt >= FREE_SPACE_EVERY_MS) {
          spaceAt = clock.now()
          await checkFreeSpace(parts.store, log.tiles, identity.log, { now: spaceAt, floorBytes: settings.floorBytes })
        }
        const behind = log.head.size - (published?.size ?? 0n)
        let leaves = 0
        if (behind < MOST_UNPUBLISHED.leaves && batches < MOST_UNPUBLISHED.batches) {
          const cycle = await sequenceBatch(parts, log)
          log = cycle.log
          leaves = cycle.leaves
          if (leaves > 0) batches++
        }
        if (publishing === null && published !== null && clock.now() - published.at >= settings.idlePublishMs) {
          if (published.size === log.head.size && clock.now() - triedAt >= settings.publishMs) {
            log = await refresh(parts, log)
            startPublishing()
          }
        }
        if (isDue()) startPublishing()
        if (leaves < settings.batchLeaves) await sleep(settings.pollMs)
      }
      if (publishing !== null) await publishing
      if (trouble === null && (published === null || log.head.size > published.size)) await publishNow(log)
      if (trouble !== null) throw failureIn(trouble)
    } finally {
      // Nothing of this state may go on beside the next one.
      if (publishing !== null) await publishing
    }
  }

  /** Leads until the end, or until a stop that does not pass. */
  const lead = async (held: { readonly leadership: Leadership; readonly log: OpenLog } | null): Promise<void> => {
    let leadership = held?.leadership ?? null
    let log = held?.log ?? null
    let watched: Leadership | null = null
    let pause = parts.settings.pollMs
    try {
      while (!ending.signal.aborted) {
        try {
          leadership ??= await parts.store.tryLead(identity.log)
          if (leadership === null) {
            state = { kind: 'waiting' }
            await sleep(TAKE_OVER_MS)
            continue
          }
          if (leadership !== watched) {
            // Once for each, however often the log is opened anew under it.
            leadership.onWake(wake)
            leadership.lost.addEventListener('abort', wake, { once: true })
            watched = leadership
          }
          log ??= await opened(leadership)
          const since = performance.now()
          await work(leadership, log).finally(() => {
            if (performance.now() - since > LONGEST_PAUSE_MS) pause = parts.settings.pollMs
          })
        } catch (error) {
          // Whatever was in memory is void now: the next try loads and checks everything again (log.md 5.5).
          log = null
          onTrouble(error)
          if (error instanceof LogStop && !PASSING.includes(error.code)) {
            state = { kind: 'stopped', stop: error }
            return
          }
          state = { kind: 'troubled', error }
          const lostLead = leadership?.lost.aborted === true || (error instanceof LogStop && error.code === 'term_lost')
          if (lostLead) {
            await leadership?.release()
            leadership = null
          }
          if (!ending.signal.aborted) await sleep(pause)
          pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
        }
      }
      state = { kind: 'ended' }
    } finally {
      await leadership?.release()
    }
  }

  const leadership = await parts.store.tryLead(identity.log)
  let held: { readonly leadership: Leadership; readonly log: OpenLog } | null = null
  if (leadership !== null) {
    try {
      held = { leadership, log: await opened(leadership) }
    } catch (error) {
      await leadership.release()
      throw error
    }
  }
  const led = lead(held)
  return {
    state: () => state,
    published: () => published,
    async stop() {
      ending.abort()
      wake()
      await led
    },
  }
}

function failureIn(trouble: { readonly error: unknown }): unknown {
  return trouble.error
}
