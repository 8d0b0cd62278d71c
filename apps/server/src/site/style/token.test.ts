import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const sheet = readFileSync(new URL('token.scss', import.meta.url), 'utf8')

function tokens(block: string): ReadonlyMap<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name = '', colour = '']) => [name, colour]),
  )
}

const [lightPart = '', rest = ''] = sheet.split('@media (prefers-color-scheme: dark)')
const [darkPart = '', printPart = ''] = rest.split('@media print')
const SCHEMES = { light: tokens(lightPart), dark: tokens(darkPart), print: tokens(printPart) }

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const full = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT = ['ink', 'ink-soft', 'accent', 'accent-strong', 'visited', 'owed', 'unmet', 'met', 'unknown']
const GROUNDS = ['paper', 'ground', 'proof-ground']
const TEXT_ON: readonly (readonly [string, string])[] = [
  ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ...['owed', 'unmet', 'met', 'unknown'].flatMap((tone) => [
    [tone, `${tone}-ground`] as const,
    ['ink', `${tone}-ground`] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
]
const LINE_ON: readonly (readonly [string, string])[] = [
  ...GROUNDS.map((ground) => ['rule', ground] as const),
  ['focus', 'paper'],
  ['focus', 'ground'],
]

describe.each(Object.entries(SCHEMES))('%s', (scheme, colours) => {
  const of = (name: string) => {
    const colour = colours.get(name) ?? (scheme === 'print' ? SCHEMES.light.get(name) : undefined)
    if (colour === undefined) throw new Error(`--${name} has no value in ${scheme}`)
    return colour
  }

  test.each(TEXT_ON)('%s on %s reaches 4.5:1', (text, ground) => {
    expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(LINE_ON)('%s on %s reaches 3:1', (line, ground) => {
    expect(contrast(of(line), of(ground))).toBeGreaterThanOrEqual(3)
  })
})

test('the formula agrees with the known ends', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2)
})
