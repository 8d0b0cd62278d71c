/**
 * Text for the PDF, whose fonts are ours alone: characters they cannot show become `[U+6F22]`. A machine's own fonts are
 * never asked, so the same letter has the same bytes everywhere, and PDF/UA-1 never meets a missing glyph.
 */
export function printable(text: string): string {
  return text.replace(
    UNSHOWN,
    (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
}

/** Everything outside printable ASCII, Latin-1 and Latin Extended-A, Greek, Cyrillic, and the marks that texts use. */
const UNSHOWN =
  /[^ -~\u00A0-\u00AC\u00AE-\u017F\u0391-\u03A1\u03A3-\u03C9\u0400-\u045F\u2010-\u2015\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203A\u20AC\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]/gu
