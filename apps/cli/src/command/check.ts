import { checkInstallation } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { table } from '../output.ts'
import { withRegister } from '../with-register.ts'

export function check(recourse: Command): void {
  recourse
    .command('check')
    .summary('check this installation: database, migrations, judgement, keys, log, clock, disk')
    .addHelpText('after', '\nExample:\n  npx recourse check --json')
    .action(async (_options: unknown, command: Command) => {
      await withRegister(command, async ({ database, config, deps, out }): Promise<ExitCode> => {
        const checks = await checkInstallation({ database, config, store: deps.store, clock: deps.clock })
        const ok = checks.every((one) => one.ok)
        await out.result({ ok, checks }, () =>
          table(checks.map((one) => [one.ok ? 'ok' : 'not ok', one.id, one.detail])),
        )
        return ok ? EXIT.done : EXIT.no
      })
    })
}
