/** What a letter consists of; the text form and the PDF are made from the same blocks, so they say the same. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A paragraph that must be seen. */
  | { readonly kind: 'strong'; readonly text: string }
  /** Lines that stay together and are not filled, as in an address. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'bullets'; readonly items: readonly string[] }
  | { readonly kind: 'numbered'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly items: readonly { readonly term: string; readonly text: string }[] }
  /** The closing words and the signature, never parted by a page. */
  | { readonly kind: 'closing'; readonly text: string; readonly labels: readonly string[] }
  /** Lines to fill by hand: a label and nothing after it; '' is a further line for the label above. */
  | { readonly kind: 'blanks'; readonly labels: readonly string[] }

/** A drafted letter: the cover sheet, which the requester keeps, and the letter, which they may send. */
export interface LetterDraft {
  readonly title: string
  readonly cover: { readonly lang: 'en' | 'es'; readonly title: string; readonly blocks: readonly Block[] }
  readonly letter: { readonly title: string; readonly blocks: readonly Block[] }
}
