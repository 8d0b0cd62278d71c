import { text } from '../entry/entry.ts'
import type { Condition } from './condition.ts'

const PARTS = /sensitive|redact|withh|proprietary|classified|confidential/i
const WHOLE = new Set([
  'not available',
  'ai service provider',
  'ai model provider',
  'contractor teams',
  'tbd',
  'unknown',
])

/** Whether a vendor cell holds a word that stands for a name (TR-02). */
export function isVendorPlaceholder(value: string): boolean {
  return PARTS.test(value) || WHOLE.has(value.toLowerCase())
}

export const VENDOR_PLACEHOLDER: Condition = {
  words:
    "`vendor_name` contains sensitive, redact, withh, proprietary, classified or confidential, or is 'not available', 'ai service provider', 'ai model provider', 'contractor teams', 'tbd' or 'unknown'",
  columns: ['vendor_name'],
  test: (entry) => isVendorPlaceholder(text(entry, 'vendor_name')),
}
