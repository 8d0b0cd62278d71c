import { decodeUtf8, LogError, writeAddCheckpoint } from '@recourse/log'
import { proofFromTiles } from '../verify/older.ts'
import { type LogReader, LogUnreadable, MAX_SMALL_FILE } from '../verify/reader.ts'
import { openTrusted } from '../verify/trust.ts'
import { addCheckpoint, standsAt, type Witness } from './witness.ts'

/** `cosigned`: with the note as the witness now holds it. `behind`: the log shows less than was cosigned. `refused`: with the reason. */
export type PullStep =
  | { readonly kind: 'cosigned'; readonly size: bigint; readonly note: Uint8Array }
  | { readonly kind: 'behind'; readonly size: bigint; readonly held: bigint }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }

/** Asks a log for its checkpoint and for the tiles that prove it consistent, and cosigns by the very rules of the served protocol. Throws LogUnreadable. */
export async function pullOnce(witness: Witness, source: LogReader): Promise<PullStep> {
  const note = await source.read('checkpoint', MAX_SMALL_FILE)
  if (note === null) throw new LogUnreadable(`${source.place} serves no checkpoint`)
  try {
    const { checkpoint } = openTrusted(witness.crypto, note, { logs: witness.logs, policy: null })
    const held = (await standsAt(witness, checkpoint.origin))?.size ?? 0n
    if (checkpoint.size < held) return { kind: 'behind', size: checkpoint.size, held }
    const proof = await proofFromTiles(witness.crypto.sha256, source, held, checkpoint.size)
    const request = writeAddCheckpoint({ oldSize: held, proof, checkpoint: note })
    const reply = await addCheckpoint(witness, request)
    if (reply.note !== undefined) return { kind: 'cosigned', size: checkpoint.size, note: reply.note }
    return { kind: 'refused', status: reply.status, reason: decodeUtf8(reply.body).trim() }
  } catch (error) {
    if (error instanceof LogError) return { kind: 'refused', status: 400, reason: error.message }
    throw error
  }
}
