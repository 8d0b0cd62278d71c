import { encodeUtf8 } from '../inventory/bytes/utf8.ts'
import { clean, normalName } from './clean.ts'
import type { Entry, EntryKey, Year } from './entry.ts'

export type Sha256 = (bytes: Uint8Array) => Uint8Array

/**
 * Key from a declared id (register reference, section 1 "Keys"): `DHS-2577` is `dhs-2577`; Treasury's bare `24` is
 * `treas_24`, so it does not meet `TREAS-24`. A key may hold other marks of the id (`treas_do/tcsc/edm-1`): escape it in an address.
 */
export function keyFromId(agency: string, id: string): EntryKey {
  const code = keyPart(agency)
  const written = keyPart(id)
  return written.startsWith(code) ? written : `${code}_${written}`
}

/** Key of an entry without id: `hhs_` and 10 base-32 characters (50 bits) of SHA-256 over what names it. */
export function keyFromName(
  entry: { readonly agency: string; readonly bureau: string; readonly name: string; readonly firstYear: Year },
  sha256: Sha256,
): EntryKey {
  const named = [entry.agency, entry.bureau].map((part) => clean(part).toLowerCase())
  const digest = sha256(encodeUtf8([...named, normalName(entry.name), String(entry.firstYear)].join('\n')))
  return `${keyPart(entry.agency)}_${base32(digest, 10)}`
}

const LONGEST_KEY = 150
const KEPT_OF_LONG = 60

/** An id longer than any is a text that slipped into its column: its key is the beginning and a digest of the whole. */
export function boundedKey(key: EntryKey, sha256: Sha256): EntryKey {
  if (key.length <= LONGEST_KEY) return key
  const beginning = Array.from(key).slice(0, KEPT_OF_LONG).join('')
  return `${beginning}_${base32(sha256(encodeUtf8(key)), 10)}`
}

/** Gives a repeated key its `.2`, `.3` in the order asked; one numberer per file and year. */
export function keyNumberer(): (key: EntryKey) => EntryKey {
  const given = new Map<EntryKey, number>()
  return (key) => {
    let count = (given.get(key) ?? 0) + 1
    given.set(key, count)
    if (count === 1) return key
    while (given.has(`${key}.${count}`)) count += 1
    given.set(key, count)
    given.set(`${key}.${count}`, 1)
    return `${key}.${count}`
  }
}

/**
 * Whether two entries that met by key say the same: every cell, by canonical column, equal after cleaning. So the two
 * 2024 files meet as 1,735 unchanged and 22 updated although one writes NBSP where the other writes a blank.
 */
export function sameCells(a: Entry, b: Entry): boolean {
  const columns = new Set([...a.layout.position.keys(), ...b.layout.position.keys()])
  for (const column of columns) if (comparedCell(a, column) !== comparedCell(b, column)) return false
  return true
}

/** SHA-256 (hexadecimal) of what `sameCells` compares: two entries of one format have equal digests if and only if it holds. */
export function entryDigest(entry: Entry, sha256: Sha256): string {
  const cells = [...entry.layout.position.keys()]
    .sort()
    .map((column) => [column, comparedCell(entry, column)] as const)
    .filter(([, value]) => value !== null)
  const digest = sha256(encodeUtf8(JSON.stringify(cells)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `null` where the column is not asked, which is not the same as left blank. */
function comparedCell(entry: Entry, column: string): string | null {
  const at = entry.layout.position.get(column)
  const raw = at === undefined ? null : (entry.raw[at] ?? null)
  return raw === null ? null : clean(raw)
}

/** A text as it stands in a key: lower case, every dash `-`, no blank around a dash, other blanks `-`. */
export function keyPart(text: string): string {
  return clean(text)
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/ *- */g, '-')
    .replace(/ /g, '-')
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 section 6 alphabet in lower case, the first `length` characters. */
function base32(bytes: Uint8Array, length: number): string {
  let written = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5 && written.length < length) {
      bits -= 5
      written += BASE32[(held >> bits) & 31] ?? ''
    }
  }
  return written
}
