import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { siteForTests } from '../../testing/site.ts'
import { Bars } from '../bars/bars.tsx'
import { Status } from '../status/status.tsx'
import { standaloneSvg } from './standalone.ts'

const texts = { title: 'More <entries> & more', subtitle: 'Entries, n = 2', alt: 'Two bars', source: 'Source: example' }
const bars = h(Bars, {
  alt: 'Two bars',
  labels: 'beside',
  rows: [
    { label: '2024', value: 1, spoken: '1' },
    { label: '2025', value: 2, spoken: '2' },
  ],
})

describe('standaloneSvg', () => {
  const svg = standaloneSvg(siteForTests(), 'en', bars, texts)

  test('is a drawing of its own, with name, description and colours inside', () => {
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="720" height="')).toBe(true)
    expect(svg).toContain('<title>More &lt;entries&gt; &amp; more</title><desc>Two bars</desc>')
    expect(svg).toContain('.chart-main{fill:#1a4f96}')
    expect(svg).toContain('>Source: example</text>')
    expect(svg).not.toMatch(/var\(|href=/)
  })

  test('takes only charts', () => {
    expect(() => standaloneSvg(siteForTests(), 'en', h(Status, { tone: 'met' }), texts)).toThrow('only a Chart')
  })
})
