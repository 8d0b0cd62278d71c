import { EXPORT_FORMS, ExportError, type ExportForm } from '@recourse/register'
import { exportStored } from '@recourse/server'
import { type Command, Option } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { withJudgedRegister } from '../with-register.ts'
import { writeWhole } from '../write-file.ts'

export function registerExport(register: Command): void {
  register
    .command('export')
    .summary('write the register in a published form')
    .addOption(new Option('--to <form>', 'form').choices(EXPORT_FORMS).makeOptionMandatory())
    .option('--out <file>', 'file to write; without it the document goes to stdout')
    .addHelpText('after', '\nExample:\n  npx recourse register export --to omb-2025 --out register.csv')
    .action(async (options: { to: ExportForm; out?: string }, command: Command) => {
      await withJudgedRegister(command, async ({ deps, out, config }): Promise<ExitCode> => {
        const made = await exportStored(deps, options.to, config.publicUrl ?? '').catch((error: unknown) => {
          if (error instanceof ExportError) throw new CommandError(EXIT.no, error.code, error.message)
          throw error
        })
        for (const left of made.left)
          out.note(`left out: ${left.key} (${left.file}, record ${left.row}): ${left.reasons.join('; ')}`)
        if (options.out === undefined) {
          for (const chunk of made.chunks) if (!(await out.text(chunk))) break
          return EXIT.done
        }
        await writeWhole(options.out, made.chunks)
        await out.result({ file: options.out, form: options.to, leftOut: made.left }, () => [
          `${options.out} written (${options.to})${made.left.length === 0 ? '' : `; ${made.left.length} entries have no place in this form`}`,
        ])
        return EXIT.done
      })
    })
}
