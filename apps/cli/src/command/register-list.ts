import type { UseCaseFilter } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { yearOption } from '../option.ts'
import { table } from '../output.ts'
import { withRegister } from '../with-register.ts'

interface Options {
  readonly agency?: string
  readonly bureau?: string
  readonly year?: number
  readonly query?: string
}

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
      await withRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const filter: UseCaseFilter = {
          ...(options.query === undefined ? {} : { query: options.query }),
          ...(options.agency === undefined ? {} : { agency: [options.agency.toUpperCase()] }),
          ...(options.bureau === undefined ? {} : { bureau: [options.bureau] }),
          ...(options.year === undefined ? {} : { year: [options.year] }),
        }
        const found = await deps.store.searchUseCases(filter, { after: null, limit: 1_000_000 })
        await out.result(
          { total: found.page.total, nearly: found.nearly, corrected: found.corrected, useCases: found.page.items },
          () => [
            ...(found.nearly ? [`No use case holds these words; shown for "${found.corrected}":`] : []),
            ...table(
              found.page.items.map((one) => [
                one.key,
                one.agency,
                one.bureau,
                one.marks.map((mark) => mark.year).join(' '),
                one.name,
              ]),
            ),
            `${found.page.total} use cases`,
          ],
        )
        return EXIT.done
      })
    })
}
