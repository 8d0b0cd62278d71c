import { setTimeout as sleep } from 'node:timers/promises'
import { LogError, parseForkEvidence, verifyForkEvidence, writeVkey } from '@recourse/log'
import { openWitness, type ServedWitness, serveWitness, type WitnessSettings } from './serve-witness.ts'
import { type MirrorStep, mirrorOnce } from './service/log/mirror/mirror-log.ts'
import { type ProvenLeaf, proveLeaf } from './service/log/verify/prove-leaf.ts'
import { type LogReader, LogUnreadable, MAX_SMALL_FILE } from './service/log/verify/reader.ts'
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
  if (step.kind !== 'differs') {
    await store.create([{ path: 'vkey', bytes: Buffer.from(vkeys.map((vkey) => `${vkey}\n`).join('')) }])
  }
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

async function keysOfMirror(asked: MirrorPlace, source: LogReader): Promise<readonly string[]> {
  if (asked.vkeys.length > 0) return asked.vkeys
  const kept = await servedKeys(directoryReader(asked.folder))
  if (kept !== null) return kept
  const served = await servedKeys(source)
  if (served === null) throw new LogUnreadable(`${source.place} serves no vkey; give --vkey`)
  asked.onNote('the key was taken from the log itself and is kept from now on; compare it with one from elsewhere')
  return served
}

/** `log prove`: with the keys given, else those that lie beside the log. @throws LogError, LogUnreadable */
export async function provePlace(place: string, index: bigint, vkeys: readonly string[]): Promise<ProvenLeaf> {
  const reader = readerOf(place)
  const own = vkeys.length > 0 ? vkeys : ((await servedKeys(reader)) ?? [])
  if (own.length === 0) throw new LogUnreadable(`${reader.place} serves no vkey; give --vkey`)
  return proveLeaf(logCrypto, reader, index, trustOf(logCrypto, own, null))
}

async function servedKeys(reader: LogReader): Promise<readonly string[] | null> {
  const served = await reader.read('vkey', MAX_SMALL_FILE)
  if (served === null) return null
  const lines = Buffer.from(served).toString('utf8').split('\n')
  return lines.filter((line) => line !== '')
}

export interface EvidenceVerdict {
  readonly proven: boolean
  readonly origin: string | null
  /** Of the older and the newer tree. */
  readonly sizes: readonly bigint[]
  /** Why it proves nothing; null where it does. */
  readonly detail: string | null
}

/** Evidence of a fork, as anybody may check it. @throws LogError for a vkey that cannot be read */
export function verifyEvidence(bytes: Uint8Array, vkeys: readonly string[]): EvidenceVerdict {
  const { logs } = trustOf(logCrypto, vkeys, null)
  try {
    const { older, newer } = verifyForkEvidence(logCrypto.sha256, parseForkEvidence(bytes), logs, logCrypto.checks)
    const sizes = [older.checkpoint.size, newer.checkpoint.size]
    return { proven: true, origin: newer.checkpoint.origin, sizes, detail: null }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return { proven: false, origin: null, sizes: [], detail: error.message.replace(/^log: /, '') }
  }
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
  onServed(address: string | null, vkeys: readonly string[]): void
  onStep(source: string, step: PullStep): void
}

/** `log witness`: follows logs and cosigns what is consistent, serves the protocol, or both, until interrupted. @throws ListenError, LogUnreadable */
export async function runWitness(asked: WitnessPlaces): Promise<void> {
  const { signal } = asked
  const witness = await openWitness(asked)
  const served: ServedWitness | null =
    asked.listen === null ? null : await serveWitness(witness, { ...asked.listen, onTrouble: asked.onNote })
  asked.onServed(
    served?.address ?? null,
    witness.keys.map(({ key }) => writeVkey(key)),
  )
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
