import { editorToken, environment, readConfig } from '@recourse/server'
import type { Command } from 'commander'
import { output } from '../output.ts'

export function editor(recourse: Command): void {
  recourse
    .command('editor')
    .summary('print the token that opens the editor’s desk of this data folder')
    .addHelpText('after', '\nExample:\n  npx recourse editor --data ./.recourse')
    .action(async (_options: unknown, command: Command) => {
      const { json, data } = command.optsWithGlobals<{ json?: boolean; data?: string }>()
      const env = environment()
      const config = readConfig(data === undefined ? env : { ...env, RECOURSE_DATA: data })
      const { token, file } = await editorToken(config.dataFolder)
      const address = `${config.publicUrl ?? `http://${config.host}:${config.port}`}/editor`
      const out = output(process, json === true)
      out.note(
        `The desk: ${address}\nThe token is in ${file}. Whoever has it may settle pairs, answer reports and publish answers.`,
      )
      await out.result({ token, file, address }, () => [token])
    })
}
