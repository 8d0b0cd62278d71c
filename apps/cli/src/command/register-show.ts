import { type EntryView, showUseCase } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { withJudgedRegister } from '../with-register.ts'

export function registerShow(register: Command): void {
  register
    .command('show')
    .summary('show one use case with the provenance of every field')
    .argument('<key>', 'key of any of its entries, e.g. dhs-2577')
    .addHelpText('after', '\nExample:\n  npx recourse register show dhs-2577 --json')
    .action(async (key: string, _options: unknown, command: Command) => {
      await withJudgedRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const found = await showUseCase(deps.store, key)
        if (!found)
          throw new CommandError(
            EXIT.no,
            'use_case_unknown',
            `${key}: no use case has this key; find it with "recourse register list --query ...".`,
          )
        await out.result({ ...found, entries: found.entries.map(withProvenance) }, () => [
          `${found.summary.key}  ${found.summary.name}`,
          `${found.summary.agencyName}${found.summary.bureau === '' ? '' : ` / ${found.summary.bureau}`}`,
          ...found.entries.flatMap((entry) => [
            '',
            `${entry.year}  ${entry.file}, record ${entry.row}${entry.present ? '' : '  (no longer listed)'}`,
            ...entry.fields
              .filter((field) => field.state !== 'not-asked')
              .map((field) => `  ${field.header}: ${field.state === 'value' ? field.value : `(${field.state})`}`),
          ]),
          '',
          `${found.findings.filter((finding) => finding.endedAt === null).length} findings`,
          ...found.findings
            .filter((finding) => finding.endedAt === null)
            .map((finding) => `  ${finding.rule}  ${finding.severity}  ${finding.message}`),
        ])
        return EXIT.done
      })
    })
}

/** Every field with its file, record, column and year of its own, so that one taken alone still says where it is from. */
function withProvenance(entry: EntryView): object {
  const { file, row, year } = entry
  return { ...entry, fields: entry.fields.map((field) => ({ ...field, file, row, year })) }
}
