/** The most bytes a checkpoint, policy or key file may have. */
export const MAX_SMALL_FILE: number = 256 * 1024

/** At least so many bytes, the same ones each time: what was read into them lasts until the next read. */
export type Room = (bytes: number) => Uint8Array

/** Grows to the largest file that was read. */
export function readingRoom(): Room {
  let room = new Uint8Array()
  return (bytes) => {
    if (room.length < bytes) room = new Uint8Array(bytes)
    return room
  }
}

/** A log's static files, wherever they lie: ours or anybody's, a folder or an address. Nothing it gives is believed. */
export interface LogReader {
  /** For people: the folder or the address. */
  readonly place: string
  /** Files asked for at once. */
  readonly concurrency: number
  /**
   * The bytes at a path below the log's prefix, to be kept or changed by the caller; null only when certainly absent. At
   * most `limit` bytes. A folder answers at once, without a promise, and lays the bytes into `room` where one is given.
   * @throws LogUnreadable where it cannot be told, FileTooLarge beyond the limit
   */
  read(path: string, limit: number, room?: Room): Promise<Uint8Array | null> | Uint8Array | null
  /**
   * Unpacks a bundle that was stored packed (tlog-tiles allows gzip without negotiation); null where it is none. Absent where
   * a file must be its tile byte for byte.
   */
  readonly unpack?: (bytes: Uint8Array, limit: number) => Uint8Array | null
  /** Every path that holds something, in no order; absent where a place cannot tell (an address). */
  readonly list?: () => AsyncIterable<string>
}

/** Could not be checked: no answer, or no permission. Says nothing about the log. */
export class LogUnreadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LogUnreadable'
  }
}

/** Larger than any file of this name can be: what is there is not what belongs there. */
export class FileTooLarge extends Error {
  constructor(path: string, limit: number) {
    super(`${path} has more than the ${limit} bytes that can stand there`)
    this.name = 'FileTooLarge'
  }
}
