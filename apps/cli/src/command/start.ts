import { createLog, environment, type RunningServer, readConfig, serve, stopOnSignals } from '@recourse/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { EXIT } from '../exit.ts'

/** The doors that exist, with who comes for what. */
const DOORS = [
  ['/', 'the public register: what agencies declare, and what is missing'],
  ['/findings', 'findings by rule'],
  ['/figures', 'the figures as pictures, tables and files'],
  ['/systems', 'systems named in the press'],
  ['/log', 'the tamper-evident log, and who watches it'],
  ['/verify', 'a receipt, checked inside the browser'],
  ['/api/v1/openapi.json', 'the API'],
] as const

export function start(recourse: Command): void {
  recourse
    .command('start')
    .summary('start the server and serve until Ctrl-C')
    .addOption(new Option('--port <n>', 'port to listen on (default: PORT or 8080)').argParser(portNumber))
    .option('--no-demo', 'do not load the demonstration of cases on the first run')
    .addHelpText('after', '\nExample:\n  npx recourse start --port 8080 --data ./.recourse')
    .action(async (options: { port?: number }, command: Command) => {
      const { data } = command.optsWithGlobals<{ data?: string }>()
      const env = environment()
      const config = readConfig({
        ...env,
        ...(data === undefined ? {} : { RECOURSE_DATA: data }),
        ...(options.port === undefined ? {} : { PORT: String(options.port) }),
      })
      const note = (text: string): void => {
        process.stderr.write(`${text}\n`)
      }
      const log = createLog({ level: config.logLevel, sink: process.stderr })
      const opening = new AbortController()
      let server: RunningServer | null = null
      const letGo = stopOnSignals(process, {
        async stop() {
          opening.abort()
          await server?.stop()
        },
        exit(code, failure) {
          if (failure !== undefined)
            note(`recourse: ${failure instanceof Error ? failure.message : 'it could not stop in order'}`)
          process.exit(code)
        },
      })
      try {
        server = await serve({
          config,
          log,
          signal: opening.signal,
          onNote: note,
          onLost(error) {
            note(`recourse: ${error.message}`)
            void server?.stop().finally(() => process.exit(EXIT.unreachable))
          },
        })
      } catch (error) {
        letGo()
        if (opening.signal.aborted) return
        throw error
      }
      const { address } = server
      process.stdout.write(`\nRecourse is running. Stop it with Ctrl-C.\n\n`)
      for (const [path, what] of DOORS) process.stdout.write(`  ${address}${path}  ${what}\n`)
      process.stdout.write('\nThe full inventories are imported by: npx recourse register import FILE|URL...\n')
    })
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected a port from 0 to 65535.')
  return port
}
