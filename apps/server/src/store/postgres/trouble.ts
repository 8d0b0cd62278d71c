import { StoreError } from '../error.ts'

/** Connection refused, dropped or timed out below PostgreSQL's own protocol. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ENOENT',
  'EACCES',
])

/** The SQLSTATE of PostgreSQL or the system's error name; '' where the error carries neither. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/**
 * The operator's view of an error that `pg` threw, or null where it is not the store's state but the statement that is
 * wrong (a defect, or a constraint the caller handles). SQLSTATE classes: PostgreSQL documentation, appendix A.
 */
export function storeTrouble(error: unknown): StoreError | null {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  const message = error instanceof Error ? error.message || code : String(error)
  const cause = { cause: error }
  if (code === '57014' || code === '55P03') {
    return new StoreError('database_timeout', `The database gave up on a statement: ${message}. Repeat it.`, cause)
  }
  if (code === '25006') {
    return new StoreError('database_read_only', `The database takes no writes (${message}). Name the primary.`, cause)
  }
  if (code === '53100') {
    return new StoreError('database_full', `The database's disk is full: ${message}. Free space, then repeat.`, cause)
  }
  const unreachable = NETWORK.has(code) || /^(08|28|53|57P|58)/.test(code) || code === '3D000' || connectionLost(error)
  return unreachable
    ? new StoreError('database_unreachable', `The database cannot be reached: ${message}`, cause)
    : null
}

/** `pg` reports a lost connection and its own waiting limits in words only. */
function connectionLost(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired)/.test(
      error.message,
    )
  )
}
