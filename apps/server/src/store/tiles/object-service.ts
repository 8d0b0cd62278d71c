import { S3Client } from '@aws-sdk/client-s3'
import { objectTiles } from './object.ts'
import type { ObjectService, OpenedPlace, TilePlace } from './tile-stores.ts'

const CONNECT_MS = 3_000
const REQUEST_MS = 15_000
const ATTEMPTS = 4

/** A prefix a log in one bucket. */
export function inBucket({ bucket, prefix, service }: Extract<TilePlace, { kind: 's3' }>): OpenedPlace {
  const client = openObjectService(service)
  const below = prefix === '' ? '' : `${prefix}/`
  return {
    whole: objectTiles(client, { bucket, prefix }),
    make: (folder) => objectTiles(client, { bucket, prefix: `${below}${folder}` }),
    close: () => client.destroy(),
  }
}

export function openObjectService({ endpoint, region, credentials }: ObjectService): S3Client {
  return new S3Client({
    // A store of one's own seldom has a host name a bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(region === null ? (endpoint === null ? {} : { region: 'us-east-1' }) : { region }),
    ...(credentials === null
      ? {}
      : {
          credentials: {
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: credentials.secretAccessKey,
            ...(credentials.sessionToken === null ? {} : { sessionToken: credentials.sessionToken }),
          },
        }),
    // Checksums beyond what the protocol had in 2024 are refused by many stores.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
  })
}
