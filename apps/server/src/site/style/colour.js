/**
 * USWDS compiles its colours into its rules; here each becomes one of our tokens, so that light and dark share one sheet.
 * A colour that a new version of USWDS brings and this table lacks stops the build with its name.
 */
const TOKENS = {
  '#fff': '--paper',
  '#000': '--ink',
  '#1b1b1b': '--ink',
  '#3d4551': '--ink-soft',
  '#454545': '--ink-soft',
  '#565c65': '--ink-soft',
  '#71767a': '--ink-soft',
  '#757575': '--ink-soft',
  '#919191': '--rule',
  '#a9aeb1': '--rule',
  '#c9c9c9': '--hairline',
  '#dfe1e2': '--hairline',
  '#e6e6e6': '--ground',
  '#f0f0f0': '--ground',
  '#005ea2': '--accent',
  '#1a4480': '--accent-strong',
  '#162e51': '--accent-strong',
  '#54278f': '--visited',
  '#2491ff': '--focus',
  '#b50909': '--unmet',
  '#8b0a03': '--unmet',
  '#d83933': '--unmet',
  '#d54309': '--unmet',
  '#9c3d10': '--unmet',
  '#f4e3db': '--unmet-ground',
  '#ffbe2e': '--owed',
  '#fa9441': '--owed',
  '#c05600': '--owed',
  '#775540': '--owed',
  '#faf3d1': '--owed-ground',
  '#00a91c': '--met',
  '#ecf3ec': '--met-ground',
  '#00bde3': '--accent',
  '#28a0cb': '--accent',
  '#07648d': '--accent-strong',
  '#99deea': '--hairline',
  '#97d4ea': '--hairline',
  '#c3ebfa': '--ground',
  '#d9e8f6': '--ground',
  '#e1f3f8': '--ground',
  '#e7f6f8': '--ground',
}

/** Compiled USWDS with every literal colour replaced by a token; shadows keep theirs. */
export function tokenise(css) {
  const unknown = new Set()
  const tokenised = css.replace(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b/gi, (colour) => {
    const token = TOKENS[colour.toLowerCase()]
    if (!token) unknown.add(colour)
    return `var(${token})`
  })
  if (unknown.size > 0) throw new Error(`colours of USWDS without a token in colour.js: ${[...unknown].join(', ')}`)
  return tokenised
}
