/** See complete-lock.js: a parsed package-lock.json in, the completed one and the added `name@version` out. */
export function completeLock(lock: {
  readonly packages: Readonly<Record<string, object>>
  readonly lockfileVersion?: number
}): {
  readonly lock: { readonly packages: Readonly<Record<string, object>> }
  readonly added: readonly string[]
}
