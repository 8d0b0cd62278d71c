/** See build.js: builds the site's static files, returns address by logical name. */
export function buildStyle(
  outDir: string,
  options?: { readonly islandDir?: string | null; readonly base?: string },
): Promise<Readonly<Record<string, string>>>
