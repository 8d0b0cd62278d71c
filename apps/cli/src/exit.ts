import {
  ConfigError,
  ListenError,
  LogStop,
  type LogStopCode,
  type StoreError,
  type StoreErrorCode,
  storeTrouble,
} from '@recourse/server'
import { CommanderError } from 'commander'

/** Exit codes of every command (outside contract). */
export const EXIT = {
  done: 0,
  /** Verification failed, or the answer is "no". */
  no: 1,
  usage: 2,
  badInput: 3,
  unreachable: 4,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with one sentence for the person who typed it. */
export class CommandError extends Error {
  readonly exit: ExitCode
  readonly code: string

  constructor(exit: ExitCode, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CommandError'
    this.exit = exit
    this.code = code
  }
}

/** How a command that failed ends: `{code, ruleId, message}` on stdout with `--json`, the message on stderr. */
export interface Failure {
  readonly exit: ExitCode
  readonly code: string
  /** Where the rule stands that refuses; null for other failures. */
  readonly ruleId?: string
  readonly message: string
  /** Already told on stderr. */
  readonly told: boolean
}

/** Store errors that are not about reaching the database. */
const STORE_EXITS: { readonly [code in StoreErrorCode]?: ExitCode } = {
  backup_folder_not_empty: EXIT.usage,
  backup_missing: EXIT.badInput,
  backup_damaged: EXIT.badInput,
  backup_version: EXIT.badInput,
  backup_erasures_unknown: EXIT.badInput,
  restore_target_in_use: EXIT.no,
}

/** Refusals of a log that are about a part it cannot use, not about what it found there. */
const OUT_OF_REACH: readonly LogStopCode[] = ['tile_store_unfit', 'tile_store_full', 'keys_unfit']

/** A failure of any kind as the command's end; null for help that was asked for. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return null
    return { exit: EXIT.usage, code: 'usage', message: error.message.replace(/^error: /, ''), told: true }
  }
  if (error instanceof CommandError) {
    return { exit: error.exit, code: error.code, message: error.message, told: false }
  }
  if (error instanceof ConfigError) {
    return { exit: EXIT.usage, code: error.code, message: error.message, told: false }
  }
  if (error instanceof ListenError) {
    return { exit: EXIT.unreachable, code: 'address_unavailable', message: error.message, told: false }
  }
  if (error instanceof LogStop) {
    const { code, ruleId, message } = error
    return { exit: OUT_OF_REACH.includes(code) ? EXIT.unreachable : EXIT.no, code, ruleId, message, told: false }
  }
  const trouble: StoreError | null = storeTrouble(error)
  if (trouble !== null) {
    return {
      exit: STORE_EXITS[trouble.code] ?? EXIT.unreachable,
      code: trouble.code,
      message: trouble.message,
      told: false,
    }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { exit: EXIT.unreachable, code: 'internal', message, told: false }
}
