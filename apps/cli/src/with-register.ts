import { environment, judge, type OpenedRegister, openRegister } from '@recourse/server'
import type { Command } from 'commander'
import type { ExitCode } from './exit.ts'
import { onInterruption } from './interruption.ts'
import { type Output, output } from './output.ts'

export interface CommandContext extends Pick<OpenedRegister, 'config' | 'database' | 'deps'> {
  readonly out: Output
}

type Work = (context: CommandContext) => Promise<ExitCode>

/**
 * Opens the register beside a running server, or for the command alone, runs the work, closes, and leaves its exit
 * code. Ctrl-C and SIGTERM let go of the database and end: what was not committed is rolled back.
 */
export async function withRegister(command: Command, work: Work): Promise<void> {
  const options = command.optsWithGlobals<{ json?: boolean; data?: string }>()
  const out = output(process, options.json === true)
  const interruption = onInterruption()
  const { signal } = interruption
  try {
    const register = await openRegister({
      env: environment(),
      ...(options.data === undefined ? {} : { dataFolder: options.data }),
      onNote: (text) => out.note(text),
      signal,
    })
    const abandoned = new Promise<never>((_resolve, reject) => {
      const abandon = async (): Promise<void> => {
        // Letting go of a database that is gone already fails, and leaves nothing behind either.
        await register.abandon().catch(() => undefined)
        reject(signal.reason)
      }
      if (signal.aborted) void abandon()
      else signal.addEventListener('abort', () => void abandon(), { once: true })
    })
    try {
      // A statement that waits for another process may never end: then the interruption does not wait for it.
      process.exitCode = await Promise.race([work({ ...register, out }), abandoned])
    } finally {
      await (signal.aborted ? abandoned : register.close())
    }
  } catch (error) {
    // After an interruption whatever was under way fails because it was let go of.
    if (!signal.aborted) throw error
  } finally {
    interruption.letGo()
  }
  if (!signal.aborted) return
  out.note('recourse: interrupted; what was not finished is undone')
  // Statements that still run elsewhere must not keep this process.
  process.exit(interruption.exitCode())
}

/**
 * The same for commands that show findings: a judgement that is behind the facts, the rules or the day is made first,
 * so that no command shows findings about other declarations than are stored.
 */
export function withJudgedRegister(command: Command, work: Work): Promise<void> {
  return withRegister(command, async (context) => {
    const { out, deps } = context
    await deps.store.endHiding(deps.clock.now())
    const judged = await judge({ ...deps, onStale: () => out.progress('Judging the register by all rules') })
    if (judged !== null)
      out.note(`Judged the register, which was behind its facts, its rules or the day: ${judged} findings`)
    return work(context)
  })
}
