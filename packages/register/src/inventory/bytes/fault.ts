/** A byte a file may not hold: where, which refusal it means, and the words for its message. */
export interface ByteFault {
  /** Offset from the first byte of the file. */
  readonly at: number
  readonly code: 'encoding' | 'control-character'
  readonly what: string
}

/** Text of `bytes[start, end)`, or the first byte that the encoding does not allow. */
export type CellDecoder = (bytes: Uint8Array, start: number, end: number) => string | ByteFault

export function controlFault(at: number, point: number): ByteFault {
  const name = point === 0 ? 'a NUL' : `the control character U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  return { at, code: 'control-character', what: `${name} at byte ${at}` }
}

/** Units handed to `String.fromCharCode` at once: large enough to be fast, small enough for the call stack. */
export const CHUNK = 2048
