import { writeFile } from 'node:fs/promises'
import { provePlace } from '@recourse/server'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { numberOf, oneOf, several, vkeysOf, withLog } from '../log-place.ts'

interface Options {
  readonly dir?: string
  readonly url?: string
  readonly vkey: readonly string[]
  readonly out?: string
}

export function logProve(log: Command): void {
  log
    .command('prove')
    .summary('prove that a leaf is in a log, as a .tlog-proof file')
    .argument('<index>', 'number of the leaf, from 0', (text: string) => {
      if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) throw new InvalidArgumentError('expected a leaf number such as 42.')
      return BigInt(text)
    })
    .option('--dir <dir>', 'folder of the log')
    .option('--url <url>', 'https:// address of the log')
    .option('--vkey <key>', "verifier key of the log, or a file that holds it; else the log's own", several, [])
    .option('--out <file>', 'write the proof there instead of on stdout')
    .addHelpText('after', '\nExample:\n  npx recourse log prove 42 --dir ./log --vkey vkey.txt > 42.tlog-proof')
    .action(async (index: bigint, options: Options, command: Command) => {
      await withLog(command, async ({ out }): Promise<ExitCode> => {
        const place = oneOf(options)
        if (place === null) throw new CommandError(EXIT.usage, 'place_missing', 'Of which log? Give --dir or --url.')
        const proven = await provePlace(place, index, vkeysOf(options.vkey))
        const text = Buffer.from(proven.proof).toString('utf8')
        if (options.out !== undefined) await writeFile(options.out, text)
        const { origin, size, leaf } = proven
        const document = {
          origin,
          index: numberOf(index),
          size: numberOf(size),
          leaf: Buffer.from(leaf).toString('base64'),
          proof: text,
        }
        if (out.json) await out.result(document, () => [])
        else if (options.out === undefined) await out.text(text)
        else out.note(`${options.out}: leaf ${index} of ${origin}, ${size} leaves`)
        return EXIT.done
      })
    })
}
