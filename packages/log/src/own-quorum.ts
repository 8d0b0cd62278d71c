import { isQuorum, type Policy } from './policy.ts'

/** Who runs a witness, as a comment of the policy says. */
export type WitnessRunner = 'operator' | 'agency' | 'independent'

const RUN_BY = /^#[ \t]*run-by[ \t]+(\S+)[ \t]+(operator|agency|independent)(?:[ \t].*)?$/

function isRunner(word: string | undefined): word is WitnessRunner {
  return word === 'operator' || word === 'agency' || word === 'independent'
}

/** The comments `# run-by NAME operator|agency|independent …` of a policy's text, by the witness's name in it. The last word on a name holds. */
export function witnessRunners(policyText: string): ReadonlyMap<string, WitnessRunner> {
  return new Map(
    policyText.split('\n').flatMap((line): [string, WitnessRunner][] => {
      const [, name, runner] = RUN_BY.exec(line) ?? []
      return name !== undefined && isRunner(runner) ? [[name, runner]] : []
    }),
  )
}

function hostOf(name: string): string {
  return (name.split('/')[0] ?? '').split(':')[0] ?? ''
}

/** Does one host stand below the other? */
function sameHouse(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}

/**
 * Could whoever runs the log of `origin`, or an agency that decides, fill the quorum alone (abuse.md L06)? Witnesses named below the log's own host
 * count as the operator's, and so do those that `runners` calls so. Those it does not name do too where `silence` is `operator`; it is `trusted` for a
 * policy that its reader chose. `quorum none` is filled by nobody at all.
 */
export function isOwnQuorum(
  policy: Policy,
  origin: string,
  runners: ReadonlyMap<string, WitnessRunner>,
  silence: 'operator' | 'trusted',
): boolean {
  const own = policy.witnesses.filter(({ name, key }) => {
    if (sameHouse(hostOf(key.name), hostOf(origin))) return true
    const runner = runners.get(name)
    return runner === undefined ? silence === 'operator' : runner !== 'independent'
  })
  return isQuorum(
    policy,
    own.map(({ key }) => ({ key, time: 0n })),
  )
}
