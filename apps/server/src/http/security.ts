import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from '../api/problem.ts'

const ONE_YEAR_SECONDS = 31_536_000

/** What a page may load: itself. No inline script, no style but the site's own, no frame around it, no plug-in, nothing from elsewhere. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
]

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
}

export interface Security {
  /** Where readers find us; `https:` here means TLS. */
  readonly publicUrl: string | null
  /** The one style sheet that stands inside pages, allowed by its digest; null where none does. */
  readonly inlineStyle: string | null
}

/** Headers of every answer, whatever its kind or status. `tls`: the reader's connection is encrypted. */
export function securityHeaders({ tls }: { readonly tls: boolean }): Readonly<Record<string, string>> {
  // Without includeSubDomains: the operator's other services under the same name are not ours to bind.
  return tls ? { ...HEADERS, 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` } : HEADERS
}

const policies = new Map<string, string>()

/** A style is allowed by the digest of its bytes, which nothing else has. */
function policyWith(style: string | null): string {
  if (style === null) return CONTENT_POLICY
  let policy = policies.get(style)
  if (policy === undefined) {
    const digest = createHash('sha256').update(style).digest('base64')
    policy = CONTENT_POLICY.replace("style-src 'self'", `style-src 'self' 'sha256-${digest}'`)
    policies.set(style, policy)
  }
  return policy
}

/** True where readers come over TLS: by the address we are published under, or by what a trusted proxy says. */
function isBehindTls(request: FastifyRequest, publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') === true || request.protocol === 'https'
}

/**
 * Puts the headers on every answer before anything else runs, and declines writes that a browser says another site sent:
 * nobody is to be made to send a form unknowingly. The editor's desk, which has a cookie, asks for more.
 */
export function addSecurity(app: FastifyInstance, security: Security): void {
  const { publicUrl } = security
  app.addHook('onRequest', async (request, reply) => {
    putSecurityHeaders(request, reply, security)
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (isWrite && isFromElsewhere(request, publicUrl)) throw new ApiError('cross_site_write')
  })
}

/**
 * What the browser says by `Sec-Fetch-Site`, which it sends to encrypted or local addresses only, then by `Origin`. Neither: a program,
 * or a browser of before 2020, whose form counts.
 */
function isFromElsewhere(request: FastifyRequest, publicUrl: string | null): boolean {
  const { origin } = request.headers
  const fetchSite = request.headers['sec-fetch-site']
  if (fetchSite === 'cross-site') return true
  if (origin === undefined) return false
  // Under our referrer policy a browser hides the origin of our own pages too, yet vouches for them.
  if (origin === 'null') return fetchSite !== 'same-origin' && fetchSite !== 'none'
  return !isOwnHost(origin, [`http://${request.host}`, ...(publicUrl === null ? [] : [publicUrl])])
}

/** By host and port. The scheme is left out: a proxy that we were not told to trust ends the encryption unseen. */
function isOwnHost(origin: string, own: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false
  const { host, protocol } = new URL(origin)
  return own.some((address) => {
    const asked = address.replace(/^https?:/, protocol)
    return URL.canParse(asked) && new URL(asked).host === host
  })
}

/** For answers that are made outside the hooks as well. */
export function putSecurityHeaders(request: FastifyRequest, reply: FastifyReply, security: Security): void {
  reply.headers(securityHeaders({ tls: isBehindTls(request, security.publicUrl) }))
  reply.header('content-security-policy', policyWith(security.inlineStyle))
  reply.header('cache-control', 'no-store')
  reply.header('x-request-id', request.id)
}

/** For a page that is given what must not leave the reader's device: it may connect to nothing and send no form. */
export function sealPage(reply: FastifyReply): void {
  const policy = String(reply.getHeader('content-security-policy') ?? CONTENT_POLICY)
  reply.header(
    'content-security-policy',
    policy.replace("connect-src 'self'", "connect-src 'none'").replace("form-action 'self'", "form-action 'none'"),
  )
}
