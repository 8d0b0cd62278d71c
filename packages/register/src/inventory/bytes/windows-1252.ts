import { type CellDecoder, CHUNK, controlFault } from './fault.ts'

/** 0x80 to 0x9F; 0 stands where windows-1252 assigns nothing (81 8D 8F 90 9D), which lenient decoders let through. */
const HIGH: readonly number[] = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
]

/** Strict windows-1252, control characters other than tab, LF and CR refused. */
export const decodeWindows1252: CellDecoder = (bytes, start, end) => {
  let done = ''
  for (let at = start; at < end; ) {
    const units: number[] = []
    units.length = Math.min(end - at, CHUNK)
    for (let filled = 0; filled < units.length; filled += 1, at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return controlFault(at, byte)
      const unit = byte >= 0x80 && byte <= 0x9f ? (HIGH[byte - 0x80] ?? 0) : byte
      if (unit === 0) {
        return { at, code: 'encoding', what: `byte 0x${byte.toString(16)} at ${at} is not assigned in windows-1252` }
      }
      units[filled] = unit
    }
    done += String.fromCharCode(...units)
  }
  return done
}
