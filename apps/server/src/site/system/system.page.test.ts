import { expect, test } from 'vitest'
import { renderPage } from '../shell.tsx'
import { describePage } from '../testing/describe-page.ts'
import { siteForTests } from '../testing/site.ts'
import { SYSTEM_EXAMPLES } from './examples.ts'
import { systemPage } from './page.tsx'

describePage('system', systemPage, SYSTEM_EXAMPLES)

test('every statement of the press stands in the reported column, marked', () => {
  for (const { props } of SYSTEM_EXAMPLES) {
    const html = renderPage(siteForTests(), systemPage('en', props))
    const reported = html.slice(html.indexOf('id="reported"'), html.indexOf('id="safeguards"'))
    const { claims, safeguardsReported } = props.detail.system
    for (const { text } of [...claims, ...safeguardsReported]) {
      const shown = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      expect(reported).toContain(shown)
      expect(html.split(shown)).toHaveLength(2)
    }
  }
})
