import { encodeUtf8 } from '../inventory/bytes/utf8.ts'
import type { Sha1 } from './form.ts'

/** Namespace of all identifiers the register exports; drawn once, never to be changed. */
export const NAMESPACE = 'a55a3bb6-0e15-46f2-bc6a-d2d66aa73730'

/** UUID version 5 (RFC 9562 5.5) of a name in our namespace: the same thing has the same id in every export. */
export function uuidOf(name: string, sha1: Sha1): string {
  return uuidV5(NAMESPACE, name, sha1)
}

/** UUID version 5 of a name in any namespace. */
export function uuidV5(namespace: string, name: string, sha1: Sha1): string {
  const space = Uint8Array.from(namespace.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const named = encodeUtf8(name)
  const bytes = new Uint8Array(space.length + named.length)
  bytes.set(space)
  bytes.set(named, space.length)
  const hash = sha1(bytes).slice(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
