import {
  consistencyRanges,
  fullNodes,
  LogError,
  type NoteSignature,
  nodesFromTiles,
  noteVerifier,
  parseNote,
  parseSignatureLines,
  parseTimedSignature,
  parseTreeSize,
  proveConsistency,
  type SignatureChecks,
  tilePath,
  tilesOf,
  type VerifierKey,
  writeAddCheckpoint,
} from '@recourse/log'
import type { WitnessState, WitnessVerdict } from './log-store.ts'
import type { WitnessPolicy } from './policy-file.ts'
import { type LogCrypto, LogStop, type TileStore } from './ports.ts'

export interface WitnessReply {
  readonly status: number
  /** Content type without parameters, lower case. */
  readonly type: string
  readonly body: Uint8Array
}

/** Sends one request; throws where no whole answer came in time. Follows no redirect. */
export type WitnessPost = (url: string, body: Uint8Array, signal: AbortSignal) => Promise<WitnessReply>

/** One address at which a witness answers, with its keys in the policy. */
export interface WitnessDoor {
  readonly name: string
  readonly url: string
  readonly keys: readonly VerifierKey[]
}

/** Each address once, though a witness may have a key of either kind. A witness without one is not asked. */
export function witnessDoors({ policy }: WitnessPolicy): readonly WitnessDoor[] {
  const urls = [...new Set(policy.witnesses.flatMap(({ url }) => (url === undefined ? [] : [url])))]
  return urls.flatMap((url) => {
    const keys = policy.witnesses.filter((witness) => witness.url === url).map(({ key }) => key)
    const [first] = keys
    return first === undefined ? [] : [{ name: first.name, url: url.replace(/\/+$/, ''), keys }]
  })
}

export interface WitnessRound {
  readonly tiles: TileStore
  readonly crypto: LogCrypto
  readonly post: WitnessPost
  /** Signed by the log; committed, so that it may leave memory. */
  readonly note: Uint8Array
  readonly size: bigint
  readonly now: number
  readonly timeoutMs: number
}

export interface WitnessAnswered {
  readonly state: WitnessState
  /** Verified cosignatures of its known keys. */
  readonly lines: readonly NoteSignature[]
}

/** A cosignature from further ahead than this is no time to rest a deadline on. */
const MOST_AHEAD_S = 300n
/** The size it stands at may move between two requests, since mirrors and other clients ask too. */
const MOST_REQUESTS = 3

/**
 * `add-checkpoint` (C2SP tlog-witness) at one witness, from the size it was last known to stand at. A witness that lies,
 * is slow or unknown costs its cosignature and nothing else. @throws LogStop `witness_ahead`: it holds a larger tree of
 * ours than we do, so we were rolled back (log.md 1, 7.6).
 */
export async function askWitness(
  round: WitnessRound,
  door: WitnessDoor,
  before: WitnessState | undefined,
): Promise<WitnessAnswered> {
  const signal = AbortSignal.timeout(round.timeoutMs)
  let from = before === undefined || before.size > round.size ? 0n : before.size
  const answered = (
    answer: WitnessVerdict,
    detail: string,
    more: { size?: bigint; lines?: readonly NoteSignature[]; evidence?: Uint8Array } = {},
  ): WitnessAnswered => ({
    state: {
      name: door.name,
      size: more.size ?? from,
      answer,
      detail,
      answeredAt: round.now,
      cosignedAt: answer === 'cosigned' ? round.now : (before?.cosignedAt ?? null),
      evidence: before?.evidence ?? more.evidence ?? null,
    },
    lines: more.lines ?? [],
  })
  for (let requests = 1; ; requests++) {
    const body = writeAddCheckpoint({
      oldSize: from,
      proof: await consistencyProof(round, from),
      checkpoint: round.note,
    })
    const reply = await round.post(`${door.url}/add-checkpoint`, body, signal).catch((error: unknown) => error)
    if (!isReply(reply)) {
      return answered('unreachable', reply instanceof Error ? reply.message.slice(0, 200) : 'no answer')
    }
    switch (reply.status) {
      case 200: {
        const lines = cosignatureLines(round, door, reply.body)
        return lines.length > 0
          ? answered('cosigned', '', { size: round.size, lines })
          : answered('refused', 'answered 200 without a cosignature that fits one of its keys')
      }
      case 409: {
        const size = sizeOf(reply)
        if (size === null) return answered('refused', 'answered 409 without a size')
        if (size > round.size) throw ahead(door, size, round.size)
        if (requests >= MOST_REQUESTS) return answered('stands_at', `stands at ${size}`, { size })
        from = size
        break
      }
      case 404:
        return answered('unknown_origin', 'does not know this log')
      case 403:
        return answered('refused', 'trusts no key that signed, or does not know this log')
      case 422:
        return answered('inconsistent', 'calls the checkpoint or its proof inconsistent', {
          evidence: exchange(body, reply.body),
        })
      default:
        return answered('refused', `answered ${reply.status}`)
    }
  }
}

/** All witnesses at once. */
export async function askWitnesses(
  round: WitnessRound,
  doors: readonly WitnessDoor[],
  before: ReadonlyMap<string, WitnessState>,
): Promise<readonly WitnessAnswered[]> {
  return Promise.all(doors.map((door) => askWitness(round, door, before.get(door.name))))
}

async function consistencyProof({ tiles, crypto, size }: WitnessRound, from: bigint): Promise<readonly Uint8Array[]> {
  if (from === 0n || from === size) return []
  const nodes = consistencyRanges({ start: 0n, end: from }, size).flatMap(fullNodes)
  const held = new Map<string, Uint8Array>()
  for (const tile of tilesOf(nodes, size)) {
    const path = tilePath(tile)
    const bytes = await tiles.read(path)
    if (bytes !== null) held.set(path, bytes)
  }
  return proveConsistency(
    crypto.sha256,
    nodesFromTiles(crypto.sha256, size, (tile) => held.get(tilePath(tile))),
    from,
    size,
  )
}

/** Lines of unknown keys, of other texts and of impossible times are left out; so is a body that is no signature at all. */
function cosignatureLines(round: WitnessRound, { keys }: WitnessDoor, body: Uint8Array): readonly NoteSignature[] {
  const { text } = parseNote(round.note)
  const latest = BigInt(Math.floor(round.now / 1000)) + MOST_AHEAD_S
  return keys.flatMap((key) => {
    const line = signaturesIn(body).find(({ name, keyId }) => name === key.name && keyId === key.keyId)
    return line !== undefined && fits(line, key, text, latest, round.crypto.checks) ? [line] : []
  })
}

function fits(
  line: NoteSignature,
  key: VerifierKey,
  text: Uint8Array,
  latest: bigint,
  checks: SignatureChecks,
): boolean {
  if (key.type === 'ed25519' || line.loose) return false
  try {
    if (!noteVerifier(key, checks).verify(text, line.signature)) return false
    const { time } = parseTimedSignature(key.type, line.signature)
    return time > 0n && time <= latest
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}

function signaturesIn(body: Uint8Array): readonly NoteSignature[] {
  try {
    return parseSignatureLines(body)
  } catch (error) {
    if (error instanceof LogError) return []
    throw error
  }
}

function sizeOf({ type, body }: WitnessReply): bigint | null {
  if (type !== 'text/x.tlog.size') return null
  try {
    return parseTreeSize(body)
  } catch (error) {
    if (error instanceof LogError) return null
    throw error
  }
}

function isReply(value: unknown): value is WitnessReply {
  return typeof value === 'object' && value !== null && 'status' in value && 'body' in value
}

function exchange(request: Uint8Array, answer: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([request, Buffer.from('\n'), answer.subarray(0, 65_536)]))
}

function ahead({ name }: WitnessDoor, theirs: bigint, ours: bigint): LogStop {
  return new LogStop(
    'witness_ahead',
    'log.md 7.6',
    `The witness ${name} has cosigned this log at size ${theirs}, and here it ends at ${ours}: database and tiles were both ` +
      'taken back to an older state. Put the newer state back, or end this log: set a new RECOURSE_ORIGIN and run "recourse log init".',
  )
}
