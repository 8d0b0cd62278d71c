import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { ObjectService } from '../tile-stores.ts'

/** What becomes of one request: done and answered; done, its answer lost; or not done and answered 500. */
type Fate = 'answered' | 'answer_lost' | 'unavailable'

export interface S3Double {
  readonly service: ObjectService
  readonly objects: Map<string, Buffer>
  /** Asked for each PUT, with how often its key was written before; may take its time, which makes that write a late one. */
  fate: (put: { readonly key: string; readonly body: Buffer; readonly attempt: number }) => Promise<Fate>
  stop(): Promise<void>
}

/** The few requests a log makes, answered from memory. `honours`: which conditions of a PUT it looks at; some stores look at none. */
export async function startS3Double(honours: readonly ('if-match' | 'if-none-match')[]): Promise<S3Double> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const puts = new Map<string, number>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3.test')
    const [, , ...parts] = url.pathname.split('/')
    const key = decodeURIComponent(parts.join('/'))
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const standing = objects.get(key)
    if (request.method === 'PUT') return put(request, response, key, Buffer.concat(chunks))
    if (request.method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (key === '' && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(listing(objects, url.searchParams))
    } else if (standing === undefined) {
      refuse(response, 404, 'NoSuchKey')
    } else {
      response.writeHead(200, { etag: tagOf(standing), 'content-length': standing.length })
      response.end(request.method === 'HEAD' ? undefined : standing)
    }
  }

  async function put(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): Promise<void> {
    const attempt = (puts.get(key) ?? 0) + 1
    puts.set(key, attempt)
    const fate = await double.fate({ key, body, attempt })
    if (fate === 'unavailable') return refuse(response, 500, 'InternalError')
    const standing = objects.get(key)
    const { 'if-match': wanted, 'if-none-match': unwanted } = request.headers
    const isTaken = honours.includes('if-none-match') && unwanted === '*' && standing !== undefined
    const isOther =
      honours.includes('if-match') && wanted !== undefined && (standing === undefined || tagOf(standing) !== wanted)
    if (isTaken || isOther) {
      if (fate === 'answer_lost') response.destroy()
      else refuse(response, 412, 'PreconditionFailed')
      return
    }
    objects.set(key, body)
    if (fate === 'answer_lost') response.destroy()
    else response.writeHead(200, { etag: tagOf(body) }).end()
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address')
  const double: S3Double = {
    service: {
      endpoint: `http://127.0.0.1:${address.port}`,
      region: null,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: null },
    },
    objects,
    fate: async () => 'answered',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return double
}

const PAGE = 3

/** Pages of three keys, so that every reader has to turn them. */
function listing(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? ''
  const from = query.get('continuation-token') ?? ''
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > from).sort()
  const page = keys.slice(0, PAGE)
  const isTruncated = keys.length > PAGE
  const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${contents}</ListBucketResult>`
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

function tagOf(bytes: Uint8Array): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`
}
