import { parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH, tilePath } from '@recourse/log'
import { type LogPath, LogStop } from '../../service/log/ports.ts'

const CHECKPOINT = 'checkpoint'
const PLAIN_PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/
const LONGEST_PATH = 200

/**
 * Paths are put together by our own code; what could leave the folder, or name a file in the making (those begin with a dot), is a defect.
 * @throws RangeError
 */
export function assertLogPath(path: LogPath): void {
  if (path.length > LONGEST_PATH || !PLAIN_PATH.test(path)) {
    throw new RangeError(
      'a path below the log has parts of letters, digits, dot, dash and underscore, none led by a dot',
    )
  }
}

/** As `assertLogPath`, for a file that is written once: `checkpoint` goes by `publish`, with its comparison. @throws RangeError */
export function assertCreatable(path: LogPath): void {
  assertLogPath(path)
  if (path === CHECKPOINT) throw new RangeError('checkpoint is written by publish, never by create or replace')
}

/** Path of the full tile that takes the place of this partial one. @throws LogError tile_path, RangeError for a full one. */
export function fullTileOf(path: LogPath): LogPath {
  const tile = parseTilePath(path)
  if (tile.width === TILE_WIDTH) throw new RangeError(`${path} is a full tile, and none is ever removed`)
  return tilePath({ ...tile, width: TILE_WIDTH })
}

/** @throws LogError `note_malformed`, `checkpoint_malformed` and the like where these bytes are no checkpoint. */
function checkpointSize(note: Uint8Array): bigint {
  return parseCheckpoint(parseNote(note).text).size
}

/**
 * What every store asks before it publishes. `done`: these very bytes stand there, by an earlier try whose answer was lost.
 * @throws LogStop `checkpoint_moved` where something else than `previous` stands there, or `next` is smaller.
 */
export function mayPublish(
  place: string,
  standing: Uint8Array | null,
  previous: Uint8Array | null,
  next: Uint8Array,
): 'go' | 'done' {
  const size = checkpointSize(next)
  if (standing !== null && same(standing, next)) return 'done'
  if (standing === null ? previous !== null : previous === null || !same(standing, previous)) {
    const there = standing === null ? 'no checkpoint' : `a checkpoint of size ${checkpointSize(standing)}`
    const expected = previous === null ? 'none' : `the one of size ${checkpointSize(previous)}`
    throw moved(
      `${place} holds ${there} where ${expected} was expected: somebody else published, or the files were restored. ` +
        'Start again; "recourse log fsck" tells whether they fit the database.',
    )
  }
  if (standing !== null && checkpointSize(standing) > size) {
    throw moved(
      `${place} holds a checkpoint of size ${checkpointSize(standing)}; one of size ${size} does not follow it. Nothing was written.`,
    )
  }
  return 'go'
}

/** @throws LogStop `tile_conflict`: two contents for one path, which no honest history has. */
export function assertSameContent(place: string, path: LogPath, standing: Uint8Array, wanted: Uint8Array): void {
  if (same(standing, wanted)) return
  throw new LogStop(
    'tile_conflict',
    'log.md 6',
    `${path} in ${place} holds ${standing.length} bytes that differ from the ${wanted.length} to be written. ` +
      'Run "recourse log fsck"; "recourse log repair" moves aside what lies beyond the published size.',
  )
}

export function unfit(place: string, message: string, cause?: unknown): LogStop {
  const options = cause === undefined ? {} : { cause }
  return new LogStop('tile_store_unfit', 'log.md 6', `${place}: ${message}`, options)
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function moved(message: string): LogStop {
  return new LogStop('checkpoint_moved', 'log.md 6', message)
}
