import type { Format } from '@recourse/register'
import { importInventories } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { formatOption } from '../option.ts'
import { table } from '../output.ts'
import { withRegister } from '../with-register.ts'

export function registerImport(register: Command): void {
  register
    .command('import')
    .summary('import inventories, each file whole or not at all')
    .description('Imports inventories from files or https:// addresses, then judges the register by all rules.')
    .argument('<file...>', 'files or https:// addresses')
    .addOption(formatOption())
    .addHelpText('after', '\nExample:\n  npx recourse register import inventories/*.csv --json')
    .action(async (places: string[], options: { format: Format | 'auto' }, command: Command) => {
      await withRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const report = await importInventories(deps, places, {
          ...(options.format === 'auto' ? {} : { format: options.format }),
          onProgress(progress) {
            switch (progress.step) {
              case 'fetched':
                out.progress(
                  `${progress.place}: ${size(progress.bytes)}${progress.total === null ? '' : ` of ${size(progress.total)}`}`,
                )
                break
              case 'stored':
                out.note(`${progress.file.file}: ${progress.file.rows} records, SHA-256 ${progress.file.sha256}`)
                break
              case 'judging':
                out.progress('Judging the register by all rules')
                break
            }
          },
        })
        await out.result(report, () => [
          ...table([
            ['file', 'format', 'rows', 'added', 'updated', 'unchanged', 'rejected'],
            ...report.files.map((file) => [
              file.file,
              file.format ?? '-',
              String(file.rows),
              String(file.added),
              String(file.updated),
              String(file.unchanged),
              String(file.rejected),
            ]),
          ]),
          ...report.rejections.map(
            (note) =>
              `rejected: ${note.file}${note.row === null ? '' : `, record ${note.row}`}${note.column === null ? '' : `, ${note.column}`}: ${note.code}: ${note.message}`,
          ),
          ...(report.warnings.length === 0
            ? []
            : [`${report.warnings.length} warnings; see them with --json or on the inventory's page`]),
        ])
        return report.rejections.length > 0 ? EXIT.badInput : EXIT.done
      })
    })
}

function size(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}
