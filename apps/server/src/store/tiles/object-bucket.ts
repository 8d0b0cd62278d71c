import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { LogPath } from '../../service/log/ports.ts'

/** When a write may happen: only where nothing is, or only over what this `If-Match` names. */
export type Condition = { readonly kind: 'absent' } | { readonly kind: 'is'; readonly match: string }

export interface StoredObject {
  readonly bytes: Uint8Array
  /** Its ETag, as the store writes it. */
  readonly tag: string
}

/** Names of objects that a probe makes and removes: a dot leads no path of a log. */
export const PROBE = '.probe-'

/** The few requests that a log needs of an object store, below one prefix. Absent and condition failed are answers; all else is thrown. */
export interface Bucket {
  /** The new ETag; null where the condition did not hold, and nothing was written. */
  put(path: LogPath, bytes: Uint8Array, condition: Condition): Promise<string | null>
  get(path: LogPath): Promise<StoredObject | null>
  has(path: LogPath): Promise<boolean>
  delete(path: LogPath): Promise<void>
  list(): AsyncIterable<LogPath>
}

export function bucketOf(client: S3Client, name: string, prefix: string): Bucket {
  const at = (path: LogPath) => ({ Bucket: name, Key: `${prefix}${path}` })
  return {
    async put(path, bytes, condition) {
      const wanted = condition.kind === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: condition.match }
      const types = { ContentType: typeOf(path) }
      try {
        const { ETag } = await client.send(new PutObjectCommand({ ...at(path), Body: bytes, ...types, ...wanted }))
        if (ETag === undefined) throw new Error(`${name} names no ETag for what was written; it is no store for a log`)
        return ETag
      } catch (error) {
        const status = statusOf(error)
        // An object that is to be replaced and is gone answers 404; the bucket itself always is there.
        if (status === 412 || (condition.kind === 'is' && status === 404 && !isBucketGone(error))) return null
        throw error
      }
    },
    async get(path) {
      try {
        const { Body, ETag } = await client.send(new GetObjectCommand(at(path)))
        if (Body === undefined || ETag === undefined) throw new Error(`${name} answers without a body or an ETag`)
        return { bytes: new Uint8Array(await Body.transformToByteArray()), tag: ETag }
      } catch (error) {
        if (statusOf(error) === 404 && !isBucketGone(error)) return null
        throw error
      }
    },
    async has(path) {
      try {
        await client.send(new HeadObjectCommand(at(path)))
        return true
      } catch (error) {
        if (statusOf(error) === 404) return false
        throw error
      }
    },
    async delete(path) {
      await client.send(new DeleteObjectCommand(at(path)))
    },
    async *list() {
      let from: string | undefined
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket: name,
            Prefix: prefix,
            ...(from === undefined ? {} : { ContinuationToken: from }),
          }),
        )
        for (const { Key } of page.Contents ?? []) {
          const path = Key?.slice(prefix.length)
          if (path !== undefined && !path.startsWith(PROBE)) yield path
        }
        from = page.IsTruncated === true ? page.NextContinuationToken : undefined
      } while (from !== undefined)
    },
  }
}

/** A bucket may be served as it is, by a site of its own. */
function typeOf(path: LogPath): string {
  return path.startsWith('tile/') ? 'application/octet-stream' : 'text/plain; charset=utf-8'
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
}

/** Then nothing is certainly absent. */
function isBucketGone(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NoSuchBucket'
}
