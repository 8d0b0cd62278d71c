import { closeSync, open, read } from 'node:fs'

/** Holds a tile, and the bundle of 256 of our entries, so that one read does. */
const USUAL_BYTES = 32_768

/**
 * All bytes of a file. Only the two calls that may wait for the disk go to another thread, and none is for the size: two to three times as many
 * small files in the same time as by `readFile`, which is what serving tiles is. @throws what the system says, `ENOENT` and all
 */
export function readWhole(path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    open(path, 'r', (trouble, file) => {
      if (trouble !== null) reject(trouble)
      else readOn(file, Buffer.allocUnsafe(USUAL_BYTES), 0, resolve, reject)
    })
  })
}

function readOn(
  file: number,
  buffer: Buffer,
  from: number,
  resolve: (bytes: Uint8Array) => void,
  reject: (trouble: Error) => void,
): void {
  read(file, buffer, from, buffer.length - from, from, (trouble, count) => {
    if (trouble !== null) {
      closeSync(file)
      reject(trouble)
      return
    }
    const end = from + count
    if (count > 0 && end === buffer.length) {
      const larger = Buffer.allocUnsafe(buffer.length * 4)
      larger.set(buffer)
      readOn(file, larger, end, resolve, reject)
      return
    }
    // Fewer bytes than asked for are the end of a regular file.
    closeSync(file)
    resolve(new Uint8Array(buffer.subarray(0, end)))
  })
}
