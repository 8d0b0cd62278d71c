/** See colour.js. */
export function tokenise(css: string): string
