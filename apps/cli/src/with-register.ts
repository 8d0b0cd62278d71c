import { environment, type OpenedRegister, openRegister } from '@recourse/server'
import type { Command } from 'commander'
import type { ExitCode } from './exit.ts'
import { type Output, output } from './output.ts'

/**
 * Opens the register beside a running server, or for the command alone, runs the work, closes, and leaves its exit
 * code. Ctrl-C closes too: what was not committed is rolled back.
 */
export async function withRegister(
  command: Command,
  work: (context: Omit<OpenedRegister, 'close'> & { readonly out: Output }) => Promise<ExitCode>,
): Promise<void> {
  const options = command.optsWithGlobals<{ json?: boolean; data?: string }>()
  const out = output(process, options.json === true)
  const register = await openRegister({
    env: environment(),
    ...(options.data === undefined ? {} : { dataFolder: options.data }),
    onNote: (text) => out.note(text),
  })
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => {
    closing ??= register.close()
    return closing
  }
  const interrupt = (): void => {
    void close().finally(() => process.exit(130))
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    process.exitCode = await work({ ...register, out })
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await close()
  }
}
