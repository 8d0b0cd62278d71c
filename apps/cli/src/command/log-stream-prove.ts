import { LogError } from '@recourse/log'
import { proveStream } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { fileBytes, withLog } from '../log-place.ts'
import { isBadInput, numberOption, streamKeyOf } from '../stream-key.ts'
import { streamDocument } from '../stream-words.ts'
import { writeWhole } from '../write-file.ts'

interface Options {
  readonly keyFile: string
  readonly asOf?: string
  readonly behind: bigint
  readonly policy?: string
  readonly out?: string
}

export function logStreamProve(log: Command): void {
  log
    .command('stream-prove')
    .summary('prove what a case’s events are, and that there are no others, from a copy of the log')
    .description(
      'Makes a recourse-stream-proof@v1 out of public files. From a folder nothing leaves this computer; from an address\nthe whole log is fetched, so that nobody learns which case is asked about.',
    )
    .argument('<place>', 'folder of a copy made by "log mirror", or https:// address of the log')
    .requiredOption(
      '--key-file <file>',
      'file with the case’s key (64 hexadecimal digits) or the person’s receipt; - for stdin',
    )
    .option('--as-of <checkpoint>', 'file of a checkpoint to prove for (default: the newest of the copy)')
    .addOption(
      numberOption('--behind <k>', 'number of the stream’s last event in the log before this one').default(0n, '0'),
    )
    .option('--policy <file>', 'policy file to prove under (default: the one that lies with the log)')
    .option('--out <file>', 'file to write; without it the proof goes to stdout')
    .addHelpText(
      'after',
      '\nThe key is never typed on the command line: others on this computer could read it there.\n\nExample:\n  npx recourse log stream-prove my-copy --key-file my-key.txt --out proof.json',
    )
    .action(async (place: string, options: Options, command: Command) => {
      await withLog(command, async ({ out, signal }): Promise<ExitCode> => {
        const { bytes, stream } = await proveStream({
          place,
          streamKey: await streamKeyOf(options.keyFile),
          behind: options.behind,
          asOf: options.asOf === undefined ? null : fileBytes(options.asOf, 'a checkpoint'),
          policyFile: options.policy === undefined ? null : fileBytes(options.policy, 'a policy'),
          signal,
          onLeaves: (leaves, of) => out.progress(`${leaves} of ${of} leaves read`),
        }).catch((cause: unknown) => {
          if (!(cause instanceof LogError) || isBadInput(cause)) throw cause
          throw new CommandError(EXIT.no, cause.code, cause.message.replace(/^log: /, ''), { cause })
        })
        if (stream.events.length === 0) {
          out.note(
            'No entry carries a label of this key. Is it the key of this case, and does the case stand in this log?',
          )
        }
        if (options.out === undefined) {
          await out.text(`${Buffer.from(bytes).toString('utf8')}\n`)
          return EXIT.done
        }
        await writeWhole(options.out, [bytes, '\n'])
        const document = { file: options.out, bytes: bytes.length, ...streamDocument(stream) }
        await out.result(document, () => [
          `${options.out} written: ${stream.events.length} events of the stream, none behind them, in the first ${stream.asOf.checkpoint.size} leaves of ${stream.origin}`,
          'It names the key: whoever has it can follow this case’s kinds and days for good. Show it to those who need it.',
        ])
        return EXIT.done
      })
    })
}
