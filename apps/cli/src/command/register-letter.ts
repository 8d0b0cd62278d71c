import { draftRequestLetter, letterAsPdf } from '@recourse/server'
import { type Command, Option } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { ruleOption } from '../option.ts'
import { withJudgedRegister } from '../with-register.ts'
import { writeWhole } from '../write-file.ts'

const UNKNOWN = {
  use_case_unknown: 'no use case has this key; find it with "recourse register list --query ...".',
  finding_unknown: 'this use case has no such finding; "recourse register show KEY" lists those it has.',
} as const

export function registerLetter(register: Command): void {
  register
    .command('letter')
    .summary('draft a request letter from a finding')
    .argument('<key>', 'key of the use case, e.g. dhs-2577')
    .addOption(ruleOption('--about <rule>', 'rule of the finding, e.g. HI-01').makeOptionMandatory())
    .addOption(new Option('--law <law>', 'law the request rests on').choices(['foia', 'privacy-act']).default('foia'))
    .option('--expedited', 'ask for expedited processing (FOIA)')
    .option('--out <file.pdf>', 'also write the letter as PDF')
    .addHelpText('after', '\nExample:\n  npx recourse register letter dhs-2577 --about HI-01 --out letter.pdf')
    .action(
      async (
        key: string,
        options: { about: string; law: 'foia' | 'privacy-act'; expedited?: boolean; out?: string },
        command: Command,
      ) => {
        await withJudgedRegister(command, async ({ deps, out }): Promise<ExitCode> => {
          const letter = await draftRequestLetter(deps, {
            key,
            rule: options.about,
            law: options.law,
            ...(options.expedited === undefined ? {} : { expedited: options.expedited }),
          })
          if (!letter.ok)
            throw new CommandError(EXIT.no, letter.code, `${key}, ${options.about}: ${UNKNOWN[letter.code]}`)
          if (options.out !== undefined) {
            await writeWhole(options.out, [await letterAsPdf(letter.request)])
            out.note(`${options.out} written`)
          }
          await out.result({ key, rule: letter.finding.rule, law: options.law, text: letter.text }, () => [letter.text])
          return EXIT.done
        })
      },
    )
}
