import {
  isQuorum,
  LogError,
  type OpenedCheckpoint,
  openCheckpoint,
  type Policy,
  parsePolicy,
  parseVkey,
  type VerifierKey,
} from '@recourse/log'
import type { LogCrypto } from '../ports.ts'
import type { Finding } from './finding.ts'

/** Whose signatures are believed about one log. */
export interface Trust {
  readonly logs: readonly VerifierKey[]
  /** Its witnesses and its quorum; null where no policy was given, and then no quorum is asked for. */
  readonly policy: Policy | null
}

/** From vkey lines and a policy file. Throws LogError (vkey_*, policy_malformed). */
export function trustOf(crypto: LogCrypto, vkeys: readonly string[], policyFile: Uint8Array | null): Trust {
  const policy = policyFile === null ? null : parsePolicy(crypto.sha256, policyFile)
  const given = vkeys.map((vkey) => parseVkey(crypto.sha256, vkey.trim()))
  const known = policy?.logs.map(({ key }) => key) ?? []
  const added = known.filter((key) => !given.some((one) => one.name === key.name && one.keyId === key.keyId))
  // A policy names the keys of its logs; beside a vkey it adds the other keys of that log alone.
  return { logs: [...given, ...added.filter(({ name }) => given.length === 0 || given[0]?.name === name)], policy }
}

/** A checkpoint that the log's own keys signed. Throws LogError; quorum is asked by `quorumFinding`. */
export function openTrusted(crypto: LogCrypto, note: Uint8Array, trust: Trust): OpenedCheckpoint {
  const witnesses = trust.policy?.witnesses.map(({ key }) => key) ?? []
  return openCheckpoint(note, { logs: trust.logs, witnesses }, crypto.checks)
}

/** What a policy has to say against an opened checkpoint; null for nothing. */
export function quorumFinding(opened: OpenedCheckpoint, trust: Trust, place: string): Finding | null {
  if (trust.policy === null || isQuorum(trust.policy, opened.cosignatures)) return null
  const signed = opened.cosignatures.map(({ key }) => key.name).join(', ') || 'nobody known'
  return { class: 'refused', place, detail: `the quorum of the policy is not met; cosigned by ${signed}` }
}

/** A log of ours signs with all its keys: what is signed by some of them alone was changed. null where all have. */
export function keysFinding(opened: OpenedCheckpoint, trust: Trust, place: string): Finding | null {
  const { origin } = opened.checkpoint
  const absent = trust.logs.filter((key) => key.name === origin && !opened.signedBy.includes(key))
  if (absent.length === 0) return null
  return { class: 'refused', place, detail: `the log's key of type ${absent[0]?.type} has not signed it` }
}

/** A LogError as a finding; anything else goes on. */
export function refusal(error: unknown, place: string): Finding {
  if (!(error instanceof LogError)) throw error
  return { class: 'refused', place, detail: `${error.code}: ${error.message.replace(/^log: /, '')}` }
}
