import type { ArchivedCheckpoint, WitnessState, WitnessVerdict } from '../../../service/log/log-store.ts'
import type { LogHead, LogIdentity } from '../../../service/log/ports.ts'

export interface IdentityRow {
  readonly log: number
  readonly origin: string
  readonly folder: string
  readonly inception: Date
  readonly granularity_hours: number
  readonly kinds: string
  readonly vkeys: readonly string[]
  readonly system_id: string
  readonly timeline: number
  readonly demonstration: boolean
  readonly frozen_at: Date | null
}

export interface HeadRow {
  readonly size: string
  readonly root: Buffer
  readonly checkpoint: Buffer
  readonly time: string
  readonly term: string
  readonly published_size: string
}

export interface CheckpointRow {
  readonly size: string
  readonly published_at: string
  readonly note: Buffer
  readonly quorum_at: string | null
}

export interface WitnessRow {
  readonly name: string
  readonly size: string
  readonly answer: string
  readonly detail: string
  readonly answered_at: Date
  readonly cosigned_at: Date | null
  readonly evidence: Buffer | null
}

/** The same memory, as `pg` takes it. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A copy of its own: what `pg` hands over shares the memory of a whole packet. */
export function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer)
}

export function identityOf(row: IdentityRow): LogIdentity {
  return {
    log: row.log,
    origin: row.origin,
    folder: row.folder,
    inception: row.inception.getTime(),
    granularityHours: row.granularity_hours,
    kinds: row.kinds === 'groups' ? 'groups' : 'full',
    vkeys: row.vkeys,
    systemId: row.system_id,
    timeline: row.timeline,
    demonstration: row.demonstration,
    frozenAt: row.frozen_at?.getTime() ?? null,
  }
}

export function headOf(row: HeadRow): LogHead {
  return {
    size: BigInt(row.size),
    root: bytesOf(row.root),
    checkpoint: bytesOf(row.checkpoint),
    time: Number(row.time),
    term: BigInt(row.term),
    publishedSize: BigInt(row.published_size),
  }
}

export function checkpointOf(row: CheckpointRow): ArchivedCheckpoint {
  return {
    size: BigInt(row.size),
    publishedAt: BigInt(row.published_at),
    note: bytesOf(row.note),
    quorumAt: row.quorum_at === null ? null : BigInt(row.quorum_at),
  }
}

const VERDICTS: readonly WitnessVerdict[] = [
  'cosigned',
  'stands_at',
  'unknown_origin',
  'refused',
  'inconsistent',
  'unreachable',
]

export function witnessOf(row: WitnessRow): WitnessState {
  return {
    name: row.name,
    size: BigInt(row.size),
    answer: VERDICTS.find((verdict) => verdict === row.answer) ?? 'refused',
    detail: row.detail,
    answeredAt: row.answered_at.getTime(),
    cosignedAt: row.cosigned_at?.getTime() ?? null,
    evidence: row.evidence === null ? null : bytesOf(row.evidence),
  }
}
