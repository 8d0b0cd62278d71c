import { readFileSync, statSync } from 'node:fs'
import { LogError } from '@recourse/log'
import { LogUnreadable } from '@recourse/server'
import { InvalidArgumentError, Option } from 'commander'
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

/** `--dir` or `--url`, not both; null for neither. */
export function oneOf({ dir, url }: { readonly dir?: string; readonly url?: string }): string | null {
  if (dir !== undefined && url !== undefined) {
    throw new CommandError(EXIT.usage, 'place_twice', 'Give --dir or --url, not both.')
  }
  return dir ?? url ?? null
}

export function secondsOption(flags: string, description: string): Option {
  return countOption(flags, description)
}

export function countOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1.')
    return Number(text)
  })
}

/** A number in JSON as far as it is exact there; beyond that as text. */
export function numberOf(size: bigint | null): number | string | null {
  if (size === null) return null
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : size.toString()
}

/** What a key or policy file lacks is bad input (3), what does not answer is unreachable (4). */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LogUnreadable) {
      throw new CommandError(EXIT.unreachable, 'log_unreadable', error.message, { cause: error })
    }
    if (error instanceof LogError) {
      throw new CommandError(EXIT.badInput, error.code, error.message.replace(/^log: /, ''), { cause: error })
    }
    throw error
  }
}

/** A command about a log that needs no database: Ctrl-C ends it between two files. */
export async function withLog(
  command: { optsWithGlobals<T extends object>(): T },
  work: (context: { readonly out: Output; readonly signal: AbortSignal }) => Promise<ExitCode>,
): Promise<void> {
  const out = output(process, command.optsWithGlobals<{ json?: boolean }>().json === true)
  const interruption = onInterruption()
  try {
    process.exitCode = await told(() => work({ out, signal: interruption.signal }))
  } catch (error) {
    if (!interruption.signal.aborted) throw error
    out.note('recourse: interrupted')
    process.exitCode = interruption.exitCode()
  } finally {
    interruption.letGo()
  }
}
