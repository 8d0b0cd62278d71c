import { verifyEvidence } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { fileBytes, numberOf, several, vkeysOf, withLog } from '../log-place.ts'

export function logEvidence(log: Command): void {
  log
    .command('evidence')
    .summary('check a file that says a log signed two trees that cannot both be true')
    .argument('<file>', 'evidence file, as log fsck and log mirror write it')
    .option('--vkey <key>', 'verifier key of the log, or a file that holds it', several, [])
    .addHelpText('after', '\nExample:\n  npx recourse log evidence fork-4-350.evidence --vkey vkey.txt')
    .action(async (file: string, options: { readonly vkey: readonly string[] }, command: Command) => {
      await withLog(command, async ({ out }): Promise<ExitCode> => {
        if (options.vkey.length === 0)
          throw new CommandError(EXIT.usage, 'vkey_missing', 'Whose log is it? Give --vkey.')
        const found = verifyEvidence(fileBytes(file, 'evidence'), vkeysOf(options.vkey))
        const sizes = found.sizes?.map(numberOf) ?? []
        const { proven, origin, detail } = found
        await out.result({ proven, origin, sizes, detail }, () => [
          proven
            ? `proven: ${origin} signed two trees, of ${sizes.join(' and of ')} leaves, that cannot both be true`
            : `not proven: ${detail}`,
        ])
        return proven ? EXIT.done : EXIT.no
      })
    })
}
