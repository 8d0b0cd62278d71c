import {
  decodeUtf8,
  encodeUtf8,
  isOwnQuorum,
  LogError,
  type Policy,
  parsePolicy,
  type Sha256,
  type WitnessRunner,
  witnessRunners,
  writeVkey,
} from '@recourse/log'
import { LogStop } from './ports.ts'

/** `not_stated` counts as the operator's: nothing is taken for independent by silence. */
type RunBy = WitnessRunner | 'not_stated'

export interface NamedWitness {
  /** Of the verifier key. */
  readonly name: string
  readonly vkey: string
  readonly url: string | null
  readonly runBy: RunBy
  /** Who that is, in the operator's words; '' where not said. */
  readonly who: string
}

/** The operator's policy file, read. `quorum none` without witnesses where there is none. */
export interface WitnessPolicy {
  readonly policy: Policy
  readonly witnesses: readonly NamedWitness[]
  /** The lines to publish below our own `log` lines. */
  readonly body: string
}

/** Whether the quorum needs anybody but the operator and the deciding agencies (log.md section 8). */
export interface Independence {
  readonly independent: boolean
  /** `no_quorum`: `quorum none`. `operator_alone`: those it calls its own, an agency's, or does not name can fill it. */
  readonly reason: 'no_quorum' | 'operator_alone' | 'independent'
  readonly witnesses: readonly NamedWitness[]
}

const NONE = 'quorum none\n'
const WHO = /^#[ \t]*run-by[ \t]+(\S+)[ \t]+(?:operator|agency|independent)(?:[ \t]+(\S.*?))?[ \t]*$/

/**
 * Reads the file named by RECOURSE_WITNESSES (C2SP tlog-policy). A comment line `# run-by NAME operator|agency|independent WHO`
 * says who runs a witness. `log` lines are ours to write: one in the file is refused. null: no file, `quorum none`.
 * @throws LogStop `policy_unfit`
 */
export function readWitnessPolicy(sha256: Sha256, bytes: Uint8Array | null): WitnessPolicy {
  const text = bytes === null ? NONE : textOf(bytes)
  const policy = parsed(sha256, text)
  if (policy.logs.length > 0) {
    throw unfit('it has a log line. Take it out: this log puts its own keys on top of the policy it publishes.')
  }
  const runners = witnessRunners(text)
  for (const name of runners.keys()) {
    if (!policy.witnesses.some((witness) => witness.name === name))
      throw unfit(`run-by names ${name}, which is no witness`)
  }
  const witnesses = policy.witnesses.map(
    ({ name, key, url }): NamedWitness => ({
      name: key.name,
      vkey: writeVkey(key),
      url: url ?? null,
      runBy: runners.get(name) ?? 'not_stated',
      who: whoRuns(text, name),
    }),
  )
  return { policy, witnesses, body: text }
}

/** The policy as it is published: our own keys, then the operator's lines, comments and all. */
export function publishedPolicy(vkeys: readonly string[], { body }: WitnessPolicy): Uint8Array {
  return encodeUtf8(`${vkeys.map((vkey) => `log ${vkey}\n`).join('')}${body}`)
}

export function independenceOf({ policy, witnesses, body }: WitnessPolicy, origin: string): Independence {
  if (policy.quorum === null) return { independent: false, reason: 'no_quorum', witnesses }
  return isOwnQuorum(policy, origin, witnessRunners(body), 'operator')
    ? { independent: false, reason: 'operator_alone', witnesses }
    : { independent: true, reason: 'independent', witnesses }
}

/** The last word on a name holds. */
function whoRuns(text: string, name: string): string {
  const words = text.split('\n').flatMap((line) => {
    const [, named, who = ''] = WHO.exec(line) ?? []
    return named === name ? [who] : []
  })
  return words.at(-1) ?? ''
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch (cause) {
    throw unfit('it is not UTF-8', cause)
  }
}

function parsed(sha256: Sha256, text: string): Policy {
  try {
    return parsePolicy(sha256, encodeUtf8(text))
  } catch (cause) {
    if (cause instanceof LogError) throw unfit(cause.message, cause)
    throw cause
  }
}

function unfit(message: string, cause?: unknown): LogStop {
  return new LogStop(
    'policy_unfit',
    'log.md 8',
    `The policy file of RECOURSE_WITNESSES cannot be used: ${message}`,
    cause === undefined ? {} : { cause },
  )
}
