import { LANGS } from '@recourse/papers'
import { describe, expect, test } from 'vitest'
import { standaloneSvg } from '../component/chart/standalone.ts'
import { describePage } from '../testing/describe-page.ts'
import { siteForTests } from '../testing/site.ts'
import { draw } from './all.ts'
import { FIGURE_NAMES } from './drawn.ts'
import { FIGURES_EXAMPLES } from './examples.ts'
import { figuresPage } from './page.tsx'

describePage('figures', figuresPage, FIGURES_EXAMPLES)

describe.each(FIGURE_NAMES)('%s as files', (name) => {
  const facts = FIGURES_EXAMPLES[0]?.props

  test('every row has a value or null for every column, in both languages the same', () => {
    if (!facts) throw new Error('no example')
    const [en, es] = LANGS.map((lang) => draw(name, facts, lang))
    expect(en?.rows.length).toBeGreaterThan(0)
    for (const row of en?.rows ?? []) expect(row).toHaveLength(en?.columns.length ?? 0)
    expect(es?.rows).toEqual(en?.rows)
    expect(es?.columns.map((column) => column.key)).toEqual(en?.columns.map((column) => column.key))
    expect(es?.title).not.toBe(en?.title)
  })

  test('leaves the site as one drawing with its title and colours inside', () => {
    if (!facts) throw new Error('no example')
    const drawn = draw(name, facts, 'en')
    if (!drawn) throw new Error('not drawn')
    const svg = standaloneSvg(siteForTests(), 'en', drawn.drawing, { ...drawn, source: 'test' })
    expect(svg.match(/<svg/g)).toHaveLength(2)
    expect(svg).not.toMatch(/NaN|undefined|<div|<ol/)
  })
})

test('moves are counted once: impact and stage lines add up to what the matched uses did', () => {
  const facts = FIGURES_EXAMPLES[0]?.props
  if (!facts) throw new Error('no example')
  const newest = facts.current.figures.changes.filter((change) => change.toYear === 2025)
  const matched = newest.reduce((sum, change) => sum + change.matched, 0)
  for (const name of ['impact', 'stage'] as const) {
    const rows = draw(name, facts, 'en')?.rows ?? []
    expect(rows.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(matched)
  }
})
