import { repairOwnLog } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { withRegister } from '../with-register.ts'

export function logRepair(log: Command): void {
  log
    .command('repair')
    .summary('move files aside that never were published; accept a database that moved, once every entry is checked')
    .addHelpText(
      'after',
      '\nWith the server stopped. What anybody was shown is never touched.\n\nExample:\n  npx recourse log repair',
    )
    .action(async (_options: unknown, command: Command) => {
      await withRegister(command, async ({ config, database, out }): Promise<ExitCode> => {
        const { origin, aside, server, asideIn } = await repairOwnLog({ config, database })
        const where = aside.length === 0 ? null : asideIn
        await out.result({ origin, aside, asideIn: where, server }, () => [
          server === 'accepted'
            ? `${origin}: every entry fits its tiles; this database server is accepted.`
            : `${origin}: the database server is the one it was made on.`,
          where === null ? 'No file is in the way.' : `${aside.length} files moved to ${where}`,
        ])
        return EXIT.done
      })
    })
}
