import type { Cosignature } from './cosignature.ts'
import { LogError } from './error.ts'
import type { Sha256 } from './hash.ts'
import { toHex } from './radix.ts'
import { decodeUtf8 } from './utf8.ts'
import { type KeyType, parseVkey, type VerifierKey } from './vkey.ts'

export interface PolicyLog {
  readonly key: VerifierKey
  readonly url?: string
}

/** `name` means something inside the policy only; the key has its own. */
export interface PolicyWitness {
  readonly name: string
  readonly key: VerifierKey
  readonly url?: string
}

/** A member stands before the group that names it, so there is no circle. */
export type PolicyMember =
  | { readonly kind: 'witness'; readonly at: number }
  | { readonly kind: 'group'; readonly at: number }

export interface PolicyGroup {
  readonly name: string
  readonly threshold: number
  readonly members: readonly PolicyMember[]
}

/** C2SP tlog-policy. `quorum` null is `quorum none`: met without a witness, and to be shown as not independently witnessed. */
export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  readonly quorum: PolicyMember | null
}

const MAX_POLICY_BYTES = 1024 * 1024
const MAX_OF_EACH = 256
const CHUNK = 4096

/** Octets as letters U+0000 to U+00FF: names are compared as octets, without any rule of Unicode. */
function octets(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  return parts.join('')
}

/** For showing: the text where the octets are UTF-8, else the octets as letters. */
function shown(word: string): string {
  try {
    return decodeUtf8(Uint8Array.from(word, (letter) => letter.charCodeAt(0)))
  } catch (error) {
    if (error instanceof LogError && error.code === 'not_utf8') return word
    throw error
  }
}

function malformed(line: number, message: string, cause?: unknown): LogError {
  return new LogError('policy_malformed', `policy line ${line}: ${message}`, cause === undefined ? {} : { cause })
}

function policyReader(sha256: Sha256) {
  const logs: PolicyLog[] = []
  const witnesses: PolicyWitness[] = []
  const groups: PolicyGroup[] = []
  const members = new Map<string, PolicyMember>()
  const grouped = new Set<string>()
  const keys = new Set<string>()
  let quorum: PolicyMember | null | undefined

  const keyOf = (word: string, types: readonly KeyType[], line: number): VerifierKey => {
    let key: VerifierKey
    try {
      key = parseVkey(sha256, shown(word))
    } catch (cause) {
      throw malformed(line, 'the verifier key cannot be read', cause)
    }
    if (!types.includes(key.type)) throw malformed(line, `a key of type ${key.type} cannot stand here`)
    const hex = toHex(key.publicKey)
    if (keys.has(hex)) throw malformed(line, 'this public key stands in the policy already')
    keys.add(hex)
    return key
  }
  const define = (word: string, member: PolicyMember, line: number): void => {
    if (word === 'none' || members.has(word)) throw malformed(line, `the name ${shown(word)} is taken`)
    if (member.at >= MAX_OF_EACH) throw malformed(line, `at most ${MAX_OF_EACH} witnesses and groups are read`)
    members.set(word, member)
  }
  const memberOf = (word: string, line: number): PolicyMember => {
    const member = members.get(word)
    if (member === undefined) throw malformed(line, `no line above defines ${shown(word)}`)
    return member
  }
  const only = (rest: readonly string[], line: number): void => {
    if (rest.length > 0) throw malformed(line, 'words are left over at the end')
  }
  const thresholdOf = (word: string, count: number, line: number): number => {
    if (word === 'all') return count
    if (word === 'any') return 1
    const threshold = /^[1-9][0-9]{0,3}$/.test(word) ? Number(word) : 0
    if (threshold < 1 || threshold > count) throw malformed(line, `expected all, any or a number from 1 to ${count}`)
    return threshold
  }

  const readLine = (words: readonly string[], line: number): void => {
    const [keyword = '', first, second, third, ...rest] = words
    switch (keyword) {
      case 'log': {
        if (first === undefined) throw malformed(line, 'expected log <vkey> [url]')
        only(words.slice(3), line)
        if (logs.length >= MAX_OF_EACH) throw malformed(line, `at most ${MAX_OF_EACH} logs are read`)
        const key = keyOf(first, ['ed25519', 'ml-dsa-44-cosignature'], line)
        logs.push({ key, ...(second === undefined ? {} : { url: shown(second) }) })
        return
      }
      case 'witness': {
        if (first === undefined || second === undefined) throw malformed(line, 'expected witness <name> <vkey> [url]')
        only(rest, line)
        define(first, { kind: 'witness', at: witnesses.length }, line)
        // Ours: a plain log key (01) never names a witness, though one library turns it into a cosigner's silently.
        const key = keyOf(second, ['ed25519-cosignature', 'ml-dsa-44-cosignature'], line)
        witnesses.push({ name: shown(first), key, ...(third === undefined ? {} : { url: shown(third) }) })
        return
      }
      case 'group': {
        const names = words.slice(3)
        if (first === undefined || second === undefined || names.length === 0) {
          throw malformed(line, 'expected group <name> all|any|<k> <member>…')
        }
        const found = names.map((name) => memberOf(name, line))
        for (const name of names) {
          if (grouped.has(name)) throw malformed(line, `${shown(name)} is a member of a group already`)
          grouped.add(name)
        }
        define(first, { kind: 'group', at: groups.length }, line)
        groups.push({ name: shown(first), threshold: thresholdOf(second, names.length, line), members: found })
        return
      }
      case 'quorum': {
        if (first === undefined) throw malformed(line, 'expected quorum <name>|none')
        only(words.slice(2), line)
        if (quorum !== undefined) throw malformed(line, 'a policy has one quorum line')
        quorum = first === 'none' ? null : memberOf(first, line)
        return
      }
      default:
        throw malformed(line, 'expected a line that begins with log, witness, group, quorum or #')
    }
  }
  const done = (): Policy => {
    if (quorum === undefined) throw new LogError('policy_malformed', 'the policy has no quorum line')
    return { logs, witnesses, groups, quorum }
  }
  return { readLine, done }
}

/** Reads a policy file. Throws policy_malformed with the number of the line. */
export function parsePolicy(sha256: Sha256, bytes: Uint8Array): Policy {
  if (bytes.length > MAX_POLICY_BYTES)
    throw new LogError('policy_malformed', `a policy has at most ${MAX_POLICY_BYTES} bytes`)
  const text = octets(bytes)
  const control = /[^\t\n\u0020-\u007e\u0080-\u00ff]/.exec(text)
  if (control !== null) throw new LogError('policy_malformed', `byte ${control.index} is a control character`)
  if (!text.endsWith('\n'))
    throw new LogError('policy_malformed', 'every line of a policy ends in a newline, the last too')
  const reader = policyReader(sha256)
  text
    .slice(0, -1)
    .split('\n')
    .forEach((line, i) => {
      const words = line.split(/[ \t]+/).filter((word) => word !== '')
      if (words[0] !== undefined && !words[0].startsWith('#')) reader.readLine(words, i + 1)
    })
  return reader.done()
}

/** POSIX seconds; both ends included. Left out: no bound. */
export interface CosignedDuring {
  readonly from?: bigint
  readonly until?: bigint
}

/**
 * Is the quorum met by these verified cosignatures? With `from` t only those at or after t count ("a quorum at or after t"), with `until` t those at or
 * before ("by t"), log.md section 3 "Time".
 */
export function isQuorum(
  policy: Policy,
  cosignatures: readonly Cosignature[],
  { from, until }: CosignedDuring = {},
): boolean {
  if (policy.quorum === null) return true
  const counted = new Set(
    cosignatures
      .filter(({ time }) => (from === undefined || time >= from) && (until === undefined || time <= until))
      .map(({ key }) => toHex(key.publicKey)),
  )
  const witnessed = policy.witnesses.map(({ key }) => counted.has(toHex(key.publicKey)))
  const groupWitnessed: boolean[] = []
  const has = ({ kind, at }: PolicyMember): boolean => (kind === 'witness' ? witnessed : groupWitnessed)[at] === true
  for (const { threshold, members } of policy.groups) groupWitnessed.push(members.filter(has).length >= threshold)
  return has(policy.quorum)
}
