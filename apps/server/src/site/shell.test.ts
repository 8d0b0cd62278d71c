import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { inLanguage } from './frame.ts'
import { type Page, renderPage } from './shell.tsx'
import { siteForTests } from './testing/site.ts'

const page: Page = {
  lang: 'en',
  path: '/use-cases/ex-1?year=2025',
  title: 'Example',
  description: 'About it',
  door: 'register',
  content: h('h1', null, 'Example'),
}

describe('renderPage', () => {
  const html = renderPage(siteForTests(), page)

  test('names the page, its canonical address and its twin in the other language', () => {
    expect(html).toContain('<!doctype html><html lang="en">')
    expect(html).toContain('<title>Example · Recourse</title>')
    expect(html).toContain('<link rel="canonical" href="https://recourse.example/use-cases/ex-1?year=2025"/>')
    expect(html).toContain('hreflang="es" href="https://recourse.example/use-cases/ex-1?year=2025&amp;lang=es"')
  })

  test('leads past the header, and marks the door it belongs to', () => {
    expect(html.indexOf('href="#main"')).toBeLessThan(html.indexOf('<header'))
    expect(html).toContain('<a href="/" aria-current="page">Register</a>')
    expect(html.match(/aria-current/g)?.length).toBe(1)
  })

  test('needs no inline style and no inline script', () => {
    expect(html).not.toMatch(/\sstyle=|<style|<script/)
  })

  test('says on every page what it is not, and who runs the server (abuse.md L06, L07)', () => {
    expect(html).toContain('not a government office')
    expect(html).toContain('has not said who they are')
    expect(html).toContain('No independent witness')
    const run = renderPage(
      { ...siteForTests(), operator: { name: 'Example Ombuds', keysBesideData: false, independentWitnesses: 2 } },
      page,
    )
    expect(run).toContain('run by Example Ombuds')
    expect(run).toContain('2 independent witnesses')
    expect(run).not.toContain('same machine')
  })

  test('marks a demonstration', () => {
    expect(html).not.toContain('Demonstration')
    expect(renderPage({ ...siteForTests(), demo: true }, page)).toContain('Demonstration')
  })

  test('keeps the language in its own links, not in downloads', () => {
    const spanish = renderPage(siteForTests(), { ...page, lang: 'es' })
    expect(spanish).toContain('<html lang="es">')
    expect(spanish).toContain('href="/findings?lang=es"')
    expect(spanish).toContain('href="/changes.atom"')
  })

  test('keeps pages that are no place of their own out of search engines', () => {
    const hidden = renderPage(siteForTests(), { ...page, indexed: false })
    expect(hidden).toContain('noindex')
    expect(hidden).not.toContain('rel="canonical"')
  })

  test('loads only the islands a page names, as modules', () => {
    expect(renderPage(siteForTests(), { ...page, islands: ['squares'] })).toContain(
      '<script type="module" src="/static/island/squares.js">',
    )
  })

  test('an asset that was never built is an error at once', () => {
    expect(() => renderPage({ ...siteForTests({}) }, page)).toThrow(/icon\.svg|site\.css/)
  })
})

test('a path in a language', () => {
  expect(inLanguage('en', '/a?b=1#c')).toBe('/a?b=1#c')
  expect(inLanguage('es', '/a')).toBe('/a?lang=es')
  expect(inLanguage('es', '/a?b=1#c')).toBe('/a?b=1&lang=es#c')
})
