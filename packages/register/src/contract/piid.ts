import { clean } from '../entry/clean.ts'

/**
 * Procurement instrument identifier as FAR 4.1603 shapes it (to be confirmed): six letters or digits for the office,
 * two digits for the year, a letter for the kind, four to eight letters or digits; dashes may stand between the parts,
 * no letter or digit beside it.
 */
const TOKEN = /(?<![A-Z0-9])[A-Z0-9]{6}-?[0-9]{2}-?[A-Z]-?[A-Z0-9]{4,8}(?![A-Z0-9])/g

/** The identifiers that stand in a text, in capitals and without dashes, each once, in order. */
export function piidTokens(text: string): readonly string[] {
  const found = clean(text).toUpperCase().match(TOKEN) ?? []
  return [...new Set(found.map(plainPiid))]
}

/** An identifier as identifiers are compared: cleaned, in capitals, without dashes. */
export function plainPiid(id: string): string {
  return clean(id).toUpperCase().replaceAll('-', '')
}
