import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environment, type PullStep, readConfig, runWitness, systemClock } from '@recourse/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { secondsOption, several, vkeysOf, withLog } from '../log-place.ts'

interface Options {
  readonly log: readonly string[]
  readonly vkey: readonly string[]
  readonly name: string
  readonly state?: string
  readonly listen?: { readonly host: string; readonly port: number }
  readonly every?: number
  readonly out?: string
}

export function logWitness(log: Command): void {
  log
    .command('witness')
    .summary("cosign others' logs: follow them, serve add-checkpoint, or both")
    .option('--log <url>', 'address or folder of a log to follow; more than once for several', several, [])
    .option('--vkey <key>', 'verifier key of a log to cosign, or a file that holds it; more than once', several, [])
    .option('--name <name>', 'name of this witness in its own keys', 'recourse-witness')
    .option('--state <dir>', 'folder of what it must not forget (default: witness in the data folder)')
    .addOption(
      new Option('--listen <host:port>', 'serve POST /add-checkpoint and the monitoring address').argParser(
        (text: string) => {
          const [, host, port] = /^(?:([^/]*):)?(\d{1,5})$/.exec(text) ?? []
          if (port === undefined || Number(port) > 65_535) throw new InvalidArgumentError('expected host:port.')
          return { host: host?.replace(/^\[|\]$/g, '') || '127.0.0.1', port: Number(port) }
        },
      ),
    )
    .addOption(secondsOption('--every <seconds>', 'follow: look every so many seconds; without it once'))
    .option('--out <file>', 'write the cosigned checkpoint there too')
    .addHelpText('after', '\nExample:\n  npx recourse log witness --log https://recourse.example/log --vkey vkey.txt')
    .action(async (options: Options, command: Command) => {
      await withLog(command, async ({ out, signal }): Promise<ExitCode> => {
        if (options.vkey.length === 0 || (options.log.length === 0 && options.listen === undefined)) {
          throw new CommandError(
            EXIT.usage,
            'log_missing',
            'Give --vkey, and --log to follow a log or --listen to be asked.',
          )
        }
        const { data } = command.optsWithGlobals<{ data?: string }>()
        const env = environment()
        const config = readConfig(data === undefined ? env : { ...env, RECOURSE_DATA: data })
        const steps: { readonly log: string; readonly step: PullStep }[] = []
        const isOnce = options.every === undefined && options.listen === undefined
        await runWitness({
          name: options.name,
          keysFolder: config.keysFolder,
          stateFolder: options.state ?? join(config.dataFolder, 'witness'),
          vkeys: vkeysOf(options.vkey),
          sources: options.log,
          listen: options.listen ?? null,
          everySeconds: options.every ?? null,
          clock: systemClock(),
          signal,
          onNote: (text) => out.note(text),
          onServed: (address, vkeys) => {
            if (address !== null) out.note(`Witness at ${address}; Ctrl-C ends it.`)
            for (const vkey of vkeys) out.note(vkey)
          },
          onStep(place, step) {
            if (isOnce) steps.push({ log: place, step })
            if (step.kind !== 'cosigned') out.note(`${place}: ${step.kind}: ${whyNot(step)}`)
            else out.note(`${place}: cosigned ${step.size} leaves`)
          },
        })
        const last = steps.at(-1)?.step
        const note = last?.kind === 'cosigned' ? Buffer.from(last.note).toString('utf8') : null
        if (note !== null && options.out !== undefined) await writeFile(options.out, note)
        const ok = steps.every(({ step }) => step.kind === 'cosigned')
        const logs = steps.map(({ log: place, step }) => ({
          log: place,
          kind: step.kind,
          size: 'size' in step ? Number(step.size) : null,
          note: step.kind === 'cosigned' ? Buffer.from(step.note).toString('utf8') : null,
          detail: step.kind === 'cosigned' ? null : whyNot(step),
        }))
        if (out.json) await out.result({ ok, logs }, () => [])
        else if (note !== null) await out.text(note)
        return ok ? EXIT.done : EXIT.no
      })
    })
}

function whyNot(step: Exclude<PullStep, { kind: 'cosigned' }>): string {
  return step.kind === 'behind'
    ? `it shows ${step.size} leaves, ${step.held} were cosigned`
    : `${step.status}, ${step.reason}`
}
