import { LANGS } from '@recourse/papers'
import type { ComponentChildren } from 'preact'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { renderFragment } from '../shell.tsx'
import { siteForTests } from '../testing/site.ts'
import { EXHIBITS } from './exhibits.ts'
import { renderGallery } from './gallery.tsx'

function rendered(lang: 'en' | 'es', node: ComponentChildren): string {
  return renderFragment(siteForTests(), { lang, path: '/' }, h('div', null, node))
}

describe.each(EXHIBITS)('$name', ({ examples }) => {
  test.each(examples)('$name', ({ node, expects, expectsNot }) => {
    const html = rendered('en', node)
    for (const piece of expects) expect(html).toContain(piece)
    for (const piece of expectsNot ?? []) expect(html).not.toContain(piece)
  })

  test.each(examples)('$name keeps the content policy in both languages: no style, no handler', ({ node }) => {
    for (const lang of LANGS) {
      const html = rendered(lang, node).replace(/>[^<]*</g, '><')
      expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/i)
    }
  })
})

test('every component has the empty or refused and the longest example among its own', () => {
  for (const { name, examples } of EXHIBITS) expect(examples.length, name).toBeGreaterThan(1)
})

test('the gallery shows them all', () => {
  const html = renderGallery(siteForTests(), 'en')
  for (const { name } of EXHIBITS) expect(html).toContain(`exhibit-${name}`)
})
