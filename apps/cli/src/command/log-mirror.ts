import { mirrorPlace } from '@recourse/server'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit.ts'
import { secondsOption, several, vkeysOf, withLog } from '../log-place.ts'

interface Options {
  readonly vkey: readonly string[]
  readonly once?: true
  readonly every?: number
}

const USUAL_SECONDS = 60

export function logMirror(log: Command): void {
  log
    .command('mirror')
    .summary('follow a log into a folder, and shout where it is not what it signed')
    .argument('<url>', 'address, or folder, of the log')
    .argument('<dir>', "folder of the mirror, in the log's own layout")
    .option('--vkey <key>', 'verifier key of the log, or a file that holds it; kept in the folder', several, [])
    .option('--once', 'look once and end')
    .addOption(secondsOption('--every <seconds>', `look every so many seconds (${USUAL_SECONDS})`))
    .addHelpText('after', '\nExample:\n  npx recourse log mirror https://recourse.example/log ./mirror --vkey vkey.txt')
    .action(async (url: string, dir: string, options: Options, command: Command) => {
      await withLog(command, async ({ out, signal }): Promise<ExitCode> => {
        const step = await mirrorPlace({
          source: url,
          folder: dir,
          vkeys: vkeysOf(options.vkey),
          everySeconds: options.once === true ? null : (options.every ?? USUAL_SECONDS),
          signal,
          onNote: (text) => out.note(text),
          onFiles: (files) => out.progress(`${files} files`),
          onStep(one) {
            if (one.kind === 'grown') out.note(`${one.since} -> ${one.size} leaves`)
            if (one.kind === 'stale') out.note(`the log shows an older checkpoint of ${one.size} leaves`)
          },
        })
        const ok = step.kind !== 'forked' && step.kind !== 'differs'
        const size = 'size' in step ? Number(step.size) : null
        const detail = 'detail' in step ? step.detail : null
        const evidence = step.kind === 'forked' ? `${dir}/evidence/${step.evidence.name}` : null
        if (!ok)
          out.note(
            `recourse: THE LOG IS NOT WHAT IT SIGNED: ${detail}${evidence === null ? '' : `; evidence in ${evidence}`}`,
          )
        await out.result({ ok, kind: step.kind, size, detail, evidence }, () => [
          ok ? `${step.kind}: ${size} leaves in ${dir}` : `${step.kind}: ${detail}`,
        ])
        return ok ? EXIT.done : EXIT.no
      })
    })
}
