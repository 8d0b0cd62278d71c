import type { EntryKey } from '@recourse/register'

/** Addresses of the register's pages. Keys may hold `/` and blanks as the declared ids do, so they are escaped. */
export function useCasePath(key: EntryKey, anchor = ''): string {
  return `/use-cases/${encodeURIComponent(key)}${anchor === '' ? '' : `#${anchor}`}`
}

/** `field` names one cell, as `fieldValue` of the report's form writes it. */
export function reportPath(key: EntryKey, field = ''): string {
  return `/use-cases/${encodeURIComponent(key)}/report${field === '' ? '' : `?field=${encodeURIComponent(field)}`}`
}

export function findingPath(rule: string): string {
  return `/findings/${encodeURIComponent(rule)}`
}

export function agencyPath(code: string): string {
  return `/agencies/${encodeURIComponent(code)}`
}

export function contractPath(awardId: string): string {
  return `/contracts/${encodeURIComponent(awardId)}`
}

export function inventoryPath(id: number): string {
  return `/inventories/${id}`
}

export function systemPath(key: string): string {
  return `/systems/${encodeURIComponent(key)}`
}

export function comparePath(a: EntryKey, b: EntryKey | null = null): string {
  return `/compare?a=${encodeURIComponent(a)}${b === null ? '' : `&b=${encodeURIComponent(b)}`}`
}

/** Nothing but key, rule and law stands in a letter's address (abuse.md P25). */
export function letterPath(key: EntryKey, rule: string, law: 'foia' | 'privacy-act' | null = null): string {
  return `/letters?use-case=${encodeURIComponent(key)}&rule=${encodeURIComponent(rule)}${law === null ? '' : `&law=${law}`}`
}

/** The drafted letter as a file; `lang` is that of the sheet the requester keeps. */
export function letterFilePath(
  type: 'txt' | 'pdf',
  key: EntryKey,
  rule: string,
  law: 'foia' | 'privacy-act',
  lang: 'en' | 'es',
): string {
  const asked = letterPath(key, rule, law).slice('/letters'.length)
  return `/letters/letter.${type}${asked}${lang === 'en' ? '' : `&lang=${lang}`}`
}

/**
 * An anchor or id made of any text, without blanks and another one for every other text. `kind` has no dash, and keys made of
 * letters, digits and dashes stand as they are: `finding-HI-03:dhs-2577`, `y-2025.dhs-2577`.
 */
export function anchorOf(kind: string, ...parts: readonly (string | number)[]): string {
  const written = (part: string | number) =>
    String(part).replace(/[^A-Za-z0-9:_-]/gu, (sign) => `~${sign.codePointAt(0)?.toString(16)}~`)
  return `${kind}-${parts.map(written).join('.')}`
}

/** Where an entry's own fields stand on the page of its use case. A key can return in another year. */
export function entryAnchor(entry: { readonly year: number; readonly key: EntryKey }): string {
  return anchorOf('y', entry.year, entry.key)
}
