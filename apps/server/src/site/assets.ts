/** Addresses of the built files, by logical name (`site.css`, `island/squares.js`), as `manifest.json` of the build lists them. */
export type Assets = Readonly<Record<string, string>>

/**
 * Address of one built file. An unknown name throws: a page without its style would be worse than an error at once.
 * `static/` files carry their digest in their name, so they may be kept for ever.
 */
export function assetAddress(assets: Assets, name: string): string {
  const address = assets[name]
  if (address === undefined) throw new Error(`no built file named '${name}': run the build, or correct the name`)
  return address
}
