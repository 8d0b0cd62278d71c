import { verifyPlace } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { fileBytes, numberOf, several, vkeysOf, withLog } from '../log-place.ts'

interface Options {
  readonly vkey: readonly string[]
  readonly since?: string
  readonly policy?: string
}

const SHOWN = 20

export function logVerify(log: Command): void {
  log
    .command('verify')
    .summary("verify a log, ours or anybody's, from its files alone")
    .argument('<place>', 'folder or https:// address of a tlog-tiles log')
    .option('--vkey <key>', 'verifier key of the log, or a file that holds it; more than once for several', several, [])
    .option('--since <checkpoint>', 'file of a checkpoint seen before: the log must begin with its tree')
    .option('--policy <file>', 'policy file: its quorum must have cosigned')
    .addHelpText('after', '\nExample:\n  npx recourse log verify https://recourse.example/log --vkey vkey.txt')
    .action(async (place: string, options: Options, command: Command) => {
      await withLog(command, async ({ out, signal }): Promise<ExitCode> => {
        if (options.vkey.length === 0 && options.policy === undefined) {
          throw new CommandError(
            EXIT.usage,
            'vkey_missing',
            'Whose log is it? Give --vkey, or a --policy that names it.',
          )
        }
        const begun = performance.now()
        const verdict = await verifyPlace({
          place,
          vkeys: vkeysOf(options.vkey),
          policyFile: options.policy === undefined ? null : fileBytes(options.policy, 'a policy'),
          ...(options.since === undefined ? {} : { since: fileBytes(options.since, 'a checkpoint') }),
          signal,
          onLeaves: (leaves, of) => {
            const rate = Math.round((leaves / (performance.now() - begun)) * 1_000)
            out.progress(`${leaves} of ${of} leaves, ${rate} a second`)
          },
        })
        const { ok, origin, size, root, leaves, bytes, seconds, errors, errorCount } = verdict
        const document = { ok, origin, size: numberOf(size), root, leaves, bytes, seconds, errors, errorCount }
        await out.result(document, () => [
          ...errors.slice(0, SHOWN).map((one) => `${one.class}: ${one.place}: ${one.detail}`),
          ...(errorCount > SHOWN ? [`… and ${errorCount - SHOWN} more`] : []),
          ok
            ? `ok: ${origin}, ${size} leaves, root ${root}, ${bytes} bytes in ${seconds.toFixed(1)} s`
            : `not verified: ${errorCount} ${errorCount === 1 ? 'error' : 'errors'} in ${place}`,
        ])
        return ok ? EXIT.done : EXIT.no
      })
    })
}
