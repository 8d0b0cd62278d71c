import { LogError } from '@recourse/log'
import { LogStop, type LogStopCode } from './ports.ts'

/** What `read` gives; bytes that are refused become a stop of the start. */
export function opened<T>(read: () => T, refuse: (cause: LogError) => LogStop): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof LogError) throw refuse(error)
    throw error
  }
}

/** Check `check` of log.md section 7 does not hold. */
export function refusal(code: LogStopCode, check: number, message: string, cause?: unknown): LogStop {
  return new LogStop(code, `log.md 7.${check}`, message, cause === undefined ? {} : { cause })
}
