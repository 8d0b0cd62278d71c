import { recoverLog } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { numberOf } from '../log-place.ts'
import { withRegister } from '../with-register.ts'
import { type TermsOptions, termsOptions } from './log-init.ts'

interface Options extends TermsOptions {
  readonly fromTiles?: boolean
}

export function logRecover(log: Command): void {
  termsOptions(log.command('recover'))
    .summary("rebuild the log's head and entries in the database from its tiles")
    .option('--from-tiles', 'the only way there is: said, so that nobody does it by accident')
    .addHelpText(
      'after',
      '\nWith the server stopped. --granularity and --kinds are asked only where the database knows nothing of the log.\n' +
        'Exits with 1 where records of leaves are lost; they are named, and logged as an incident.\n' +
        '\nExample:\n  npx recourse log recover --from-tiles',
    )
    .action(async (options: Options, command: Command) => {
      if (options.fromTiles !== true) {
        throw new CommandError(EXIT.usage, 'from_tiles_missing', 'Say --from-tiles: the database follows them then.')
      }
      await withRegister(command, async ({ config, database, out }): Promise<ExitCode> => {
        const terms = { granularityHours: options.granularity, kinds: options.kinds }
        const { origin, size, streams, withoutRecord } = await recoverLog({ config, database }, terms)
        const lost = withoutRecord.map(numberOf)
        await out.result({ origin, size: numberOf(size), streams, withoutRecord: lost }, () => [
          `${origin} is rebuilt with ${size} entries; ${streams} streams put right.`,
          ...(lost.length === 0 ? [] : [`Leaves without a record: ${lost.join(', ')}`]),
        ])
        return lost.length === 0 ? EXIT.done : EXIT.no
      })
    })
}
