import { randomUUID } from 'node:crypto'
import { S3ServiceException } from '@aws-sdk/client-s3'
import { same, unfit } from './log-path.ts'
import { type Bucket, PROBE } from './object-bucket.ts'

/** An ETag as `If-Match` wants it. */
export type TagForm = (tag: string) => string

const FIRST = new Uint8Array(Buffer.from('recourse: an object to try out this store\n'))
const SECOND = new Uint8Array(Buffer.from('recourse: what must not be written over it\n'))
const OTHER_TAG = '"00000000000000000000000000000000"'

/** With its quotes as RFC 9110 has it, or without: radosgw before 19 compares the bare ETag and holds a quoted one for another. */
const FORMS: readonly TagForm[] = [(tag) => tag, (tag) => tag.replaceAll('"', '')]

/**
 * Some stores take the conditions of a write and ignore them: then two sequencers would overwrite each other, and nobody would know. Tried out on an
 * object of its own name, which is removed. Gives the form of `If-Match` that this store understands.
 * @throws LogStop `tile_store_unfit`
 */
export async function probeBucket(place: string, bucket: Bucket): Promise<TagForm> {
  const path = `${PROBE}${randomUUID()}`
  try {
    return await tryOut(place, bucket, path)
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error
    const status = error.$metadata.httpStatusCode ?? 0
    throw unfit(
      place,
      `the store answers ${error.name} (${status}). The bucket must be there, and its keys allow to get, put, delete and list: correct RECOURSE_TILES or AWS_*.`,
      error,
    )
  } finally {
    await bucket.delete(path).catch(() => undefined)
  }
}

async function tryOut(place: string, bucket: Bucket, path: string): Promise<TagForm> {
  const remedy =
    'Two servers could overwrite each other. Set RECOURSE_TILES to a store that honours it, or to a folder.'
  // Refused after all: by our own first try whose answer was lost, or a defect that reading it shows.
  await bucket.put(path, FIRST, { kind: 'absent' })
  if ((await bucket.put(path, SECOND, { kind: 'absent' })) !== null) {
    throw unfit(place, `the store ignores "If-None-Match: *" on PUT. ${remedy}`)
  }
  const standing = await bucket.get(path)
  if (standing === null || !same(standing.bytes, FIRST)) {
    throw unfit(place, 'an object reads back with other bytes than were written, or not at all.')
  }
  for (const form of FORMS) {
    if ((await bucket.put(path, SECOND, { kind: 'is', match: form(OTHER_TAG) })) !== null) {
      throw unfit(place, `the store ignores "If-Match" on PUT. ${remedy}`)
    }
    if ((await bucket.put(path, SECOND, { kind: 'is', match: form(standing.tag) })) !== null) return form
    const now = await bucket.get(path)
    if (now !== null && same(now.bytes, SECOND)) return form
  }
  throw unfit(place, `the store refuses every PUT with "If-Match", even of the ETag that it gave. ${remedy}`)
}
