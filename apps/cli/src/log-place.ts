import { readFileSync, statSync } from 'node:fs'
import { LogError } from '@recourse/log'
import { LogUnreadable } from '@recourse/server'
import { CommandError, EXIT, type ExitCode } from './exit.ts'
import { onInterruption } from './interruption.ts'
import { type Output, output } from './output.ts'

const MOST_BYTES = 2 * 1024 * 1024

/** The bytes of a file named on the command line. */
export function fileBytes(path: string, what: string, most: number = MOST_BYTES): Uint8Array {
  try {
    if (statSync(path).size > most) {
      throw new CommandError(EXIT.badInput, 'file_too_large', `${path} is too large to be ${what}.`)
    }
    return new Uint8Array(readFileSync(path))
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(EXIT.badInput, 'file_unreadable', `${path} cannot be read as ${what}: ${reason}`, { cause })
  }
}

/** A verifier key as given: the key line, or a file that holds such lines. */
export function vkeysOf(given: readonly string[]): readonly string[] {
  return given.flatMap((text) =>
    text.includes('+')
      ? [text]
      : Buffer.from(fileBytes(text, 'verifier keys'))
          .toString('utf8')
          .split('\n')
          .filter((line) => line.trim() !== ''),
  )
}

/** For an option that may be given more than once. */
export function several(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/**
 * A command about a log that needs no database: Ctrl-C ends it between two files. What a key or policy file lacks is bad
 * input (3), what does not answer is unreachable (4).
 */
export async function withLog(
  command: { optsWithGlobals<T extends object>(): T },
  work: (context: { readonly out: Output; readonly signal: AbortSignal }) => Promise<ExitCode>,
): Promise<void> {
  const out = output(process, command.optsWithGlobals<{ json?: boolean }>().json === true)
  const interruption = onInterruption()
  try {
    process.exitCode = await work({ out, signal: interruption.signal })
  } catch (error) {
    if (interruption.signal.aborted) {
      out.note('recourse: interrupted')
      process.exitCode = interruption.exitCode()
    } else if (error instanceof LogUnreadable) {
      throw new CommandError(EXIT.unreachable, 'log_unreadable', error.message, { cause: error })
    } else if (error instanceof LogError) {
      throw new CommandError(EXIT.badInput, error.code, error.message.replace(/^log: /, ''), { cause: error })
    } else throw error
  } finally {
    interruption.letGo()
  }
}
