import { makeLog } from '@recourse/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { withRegister } from '../with-register.ts'

export interface TermsOptions {
  readonly granularity: number
  readonly kinds: 'full' | 'groups'
}

/** What is settled once for a whole log. */
export function termsOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--granularity <hours>', 'hours to which the time in a leaf is rounded down')
        .default(24)
        .argParser(hours),
    )
    .addOption(
      new Option('--kinds <which>', 'what a leaf shows: its kind, or only the group of its kind')
        .choices(['full', 'groups'])
        .default('full'),
    )
}

function cases(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number of cases.')
  return Number(text)
}

function hours(text: string): number {
  const value = Number(text)
  if (!/^\d{1,4}$/.test(text) || value < 1 || value > 8_784) {
    throw new InvalidArgumentError('expected whole hours from 1 to 8784.')
  }
  return value
}

export function logInit(log: Command): void {
  termsOptions(log.command('init'))
    .addOption(
      new Option(
        '--cases <n>',
        'cases expected within one granule of time; below 11, full kinds are refused (a register alone has none)',
      ).argParser(cases),
    )
    .summary('make the log named by RECOURSE_ORIGIN; ends the log before it under a last checkpoint')
    .addHelpText(
      'after',
      '\nTake --kinds groups where some kind of event is expected fewer than 11 times a granule: a kind and a day would\n' +
        'point at a person. Neither can be changed later.\n' +
        '\nExample:\n  RECOURSE_ORIGIN=recourse.example/log/2026 npx recourse log init',
    )
    .action(async (options: TermsOptions & { readonly cases?: number }, command: Command) => {
      await withRegister(command, async ({ config, database, out }): Promise<ExitCode> => {
        const { granularity, kinds: asked, cases: expected = null } = options
        const terms = { granularityHours: granularity, kinds: asked, casesPerGranule: expected }
        const {
          log: number,
          origin,
          folder,
          granularityHours,
          kinds,
          vkeys,
        } = await makeLog({ config, database }, terms)
        await out.result({ log: number, origin, folder, granularityHours, kinds, vkeys }, () => [
          `${origin} is made. Its keys, for everyone who checks it:`,
          ...vkeys,
        ])
        return EXIT.done
      })
    })
}
