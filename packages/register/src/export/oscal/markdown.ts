import { clean } from '../../entry/clean.ts'

/**
 * Published text for an OSCAL markup field, on one line: its own marks are escaped, so that a name or an answer can put
 * neither a link nor an insertion nor HTML into somebody's report.
 */
export function markup(text: string): string {
  return clean(text)
    .replace(/[\\`*_[\]<>{}^~&"|]/g, '\\$&')
    .replace(/^[#+\-=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
