import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FsckSettings, type FsckVerdict, fsckOwn, fsckPlace } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { readState, stateWriter } from '../fsck-state.ts'
import { countOption, fileBytes, numberOf, oneOf, several, told, vkeysOf, withLog } from '../log-place.ts'
import type { Output } from '../output.ts'
import { withRegister } from '../with-register.ts'

interface Options {
  readonly dir?: string
  readonly url?: string
  readonly vkey: readonly string[]
  readonly policy?: string
  readonly from?: string
  readonly granularity?: number
  readonly database?: true
  readonly evidence: string
}

const SHOWN = 50

export function logFsck(log: Command): void {
  log
    .command('fsck')
    .summary('check a log of this kind with its entries, index roots, archive and, for our own, its database')
    .option('--dir <dir>', 'folder of the log (default: our own, with its database)')
    .option('--url <url>', 'https:// address of the log')
    .option('--vkey <key>', 'verifier key of the log, or a file that holds it; more than once', several, [])
    .option('--policy <file>', 'policy file: its quorum must have cosigned')
    .option('--from <state>', 'go on behind what an earlier run found clean; kept up to date in this file')
    .addOption(countOption('--granularity <hours>', "hours the log's times are rounded down to"))
    .option('--database', 'with the rows of our own database beside --dir or --url')
    .option('--evidence <dir>', 'folder for evidence of forks', '.')
    .addHelpText('after', '\nExample:\n  npx recourse log fsck --dir ./mirror --policy policy.txt')
    .action(async (options: Options, command: Command) => {
      const place = oneOf(options)
      if (place !== null && options.database !== true) {
        await withLog(command, async ({ out, signal }) => {
          const verdict = await fsckPlace(place, settings(options, out, signal))
          return tell(out, [verdict], options.evidence)
        })
        return
      }
      const { signal } = new AbortController()
      await withRegister(command, ({ config, database, out }) =>
        told(async () => {
          const verdicts = await fsckOwn({ ...settings(options, out, signal), config, pool: database.pool, place })
          if (verdicts.length > 0) return tell(out, verdicts, options.evidence)
          throw new CommandError(
            EXIT.unreachable,
            'log_absent',
            'This installation has no log. Name one by --dir or --url.',
          )
        }),
      )
    })
}

function settings(options: Options, out: Output, signal: AbortSignal): FsckSettings {
  const begun = performance.now()
  return {
    vkeys: vkeysOf(options.vkey),
    policyFile: options.policy === undefined ? null : fileBytes(options.policy, 'a policy'),
    granularityHours: options.granularity ?? null,
    from: options.from === undefined ? null : readState(options.from),
    signal,
    onState: options.from === undefined ? () => undefined : stateWriter(options.from),
    onLeaves(leaves, of) {
      out.progress(`${leaves} of ${of} leaves, ${Math.round((leaves / (performance.now() - begun)) * 1_000)} a second`)
    },
    onNote: (text) => out.note(text),
  }
}

/** One document over all shards; the live log, the last, gives size and root. */
async function tell(
  out: Output,
  verdicts: readonly (FsckVerdict & { readonly folder?: string })[],
  evidenceFolder: string,
): Promise<ExitCode> {
  const evidence: string[] = []
  for (const { name, bytes } of verdicts.flatMap((one) => one.evidence)) {
    const path = join(evidenceFolder, name)
    await mkdir(evidenceFolder, { recursive: true })
    await writeFile(path, bytes)
    evidence.push(path)
  }
  const findings = verdicts.flatMap((one) =>
    one.findings.map((found) => (verdicts.length > 1 ? { ...found, place: `${one.folder}/${found.place}` } : found)),
  )
  const sum = (of: (one: FsckVerdict) => number): number => verdicts.reduce((total, one) => total + of(one), 0)
  const live = verdicts.at(-1)
  const findingCount = sum((one) => one.findingCount)
  const document = {
    ok: findingCount === 0,
    origin: live?.origin ?? null,
    size: numberOf(live?.size ?? null),
    root: live?.root ?? null,
    leaves: sum((one) => one.leaves),
    bytes: sum((one) => one.bytes),
    seconds: sum((one) => one.seconds),
    findings,
    findingCount,
    evidence,
  }
  await out.result(document, () => [
    ...findings.slice(0, SHOWN).map((one) => `${one.class}: ${one.place}: ${one.detail}`),
    ...(findingCount > SHOWN ? [`… and ${findingCount - SHOWN} more`] : []),
    ...evidence.map((path) => `evidence that anybody can check: ${path}`),
    findingCount === 0
      ? `clean: ${document.origin}, ${document.size} leaves in ${document.seconds.toFixed(1)} s`
      : `${findingCount} ${findingCount === 1 ? 'finding' : 'findings'}, the first at ${findings[0]?.place}`,
  ])
  return findingCount === 0 ? EXIT.done : EXIT.no
}
