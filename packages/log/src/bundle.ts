import { bigEndian, byteReader, concat } from './bytes.ts'
import { LogError } from './error.ts'
import { TILE_WIDTH } from './tile.ts'

/** A u16 holds the length. */
export const MAX_ENTRY_BYTES = 0xffff

/** Entry bundle (C2SP tlog-tiles "Log Entries"): for each entry a big-endian u16 length, then the entry. Throws entry_too_large. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new LogError('entry_too_large', `an entry has at most ${MAX_ENTRY_BYTES} bytes, got ${entry.length}`)
      }
      return [bigEndian(entry.length, 2), entry]
    }),
  )
}

/** The `width` entries of a bundle, as views of `bytes`. Throws bundle_malformed where bytes are missing or left over. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  if (!Number.isInteger(width) || width < 0 || width > TILE_WIDTH) {
    throw new LogError('out_of_range', `a bundle holds at most ${TILE_WIDTH} entries, not ${width}`)
  }
  const reader = byteReader(bytes, 'bundle_malformed', 'the bundle')
  const entries = Array.from({ length: width }, () => reader.take(reader.u16()))
  if (reader.left() > 0) {
    throw new LogError('bundle_malformed', `${reader.left()} bytes are left over behind ${width} entries`)
  }
  return entries
}
