import { LogStop } from './ports.ts'

/** What goes: a whole case by its stream, or records of a stream that lives on. */
export type ToErase =
  | { readonly kind: 'case'; readonly stream: Uint8Array }
  | { readonly kind: 'records'; readonly records: readonly string[] }

/** Why, by rule id, and on whose authority, an office: never a name. */
export interface ErasureGround {
  readonly reason: string
  readonly authority: string
}

/** Erasing in the database, in two transactions. */
export interface Erasures {
  /**
   * Logs the event in the stream of what goes, and notes what is to be deleted. Gives its numbers: the records' ids, or
   * the id of the case's sealing key. `LogStop` `record_absent`, `stream_unknown`, `erasure_unfit` (records of several
   * streams, a public stream as a whole), `log_absent`.
   */
  log(what: ToErase, ground: ErasureGround, at: number): Promise<readonly string[]>
  /** Logged and not yet deleted. */
  pending(): Promise<readonly string[]>
  /** Deletes what these numbers name: records, seeds, of a whole case its stream key and sealing key. Repeatable. */
  finish(numbers: readonly string[], at: number): Promise<void>
}

/** Numbers of what was erased, kept outside the database: a restored backup is put right by it before it serves. */
export interface ErasureList {
  /** Durable when it resolves. */
  add(numbers: readonly string[]): Promise<void>
  /** null where there is no list, which is not the same as an empty one. */
  read(): Promise<readonly string[] | null>
}

export interface ErasureDeps {
  readonly erasures: Erasures
  readonly list: ErasureList
}

/**
 * Erases for good (log.md section 2): first the event in the stream, then the list outside the database, then record,
 * seed and keys. Commitment and label stay in the log and cannot be told from random bytes; every proof still verifies.
 */
export async function erase(deps: ErasureDeps, what: ToErase, ground: ErasureGround, at: number): Promise<void> {
  if (ground.reason.trim() === '' || ground.authority.trim() === '') {
    throw new LogStop(
      'erasure_unfit',
      'log.md 2',
      'what is erased is erased for a stated reason, on a stated authority',
    )
  }
  await finishAs(deps, await deps.erasures.log(what, ground, at), at)
}

/** Goes on with what a killed process had logged and not deleted; gives how many. Called at start, before anything is served. */
export async function finishErasures(deps: ErasureDeps, at: number): Promise<number> {
  const pending = await deps.erasures.pending()
  if (pending.length > 0) await finishAs(deps, pending, at)
  return pending.length
}

async function finishAs({ erasures, list }: ErasureDeps, numbers: readonly string[], at: number): Promise<void> {
  // Before the deletion: a backup restored after a crash in between must lose them too.
  await list.add(numbers)
  await erasures.finish(numbers, at)
}
