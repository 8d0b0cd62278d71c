import { setTimeout as sleep } from 'node:timers/promises'
import { parseForkEvidence, verifyForkEvidence } from '@recourse/log'
import { openWitness, type ServedWitness, serveWitness, type WitnessSettings } from './serve-witness.ts'
import { type MirrorStep, mirrorOnce } from './service/log/mirror/mirror-log.ts'
import { type ProvenLeaf, proveLeaf } from './service/log/verify/prove-leaf.ts'
import { LogUnreadable, MAX_SMALL_FILE } from './service/log/verify/reader.ts'
import { trustOf } from './service/log/verify/trust.ts'
import { type PullStep, pullOnce } from './service/log/witness/pull.ts'
import type { Clock } from './service/ports.ts'
import { directoryReader } from './store/tiles/directory-reader.ts'
import { folderTiles } from './store/tiles/folder.ts'
import { logCrypto, readerOf } from './verify-place.ts'

export interface MirrorPlace {
  readonly source: string
  readonly folder: string
  /** Empty: the keys kept in the folder, or on the first look those that the log itself serves. */
  readonly vkeys: readonly string[]
  /** null: one look. */
  readonly everySeconds: number | null
  readonly signal: AbortSignal
  onNote(text: string): void
  onFiles(files: number): void
  onStep(step: MirrorStep): void
}

/**
 * `log mirror`: one look, or one after the other until interrupted or until the log is not what it signed. Gives the last step; evidence of
 * a fork lies in the folder's `evidence/` by then. Between looks an address that does not answer is waited for. @throws LogUnreadable on the first look
 */
export async function mirrorPlace(asked: MirrorPlace): Promise<MirrorStep> {
  const source = readerOf(asked.source, { signal: asked.signal, packed: true })
  const store = folderTiles(asked.folder)
  const vkeys = await keysOfMirror(asked, source)
  const trust = trustOf(logCrypto, vkeys, null)
  const look = () =>
    mirrorOnce({ crypto: logCrypto, source, store, trust, signal: asked.signal, onFiles: asked.onFiles })
  let step = await look()
  await store.create([{ path: 'vkey', bytes: Buffer.from(vkeys.map((vkey) => `${vkey}\n`).join('')) }])
  for (;;) {
    asked.onStep(step)
    if (step.kind === 'forked') {
      await store.create([{ path: `evidence/${step.evidence.name}`, bytes: step.evidence.bytes }])
    }
    if (asked.everySeconds === null || step.kind === 'forked' || step.kind === 'differs') return step
    await sleep(asked.everySeconds * 1_000, undefined, { signal: asked.signal })
    step = await look().catch((error: unknown) => {
      if (!(error instanceof LogUnreadable)) throw error
      asked.onNote(`not reached: ${error.message}`)
      return step
    })
  }
}

async function keysOfMirror(asked: MirrorPlace, source: ReturnType<typeof readerOf>): Promise<readonly string[]> {
  const lines = (bytes: Uint8Array): string[] =>
    Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
  if (asked.vkeys.length > 0) return asked.vkeys
  const kept = await directoryReader(asked.folder).read('vkey', MAX_SMALL_FILE)
  if (kept !== null) return lines(kept)
  const served = await source.read('vkey', MAX_SMALL_FILE)
  if (served === null) throw new LogUnreadable(`${source.place} serves no vkey; give --vkey`)
  asked.onNote('the key was taken from the log itself and is kept from now on; compare it with one from elsewhere')
  return lines(served)
}

/** `log prove`: @throws LogError, LogUnreadable */
export function provePlace(place: string, index: bigint, vkeys: readonly string[]): Promise<ProvenLeaf> {
  return proveLeaf(logCrypto, readerOf(place), index, trustOf(logCrypto, vkeys, null))
}

export interface ForkSummary {
  readonly origin: string
  readonly sizes: readonly [bigint, bigint]
}

/** Evidence of a fork, as anybody may check it. @throws LogError where it proves nothing */
export function verifyEvidence(bytes: Uint8Array, vkeys: readonly string[]): ForkSummary {
  const { logs } = trustOf(logCrypto, vkeys, null)
  const { older, newer } = verifyForkEvidence(logCrypto.sha256, parseForkEvidence(bytes), logs, logCrypto.checks)
  return { origin: newer.checkpoint.origin, sizes: [older.checkpoint.size, newer.checkpoint.size] }
}

export interface WitnessPlaces extends Omit<WitnessSettings, 'clock'> {
  readonly clock: Clock
  /** Logs to follow; none: it waits to be asked. */
  readonly sources: readonly string[]
  /** Where it is served; null: nowhere. */
  readonly listen: { readonly host: string; readonly port: number } | null
  /** null: one look at each log. */
  readonly everySeconds: number | null
  readonly signal: AbortSignal
  onNote(text: string): void
  onServed(address: string, vkeys: readonly string[]): void
  onStep(source: string, step: PullStep): void
}

/** `log witness`: follows logs and cosigns what is consistent, serves the protocol, or both, until interrupted. @throws ListenError, LogUnreadable */
export async function runWitness(asked: WitnessPlaces): Promise<void> {
  const { signal } = asked
  const witness = await openWitness(asked)
  const served: ServedWitness | null =
    asked.listen === null ? null : await serveWitness(witness, { ...asked.listen, onTrouble: asked.onNote })
  if (served !== null) asked.onServed(served.address, [])
  try {
    const sources = asked.sources.map((place) => ({ place, reader: readerOf(place, { signal }) }))
    for (let isFirst = true; ; isFirst = false) {
      for (const { place, reader } of sources) {
        try {
          asked.onStep(place, await pullOnce(witness, reader))
        } catch (error) {
          if (!(error instanceof LogUnreadable) || (isFirst && asked.everySeconds === null)) throw error
          asked.onNote(`not reached: ${error.message}`)
        }
      }
      if (asked.everySeconds === null && served === null) return
      await sleep((asked.everySeconds ?? 3_600) * 1_000, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted || served === null) throw error
  } finally {
    await served?.close()
  }
}
