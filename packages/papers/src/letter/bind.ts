/** Keeps a statute's citation on one line: `5 U.S.C. 552(a)` with no-break spaces. */
export function bindCitations(text: string): string {
  return text.replace(/(\d) U\.S\.C\. (?=\d)/g, '$1\u00A0U.S.C.\u00A0')
}
