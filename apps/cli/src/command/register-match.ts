import { maskPersonalData } from '@recourse/register'
import { federalYears, matchStoredYears, type RegisterDeps, settleMatch, type Verdict } from '@recourse/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { agencyCodeOf } from '../agency.ts'
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
        await refuseUnknownYears(deps.store, [options.from, options.to])
        const agency = options.agency === undefined ? {} : { agency: await agencyCodeOf(deps.store, options.agency) }
        const {
          pairs,
          undecided,
          relations,
          vanished,
          new: fresh,
        } = await matchStoredYears(deps.store, {
          ...options,
          ...agency,
        })
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

/** Against a year that is not imported, everything would seem vanished or new. */
async function refuseUnknownYears(store: RegisterDeps['store'], years: readonly number[]): Promise<void> {
  const held = await federalYears(store)
  const missing = years.filter((year) => !held.includes(year))
  if (missing.length === 0) return
  const there = held.length === 0 ? 'none is imported yet' : `imported are ${held.join(', ')}`
  throw new CommandError(EXIT.no, 'year_unknown', `no federal inventory of ${missing.join(' or ')}: ${there}.`)
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
    .addOption(
      new Option('--reviewer <reference>', 'office or staff reference, never a name')
        .argParser(officeReference)
        .makeOptionMandatory(),
    )
    .addHelpText(
      'after',
      '\nExample:\n  npx recourse register settle dhs_3k9x1a2b7c dhs-2741 --verdict same --reviewer oversight-office',
    )
    .action(async (from: string, to: string, options: { verdict: Verdict; reviewer: string }, command: Command) => {
      await withRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const [earlier, later] = [from.toLowerCase(), to.toLowerCase()]
        const done = await settleMatch(deps, { ...options, from: earlier, to: later })
        if (!done)
          throw new CommandError(
            EXIT.no,
            'entry_unknown',
            `${from} and ${to} are no two entries of the register, the first of an earlier year; "recourse register match" lists the undecided pairs.`,
          )
        await out.result({ from: earlier, to: later, verdict: options.verdict }, () => [
          `${earlier} and ${later}: ${options.verdict}`,
        ])
        return EXIT.done
      })
    })
}

const LONGEST_REFERENCE = 100

function officeReference(text: string): string {
  const reference = text.trim()
  if (reference === '' || reference.length > LONGEST_REFERENCE || maskPersonalData(reference) !== reference) {
    throw new InvalidArgumentError(
      `expected an office or staff reference of at most ${LONGEST_REFERENCE} characters, no address or number of a person.`,
    )
  }
  return reference
}
