import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { siteForTests } from '../../testing/site.ts'
import { Bars } from '../bars/bars.tsx'
import { SquaresChart } from '../squares/squares-chart.tsx'
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

  test('draws the squares, wrapped at its width', () => {
    const group = (label: string, total: number, filled: number) => ({
      label,
      name: label,
      path: null,
      total,
      filled,
      uses: [],
    })
    const groups = [group('VA', 94, 0), group('DOJ', 73, 0), group('DHS', 238, 10), group('EX', 300, 2)]
    const squares = standaloneSvg(siteForTests(), 'es', h(SquaresChart, { alt: 'Squares', groups }), texts)
    expect(squares.match(/class="square-filled"/g)?.length).toBe(12)
    expect(squares.match(/class="square-hollow"/g)?.length).toBe(693)
    expect(squares).toContain('translate(0 190)')
    expect(squares).toContain('10 de 238')
  })

  test('takes only charts', () => {
    expect(() => standaloneSvg(siteForTests(), 'en', h(Status, { tone: 'met' }), texts)).toThrow('only a Chart')
  })
})
