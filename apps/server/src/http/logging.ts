import { pino } from 'pino'
import type { LogLevel } from '../config.ts'

/**
 * All that a log line may hold. A client's address, agent, URL, query, header, body or any id of an entry has no field here,
 * so no line can hold one (abuse.md P03, R07). `route` is a pattern such as `/use-cases/:key`.
 */
interface LogFields {
  readonly requestId?: string
  readonly method?: string
  readonly route?: string
  readonly status?: number
  readonly durationMs?: number
  readonly error?: ErrorTrace
  readonly signal?: string
  readonly count?: number
  /** An address of our own that we listen on. */
  readonly listening?: string
  /** What a part of ours did: a migration's file name, a job's name. */
  readonly part?: string
}

/** Where in our code something went wrong. Messages are left out: they quote what came from outside. */
export interface ErrorTrace {
  readonly name: string
  readonly code?: string
  readonly frames: readonly string[]
  readonly cause?: ErrorTrace
}

type Severity = Exclude<LogLevel, 'silent'>

/** Writes one line; `event` is one of our own fixed words, never text put together from a request. */
export type Log = (severity: Severity, event: string, fields?: LogFields) => void

export interface LogSink {
  write(line: string): void
}

/** JSON lines with time, severity, event and the fields above. Only what `LogFields` names is copied, whatever a caller hands over. */
export function createLog({ level, sink }: { readonly level: LogLevel; readonly sink: LogSink }): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  )
  return (severity, event, fields = {}) => {
    const { requestId, method, route, status, durationMs, error, signal, count, listening, part } = fields
    logger[severity]({ requestId, method, route, status, durationMs, error, signal, count, listening, part }, event)
  }
}

/** Name, code and the places in the code, with those of its causes; no message, no other property. */
export function traceOf(error: unknown, depth = 0): ErrorTrace {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? plainWord(error.code) : undefined
  // The message comes first in a stack and may hold lines that look like frames.
  const stack = error.stack ?? ''
  const frames = stack
    .slice(
      error.message !== '' && stack.includes(error.message) ? stack.indexOf(error.message) + error.message.length : 0,
    )
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at (.+ \()?[^()]+:\d+:\d+\)?$/.test(line) || /^at .*\(<anonymous>\)$/.test(line))
    .slice(0, 20)
  const cause = error.cause !== undefined && depth < 5 ? traceOf(error.cause, depth + 1) : undefined
  return {
    name: plainWord(error.name) ?? 'Error',
    ...(code === undefined ? {} : { code }),
    frames,
    ...(cause === undefined ? {} : { cause }),
  }
}

/** Names and codes are short and plain words; anything else may be text from outside. */
function plainWord(text: string): string | undefined {
  return /^[\w-]{1,64}$/.test(text) ? text : undefined
}
