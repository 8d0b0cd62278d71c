import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'identity' | 'gzip' | 'br'

const LEAST_BYTES = 1_024
const BROTLI_QUALITY = 5
const GZIP_LEVEL = 6

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** True for media types that shrink; pictures and fonts are compressed already. */
export function isCompressible(type: string): boolean {
  return /^(text\/|image\/svg\+xml|application\/([\w.-]+\+)?(json|xml|yaml|javascript|manifest))/i.test(type)
}

/**
 * The encoding to answer in, by `Accept-Encoding` (RFC 9110 section 12.5.3): the one of highest weight, Brotli before gzip
 * where they weigh the same, none where neither is named.
 */
export function chooseEncoding(accepted: string | undefined): Encoding {
  const weights = new Map(
    (accepted ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((value) => value !== undefined)
      return [name.trim(), Number(weight ?? 1)] as const
    }),
  )
  const weigh = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [brotli, gzipped, plain] = [weigh('br'), weigh('gzip'), weights.get('identity') ?? 0]
  if (brotli > 0 && brotli >= gzipped && brotli >= plain) return 'br'
  return gzipped > 0 && gzipped >= plain ? 'gzip' : 'identity'
}

/** One body as it is sent: its bytes in each encoding, made once, and a strong validator for each (RFC 9110 section 8.8.3). */
export class Representation {
  readonly type: string
  readonly plain: Buffer
  readonly headers: Readonly<Record<string, string>>
  readonly #tag: string
  readonly #encoded = new Map<Encoding, Promise<Buffer>>()

  /** `headers`: what belongs to this body besides its type, such as `content-disposition` or `link`. */
  constructor(body: string | Uint8Array, type: string, headers: Readonly<Record<string, string>> = {}) {
    this.plain = Buffer.from(body)
    this.type = type
    this.headers = headers
    this.#tag = contentTag(this.plain)
  }

  /** The encoding this body is sent in to a client that accepts `accepted`: none for what is short or would not shrink. */
  encodingFor(accepted: string | undefined): Encoding {
    return this.plain.length >= LEAST_BYTES && isCompressible(this.type) ? chooseEncoding(accepted) : 'identity'
  }

  bytes(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'identity') return Promise.resolve(this.plain)
    const known = this.#encoded.get(encoding)
    if (known) return known
    const made =
      encoding === 'br'
        ? toBrotli(this.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
        : toGzip(this.plain, { level: GZIP_LEVEL })
    this.#encoded.set(encoding, made)
    return made
  }

  /** Other bytes, other tag: each encoding has its own. */
  tag(encoding: Encoding): string {
    return encoding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${encoding}"`
  }

  /** Upper bound of the memory this holds: encoded forms are smaller than the plain one. */
  get sizeBytes(): number {
    return this.plain.length * 2
  }
}

function contentTag(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
}
