/**
 * The words that patterns match in a text, each between quotes and once, as word rules print them. Patterns without
 * the `g` flag are searched for every match.
 */
export function matchedWords(text: string, patterns: readonly RegExp[]): readonly string[] {
  const words = patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern.source, 'gi'))].map((match) => `'${match[0].toLowerCase()}'`),
  )
  return [...new Set(words)]
}
