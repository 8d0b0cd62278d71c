import { matchStoredYears, settleMatch, type Verdict } from '@recourse/server'
import { type Command, Option } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { yearOption } from '../option.ts'
import { withRegister } from '../with-register.ts'

export function registerMatch(register: Command): void {
  register
    .command('match')
    .summary('match use cases between two inventory years')
    .addOption(yearOption('earlier year', '--from <year>').makeOptionMandatory())
    .addOption(yearOption('later year', '--to <year>').makeOptionMandatory())
    .option('--agency <code>', 'agency code, e.g. DHS')
    .addHelpText('after', '\nExample:\n  npx recourse register match --from 2024 --to 2025 --agency DHS --json')
    .action(async (options: { from: number; to: number; agency?: string }, command: Command) => {
      if (options.to <= options.from)
        throw new CommandError(EXIT.usage, 'years_order', '--to must be later than --from.')
      await withRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const { pairs, undecided, relations, vanished, new: fresh } = await matchStoredYears(deps.store, options)
        const document = {
          pairs: pairs.map(({ from, to, score, why }) => ({ from, to, score, why })),
          vanished,
          new: fresh,
          undecided: undecided.map(({ from, to, score, why }) => ({ from, to, score, why })),
          relations: relations.map(({ from, to, score, why, verdict }) => ({ from, to, score, why, verdict })),
        }
        await out.result(document, () => [
          ...undecided.map(
            (pair) =>
              `undecided  ${pair.from.key}  ${pair.to.key}  ${pair.score.toFixed(3)}  ${pair.why.words.join(' ')}`,
          ),
          `${pairs.length} pairs accepted, ${undecided.length} undecided, ${vanished.length} vanished, ${fresh.length} new`,
        ])
        return EXIT.done
      })
    })
}

export function registerSettle(register: Command): void {
  register
    .command('settle')
    .summary('settle a pair of entries that matching left to a person')
    .argument('<from>', 'key of the earlier entry')
    .argument('<to>', 'key of the later entry')
    .addOption(
      new Option('--verdict <verdict>', 'what the two entries are')
        .choices(['same', 'split', 'merged', 'different'])
        .makeOptionMandatory(),
    )
    .requiredOption('--reviewer <reference>', 'office or staff reference, never a name')
    .addHelpText(
      'after',
      '\nExample:\n  npx recourse register settle dhs_3k9x1a2b7c dhs-2741 --verdict same --reviewer oversight-office',
    )
    .action(async (from: string, to: string, options: { verdict: Verdict; reviewer: string }, command: Command) => {
      await withRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const done = await settleMatch(deps, { from, to, ...options })
        if (!done)
          throw new CommandError(
            EXIT.no,
            'entry_unknown',
            `${from} or ${to} is no entry of the register; "recourse register match" lists the undecided pairs.`,
          )
        await out.result({ from, to, verdict: options.verdict }, () => [`${from} and ${to}: ${options.verdict}`])
        return EXIT.done
      })
    })
}
