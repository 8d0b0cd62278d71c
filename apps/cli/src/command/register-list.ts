import type { UseCaseFilter } from '@recourse/server'
import type { Command } from 'commander'
import { agencyCodeOf } from '../agency.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { yearOption } from '../option.ts'
import { table } from '../output.ts'
import { withJudgedRegister } from '../with-register.ts'

interface Options {
  readonly agency?: string
  readonly bureau?: string
  readonly year?: number
  readonly query?: string
}

/** More use cases than any register holds. */
const ALL = 100_000_000

export function registerList(register: Command): void {
  register
    .command('list')
    .summary('list use cases')
    .option('--agency <code>', 'agency code, e.g. DHS')
    .option('--bureau <name>', 'bureau as declared, e.g. ICE')
    .addOption(yearOption('inventory year'))
    .option('--query <text>', 'words in name, vendor, agency or description; near spellings where none match')
    .addHelpText('after', '\nExample:\n  npx recourse register list --agency DHS --query "face matching"')
    .action(async (options: Options, command: Command) => {
      await withJudgedRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const filter: UseCaseFilter = {
          ...(options.query === undefined ? {} : { query: options.query }),
          ...(options.agency === undefined ? {} : { agency: [await agencyCodeOf(deps.store, options.agency)] }),
          ...(options.year === undefined ? {} : { year: [options.year] }),
        }
        const found = await deps.store.searchUseCases(filter, { after: null, limit: ALL })
        const bureau = options.bureau?.toLowerCase()
        const useCases = found.page.items.filter((one) => bureau === undefined || one.bureau.toLowerCase() === bureau)
        await out.result({ total: useCases.length, nearly: found.nearly, corrected: found.corrected, useCases }, () => [
          ...(found.nearly ? [`No use case holds these words; shown for "${found.corrected}":`] : []),
          ...table(
            useCases.map((one) => [
              one.key,
              one.agency,
              one.bureau,
              one.marks.map((mark) => mark.year).join(' '),
              one.name,
            ]),
          ),
          `${useCases.length} use cases`,
        ])
        return EXIT.done
      })
    })
}
