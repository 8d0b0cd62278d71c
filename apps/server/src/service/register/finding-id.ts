import { createHash } from 'node:crypto'
import type { Finding } from '@recourse/register'

const LONGEST = 300
const KEPT_OF_LONG = 200

/**
 * A finding whose id is no longer than an index takes: a group of hundreds of entries names them all in its own, so of a
 * long one the beginning and a digest of the whole stay. As stable as the whole, and as distinct.
 */
export function withStoredId(finding: Finding): Finding {
  if (finding.id.length <= LONGEST) return finding
  const beginning = Array.from(finding.id).slice(0, KEPT_OF_LONG).join('')
  return { ...finding, id: `${beginning}~${createHash('sha256').update(finding.id).digest('base64url')}` }
}
