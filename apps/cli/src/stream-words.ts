import { toHex, type VerifiedStream } from '@recourse/log'

/** POSIX seconds as ISO 8601, UTC. */
export function isoOf(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}

export function kindWord(kind: number): string {
  return toHex(Uint8Array.of(kind))
}

/** What a verified proof shows of one log; numbers of leaves as numbers. */
export function streamDocument(stream: VerifiedStream) {
  const { origin, events, asOf } = stream
  return {
    origin,
    asOf: {
      size: Number(asOf.checkpoint.size),
      cosigned: asOf.cosignatures.map(({ key, time }) => ({ name: key.name, at: isoOf(time) })),
    },
    events: events.map(({ seq, index, event }) => ({
      seq: Number(seq),
      index: Number(index),
      kind: kindWord(event.kind),
      /** As the log claims it, rounded down; provable is only between which checkpoints it came. */
      hours: isoOf(BigInt(event.hours) * 3600n),
    })),
  }
}

export function streamLines(stream: VerifiedStream): readonly string[] {
  const { origin, asOf, events } = streamDocument(stream)
  const times = asOf.cosigned.map(({ name, at }) => `${at} by ${name}`)
  return [
    `${origin}: ${events.length} events, and none behind them, in the first ${asOf.size} leaves`,
    `seen at that size: ${times.length === 0 ? 'by no witness' : times.join(', ')}`,
    ...events.map(({ seq, kind, index, hours }) => `  ${seq}  kind ${kind}  leaf ${index}  from ${hours} (claimed)`),
  ]
}
