import { clean } from '../entry/clean.ts'

const LEGAL_FORMS = new Set('INC LLC CORP CORPORATION LTD LIMITED CO COMPANY LP LLP PLC THE INCORPORATED'.split(' '))

/**
 * A vendor's name as names are compared (`vendor(v)` of register reference 3.7): capitals, everything but letters and
 * digits one blank, legal forms and the article dropped. '' where nothing else was there.
 */
export function vendorName(name: string): string {
  const words = clean(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
  return ` ${words} `
    .replaceAll(' L L C ', ' ')
    .split(' ')
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word))
    .join(' ')
}

/** Names shorter than this say too little to look for them in other texts. */
export const TELLING_VENDOR_LENGTH = 3

/**
 * Finds which of many names stand in a text as whole words. Built once for all names, asked once a text: the cost
 * follows the words of the text, not the number of names.
 */
export function vendorFinder(names: Iterable<string>): (text: string) => readonly string[] {
  const wanted = new Set<string>()
  let longest = 0
  for (const name of names) {
    const plain = vendorName(name)
    if (plain.length < TELLING_VENDOR_LENGTH) continue
    wanted.add(plain)
    longest = Math.max(longest, plain.split(' ').length)
  }
  return (text) => {
    const words = vendorName(text).split(' ')
    const found = new Set<string>()
    for (let from = 0; from < words.length; from += 1) {
      let phrase = ''
      for (let to = from; to < Math.min(words.length, from + longest); to += 1) {
        phrase = phrase === '' ? (words[to] ?? '') : `${phrase} ${words[to] ?? ''}`
        if (wanted.has(phrase)) found.add(phrase)
      }
    }
    return [...found]
  }
}
