/** What stands in a stored text where an e-mail address was; rules find masked cells by it (DQ-14). */
export const EMAIL_REMOVED = '[e-mail address removed]'

/** What stands in a stored text where a telephone number was. */
export const TELEPHONE_REMOVED = '[telephone number removed]'

/** What stands in a stored text where the name was whose address stood beside it. */
export const NAME_REMOVED = '[name removed]'

/**
 * Personal data in a descriptive text is replaced, consistently and idempotently; everything else stays as it is.
 * Boundary: no e-mail address of anyone is stored. Contract numbers, amounts and record ids are left alone: a number
 * counts as a telephone number only in a dialling form or after a word that says so.
 */
export function maskPersonalData(text: string): string {
  let masked = text
  if (mayHoldEmail(masked)) {
    masked = withoutNames(masked, masked.match(EMAIL) ?? [])
    masked = masked.replace(EMAIL, EMAIL_REMOVED).replace(SPELLED_EMAIL, EMAIL_REMOVED)
  }
  if (DIGITS.test(masked)) {
    masked = masked.replace(TELEPHONE, TELEPHONE_REMOVED).replace(ANNOUNCED_TELEPHONE, `$1${TELEPHONE_REMOVED}`)
  }
  return masked
}

/**
 * `Jane Doe`, `Jane Q. Doe`, `Doe, Jane`, where the text holds `jane.doe@...` too: an address tells which words are a
 * name. One pass over the words, however many addresses there are.
 */
function withoutNames(text: string, addresses: readonly string[]): string {
  const names = new Set<string>()
  for (const address of addresses) {
    const [, first, last] = NAMED_ADDRESS.exec(address) ?? []
    if (first !== undefined && last !== undefined) names.add(nameOf(first, last))
  }
  if (names.size === 0) return text
  const words = [...text.matchAll(/\p{L}+/gu)].map((match) => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
  let kept = ''
  let copied = 0
  for (let at = 0; at < words.length; at++) {
    const first = words[at]
    const second = words[at + 1]
    const third = words[at + 2]
    if (first === undefined || second === undefined) break
    const gap = text.slice(first.to, second.from)
    let end: number | null = null
    if (/^ +$/.test(gap) && names.has(nameOf(first.word, second.word))) end = second.to
    else if (/^, *$/.test(gap) && names.has(nameOf(second.word, first.word))) end = second.to
    else if (third !== undefined && second.word.length === 1 && /^ +$/.test(gap)) {
      const after = text.slice(second.to, third.from)
      if (/^\.? +$/.test(after) && names.has(nameOf(first.word, third.word))) end = third.to
    }
    if (end === null) continue
    kept += `${text.slice(copied, first.from)}${NAME_REMOVED}`
    copied = end
    while ((words[at + 1]?.from ?? Number.POSITIVE_INFINITY) < end) at++
  }
  return kept + text.slice(copied)
}

function nameOf(first: string, last: string): string {
  return `${first} ${last}`.toLowerCase()
}

const NAMED_ADDRESS = /^(\p{L}{2,})[._-](?:\p{L}[._-])?(\p{L}{2,})\d*@/u

/** Full-width and small signs count too, since cleaning (NFKC) would turn them into an address later. */
function mayHoldEmail(text: string): boolean {
  return SIGNS.some((sign) => text.includes(sign)) || SPELLED_AT.test(text)
}

const SIGNS = ['@', '\uFF20', '\uFE6B', '&#64;', '&#x40;', '%40']

const SPELLED_AT = /[([{] ?at ?[)\]}]/i

const LOCAL = `(?:"[^"\\n]{1,64}"|[\\p{L}\\p{N}\\p{M}._%+'\\-\\u200B-\\u200D\\uFEFF\\u00AD]{1,64})`
const LABEL = '[\\p{L}\\p{N}\\-\\u200B-\\u200D\\uFEFF\\u00AD]{1,63}'
const DOMAIN = `${LABEL}(?:[.\\uFF0E]${LABEL}){0,8}[.\\uFF0E][\\p{L}][\\p{L}\\p{N}\\-]{1,62}`

/** Bounded repeats only, so that a long text takes linear time. */
const EMAIL = new RegExp(`${LOCAL}(?:${SIGNS.join('|')})${DOMAIN}`, 'gu')

/** `jane.doe [at] agency [dot] gov`, with the dot spelled or not. */
const SPELLED_EMAIL = new RegExp(
  `${LOCAL} ?[([{] ?at ?[)\\]}] ?${LABEL}(?: ?(?:\\.|[([{] ?dot ?[)\\]}]| dot ) ?${LABEL}){1,4}`,
  'giu',
)

/** Every dialling form has a run of digits like this. */
const DIGITS = /\d{3}/

/** No digit, letter, path or amount before it, none after it: so it is not a part of an id, a PIID or an address. */
const BEFORE = '(?<![\\w$/=.\\-])'
const AFTER = '(?!-?\\w)'
const EXTENSION = '(?:,? ?(?:ext\\.?|extension|x) ?\\d{1,6})?'

/** North American numbers (area code and exchange begin with 2 to 9), always with a separator of one kind or brackets. */
const NORTH_AMERICAN = [
  `(?:\\+?1[ .\\-]?)?\\([2-9]\\d{2}\\) ?[2-9]\\d{2}[ .\\-]\\d{4}`,
  `(?:\\+?1[ .\\-])?[2-9]\\d{2}([.\\-])[2-9]\\d{2}\\1\\d{4}`,
  `\\+?1[ .\\-]?[2-9]\\d{2}[ .\\-][2-9]\\d{2}[ .\\-]\\d{4}`,
].join('|')

/** `+44 20 7946 0958`: nine to fifteen digits after a plus. */
const INTERNATIONAL = '\\+[1-9](?:[ .\\-()]{0,2}\\d){8,14}'

/** Dutch (ten digits, `070-1234567`) and British (`020 7946 0958`) ways of writing them at home. */
const NATIONAL = '0\\d-\\d{8}|0\\d{2}-\\d{7}|0\\d{3}-\\d{6}|0\\d{2,4} \\d{3,4} \\d{3,4}'

const TELEPHONE = new RegExp(`${BEFORE}(?:${NORTH_AMERICAN}|${INTERNATIONAL}|${NATIONAL})${EXTENSION}${AFTER}`, 'giu')

/** Seven digits or more after a word that announces them: `phone: 5550137`, `tel. 555-0137`. */
const ANNOUNCED_TELEPHONE = new RegExp(
  `(\\b(?:tel|telephone|phone|telefoon|telefono|fax|cell|mobile|toll.free)(?: ?(?:no|number|nr)\\b)?[.:#]{0,2} ?)(?:\\+?\\(?\\d(?:[ .\\-()]{0,2}\\d){6,14})${EXTENSION}${AFTER}`,
  'giu',
)
