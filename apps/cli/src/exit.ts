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

  constructor(exit: ExitCode, code: string, message: string) {
    super(message)
    this.name = 'CommandError'
    this.exit = exit
    this.code = code
  }
}
