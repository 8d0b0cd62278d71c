import { expect, test } from 'vitest'
import { renderPage } from '../shell.tsx'
import { describePage } from '../testing/describe-page.ts'
import { siteForTests } from '../testing/site.ts'
import { LETTERS_EXAMPLES } from './examples.ts'
import { lettersPage } from './page.tsx'

describePage('letters', lettersPage, LETTERS_EXAMPLES)

test('the warning stands before everything else, and nothing is ever posted (abuse P25)', () => {
  for (const { props } of LETTERS_EXAMPLES) {
    const main = renderPage(siteForTests(), lettersPage('en', props)).replace(/^.*<main/s, '')
    const warned = main.indexOf('can tell an enforcement agency who and where')
    expect(warned).toBeGreaterThan(0)
    for (const later of ['<form', 'class="letter"', 'letter.pdf']) {
      const at = main.indexOf(later)
      if (at !== -1) expect(at).toBeGreaterThan(warned)
    }
    expect(main).not.toMatch(/method="post"|<textarea|type="(text|email|tel)"/)
  }
})
