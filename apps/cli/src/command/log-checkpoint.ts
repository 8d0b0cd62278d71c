import { publishedCheckpoint } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { numberOf } from '../log-place.ts'
import { withRegister } from '../with-register.ts'

export function logCheckpoint(log: Command): void {
  log
    .command('checkpoint')
    .summary('print the published checkpoint of our own log')
    .addHelpText('after', '\nExample:\n  npx recourse log checkpoint > seen-today.txt')
    .action(async (_options: unknown, command: Command) => {
      await withRegister(command, async ({ config, database, out }): Promise<ExitCode> => {
        const { origin, size, root, vkey, note } = await publishedCheckpoint({ config, database })
        const text = Buffer.from(note).toString('utf8')
        const document = { origin, size: numberOf(size), root: Buffer.from(root).toString('base64'), vkey, note: text }
        if (out.json) await out.result(document, () => [])
        else await out.text(text)
        return EXIT.done
      })
    })
}
