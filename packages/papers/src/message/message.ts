import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en.ts'
import { es } from './es.ts'

/** Languages every page and paper speaks. */
export type Lang = 'en' | 'es'

export const LANGS: readonly Lang[] = ['en', 'es']

export type MessageKey = keyof typeof en

/** What may stand in a placeholder; numbers are written as the language writes them. */
export type MessageValue = string | number

/**
 * Names of the placeholders of one ICU message, read from its English text. A plural or select ends at its `}}`;
 * its branches hold words and `#` only, which a test asserts.
 */
type Placeholder<Text extends string> = Text extends `${string}{${infer Rest}`
  ? Rest extends `${infer Inside}}${infer After}`
    ? Inside extends `${infer Name}, ${'plural' | 'select'},${string}`
      ? Name | (Rest extends `${string}}}${infer Later}` ? Placeholder<Later> : never)
      : (Inside extends `${infer Name}, ${string}` ? Name : Inside) | Placeholder<After>
    : never
  : never

export type MessageArgs<Key extends MessageKey> = { readonly [Name in Placeholder<(typeof en)[Key]>]: MessageValue }

/** Nothing to pass for a message without placeholders; otherwise all of them. */
export type MessageRest<Key extends MessageKey> = [Placeholder<(typeof en)[Key]>] extends [never]
  ? []
  : [MessageArgs<Key>]

/** The catalogues, for tests and for tools that list them. */
export const CATALOGUE: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { en, es }

/** How numbers and dates are written: readers of federal registers, in either language, are in the United States. */
export const LOCALE: Readonly<Record<Lang, string>> = { en: 'en-US', es: 'es-US' }

const parsed: Readonly<Record<Lang, Map<MessageKey, IntlMessageFormat>>> = { en: new Map(), es: new Map() }

/** The message in that language. A placeholder without its value is a compile error, and throws where types are passed by. */
export function message<Key extends MessageKey>(lang: Lang, key: Key, ...rest: MessageRest<Key>): string {
  const text = CATALOGUE[lang][key]
  const args: Readonly<Record<string, MessageValue>> | undefined = rest[0]
  if (args === undefined && !text.includes('{')) return text
  return String(format(lang, key).format({ ...args }))
}

/**
 * The message in pieces, where a placeholder holds something that is no text (a link, a mark): `parts('en', 'x', { link })`
 * gives the words before it, it, and the words after it.
 */
export function messageParts<Key extends MessageKey, Piece>(
  lang: Lang,
  key: Key,
  args: { readonly [Name in Placeholder<(typeof en)[Key]>]: MessageValue | Piece },
): readonly (string | Piece)[] {
  return format(lang, key)
    .formatToParts<Piece>({ ...args })
    .map((part) => part.value)
}

function format(lang: Lang, key: MessageKey): IntlMessageFormat {
  const known = parsed[lang].get(key)
  if (known) return known
  const made = new IntlMessageFormat(CATALOGUE[lang][key], LOCALE[lang], undefined, { ignoreTag: true })
  parsed[lang].set(key, made)
  return made
}
