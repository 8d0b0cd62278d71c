import { backUpRegister, restoreRegister } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { withRegister } from '../with-register.ts'

export function backup(recourse: Command): void {
  recourse
    .command('backup')
    .summary('write everything stored to a new folder, from one snapshot')
    .argument('<dir>', 'new or empty folder')
    .addHelpText('after', '\nExample:\n  npx recourse backup ../recourse-backup')
    .action(async (folder: string, _options: unknown, command: Command) => {
      await withRegister(command, async ({ database, deps, out }): Promise<ExitCode> => {
        const made = await backUpRegister(database, folder, deps.clock)
        await out.result({ folder, tables: made.tables }, () => [
          `${folder}: ${made.tables.length} tables, ${made.tables.reduce((sum, one) => sum + one.rows, 0)} rows`,
        ])
        return EXIT.done
      })
    })
}

export function restore(recourse: Command): void {
  recourse
    .command('restore')
    .summary('put a backup into a register that holds no imported inventory yet')
    .argument('<dir>', 'folder written by backup')
    .addHelpText(
      'after',
      '\nWhat was erased since the backup was made is erased from it again: RECOURSE_KEYS must be the folder with the keys.\n' +
        '\nExample:\n  RECOURSE_DATA=./restored RECOURSE_KEYS=./.recourse/keys npx recourse restore ../recourse-backup',
    )
    .action(async (folder: string, _options: unknown, command: Command) => {
      await withRegister(command, async ({ database, deps, config, out }): Promise<ExitCode> => {
        const made = await restoreRegister({ database, deps, config }, folder)
        await out.result({ folder, tables: made.tables }, () => [
          `${folder} restored: ${made.tables.reduce((sum, one) => sum + one.rows, 0)} rows`,
        ])
        return EXIT.done
      })
    })
}
