import type { ComponentChildren, VNode } from 'preact'

/**
 * Words of an agency, a file or a law inside our own: marked with their language, so that a Spanish page is read aloud
 * right. `quoted` where they stand inside a sentence of ours.
 */
export function Words({
  lang = 'en',
  quoted = false,
  children,
}: {
  readonly lang?: 'en' | 'nl'
  readonly quoted?: boolean
  readonly children: ComponentChildren
}): VNode {
  return quoted ? <q lang={lang}>{children}</q> : <span lang={lang}>{children}</span>
}

/** The language an inventory is written in, by its format. */
export function languageOf(format: string): 'en' | 'nl' {
  return format === 'nl-1.0' ? 'nl' : 'en'
}

/** Paragraphs of a cell as published: blank lines part them, single line breaks stay. Cut at `limit` words with a mark. */
export function Paragraphs({ text, lang = 'en' }: { readonly text: string; readonly lang?: 'en' | 'nl' }): VNode {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => (
          <p key={part} lang={lang} class="as-published">
            {part}
          </p>
        ))}
    </>
  )
}
