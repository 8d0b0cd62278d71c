import { setTimeout as sleep } from 'node:timers/promises'
import { type S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import type { LogPath, TileStore } from '../../service/log/ports.ts'
import { each } from './each.ts'
import { assertCreatable, assertLogPath, assertSameContent, fullTileOf, mayPublish, same } from './log-path.ts'
import { bucketOf, type Condition, type StoredObject } from './object-bucket.ts'
import { probeBucket, type TagForm } from './object-probe.ts'

/** Requests under way at once. */
const AT_ONCE = 32
/** How often a condition is tried again that the store could not decide (409): another write was under way. */
const UNDECIDED_TRIES = 5
const UNDECIDED_WAIT_MS = 30

/**
 * Files of one log below `prefix` (`''` for none) of a bucket, for several hosts (log.md section 6). Every write carries its condition: what is
 * immutable goes where nothing is (`If-None-Match: *`), `checkpoint` only over the one that was read (`If-Match`). So a write that arrives late,
 * after its retry or its successor, changes nothing.
 */
export function objectTiles(
  client: S3Client,
  { bucket: name, prefix }: { readonly bucket: string; readonly prefix: string },
): TileStore {
  const place = `s3://${name}${prefix === '' ? '' : `/${prefix}`}`
  const bucket = bucketOf(client, name, prefix === '' ? '' : `${prefix}/`)

  /** Found out before the first write that rests on it, so that no caller can forget to ask. */
  let form: Promise<TagForm> | null = null
  async function over(standing: StoredObject | null): Promise<Condition> {
    if (standing === null) return { kind: 'absent' }
    form ??= probeBucket(place, bucket).catch((error: unknown) => {
      form = null
      throw error
    })
    return { kind: 'is', match: (await form)(standing.tag) }
  }

  /** False where something else stands there by now, or nothing does any more. */
  async function decided(path: LogPath, bytes: Uint8Array, standing: StoredObject | null): Promise<boolean> {
    const condition = await over(standing)
    for (let attempt = 1; ; attempt++) {
      try {
        return (await bucket.put(path, bytes, condition)) !== null
      } catch (error) {
        const isUndecided = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 409
        if (!isUndecided || attempt === UNDECIDED_TRIES) throw error
        await sleep(UNDECIDED_WAIT_MS * attempt)
      }
    }
  }

  async function createOne(path: LogPath, bytes: Uint8Array): Promise<void> {
    if (await decided(path, bytes, null)) return
    const standing = await bucket.get(path)
    if (standing === null) throw new Error(`${path} in ${place} vanished while it was written`)
    assertSameContent(place, path, standing.bytes, bytes)
  }

  return {
    place,
    async create(files) {
      for (const { path } of files) assertCreatable(path)
      await each(AT_ONCE, files, ({ path, bytes }) => createOne(path, bytes))
    },
    async publish(previous, next) {
      const standing = await bucket.get('checkpoint')
      if (mayPublish(place, standing?.bytes ?? null, previous, next) === 'done') return
      if (await decided('checkpoint', next, standing)) return
      // Refused: by somebody else's, or by our own earlier try whose answer was lost.
      const now = await bucket.get('checkpoint')
      if (now !== null && same(now.bytes, next)) return
      mayPublish(place, now?.bytes ?? null, previous, next)
      throw new Error(`${place} refused to publish over the checkpoint it still holds; try again`)
    },
    async replace(path, bytes) {
      assertCreatable(path)
      for (let attempt = 1; ; attempt++) {
        const standing = await bucket.get(path)
        if (standing !== null && same(standing.bytes, bytes)) return
        if (await decided(path, bytes, standing)) return
        if (attempt === UNDECIDED_TRIES) throw new Error(`${path} in ${place} changes under our hands; try again`)
      }
    },
    async read(path) {
      assertLogPath(path)
      return (await bucket.get(path))?.bytes ?? null
    },
    async remove(paths) {
      await each(AT_ONCE, paths, async (path) => {
        if (!(await bucket.has(fullTileOf(path))))
          throw new Error(`${path} in ${place} is kept: its full tile is not there`)
      })
      await each(AT_ONCE, paths, (path) => bucket.delete(path))
    },
    async discard(paths) {
      for (const path of paths) {
        assertLogPath(path)
        await bucket.delete(path)
      }
    },
    list: () => bucket.list(),
    async probe() {
      form = Promise.resolve(await probeBucket(place, bucket))
    },
    async freeBytes() {
      return null
    },
  }
}
