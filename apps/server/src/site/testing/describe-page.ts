import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LANGS, type Lang } from '@recourse/papers'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Example } from '../component/example.ts'
import { type Page, renderPage } from '../shell.tsx'
import {
  axeFindings,
  CHROMIUM,
  LOOKS,
  type Look,
  launchBrowser,
  lookName,
  NEEDS_CHROMIUM,
  openPage,
  overflowing,
  type ServedSite,
  serveSite,
} from './browser.ts'
import { siteForTests } from './site.ts'

/** Set to a folder to keep the pictures of a run. */
const PICTURES = process.env.RECOURSE_PICTURES ?? null

interface Run {
  readonly lang: Lang
  readonly look: Look
}

/** A page's first example is looked at in every way; the others at both widths, in one language each. */
const EVERY_RUN: readonly Run[] = [
  ...LOOKS.map((look) => ({ lang: 'en' as const, look })),
  { lang: 'es', look: { width: 360, scheme: 'light' } },
  { lang: 'es', look: { width: 1280, scheme: 'dark' } },
  { lang: 'en', look: { width: 360, scheme: 'light', javaScript: false } },
]
const SOME_RUNS: readonly Run[] = [
  { lang: 'es', look: { width: 360, scheme: 'light' } },
  { lang: 'en', look: { width: 1280, scheme: 'light' } },
]

/**
 * Renders every example of a page in both languages, holds it against what it expects and the content policy, then looks
 * at it in a real browser: axe, nothing sticking out, nothing asked for that is not there.
 */
export function describePage<Props>(
  name: string,
  page: (lang: Lang, props: Props) => Page,
  examples: readonly Example<Props>[],
): void {
  describe(`${name}, rendered`, () => {
    test.each(examples)('$name', ({ props, expects, expectsNot }) => {
      const html = renderPage(siteForTests(), page('en', props))
      for (const piece of expects) expect(html).toContain(piece)
      for (const piece of expectsNot ?? []) expect(html).not.toContain(piece)
    })

    test.each(examples)(
      '$name: one h1, unique ids, no style or handler in the markup, in both languages',
      ({ props }) => {
        for (const lang of LANGS) {
          const html = renderPage(siteForTests(), page(lang, props))
          expect(html.match(/<h1[\s>]/g)).toHaveLength(1)
          const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
          expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
          for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(ids, `#${target}`).toContain(target)
          const tags = html.replace(/>[^<]*</g, '><')
          expect(tags).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/i)
          expect(tags).not.toMatch(/<script(?! type="module" src="| defer src=")/)
        }
      },
    )
  })

  describe.skipIf(CHROMIUM === null)(`${name} in a browser${NEEDS_CHROMIUM}`, () => {
    let served: ServedSite
    let browser: Browser

    beforeAll(async () => {
      served = await serveSite((path, assets) => {
        const { pathname, searchParams } = new URL(path, 'http://localhost')
        const example = examples[Number(pathname.slice(1))]
        if (example === undefined) return null
        return renderPage(siteForTests(assets), page(searchParams.get('lang') === 'es' ? 'es' : 'en', example.props))
      })
      browser = await launchBrowser()
    })

    afterAll(async () => {
      await browser?.close()
      await served?.close()
    })

    for (const [at, example] of examples.entries()) {
      test.each(
        (at === 0 ? EVERY_RUN : SOME_RUNS).map((run) => ({
          ...run,
          title: `${run.lang} ${lookName(run.look)}${run.look.javaScript === false ? '-noscript' : ''}`,
        })),
      )(`${example.name}: $title`, async ({ lang, look, title }) => {
        const opened = await openPage(browser, `${served.origin}/${at}?lang=${lang}`, look)
        const faults: string[] = []
        opened.page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
        try {
          if (PICTURES !== null) {
            await mkdir(PICTURES, { recursive: true })
            await opened.page.screenshot({
              path: join(PICTURES, `${name}-${at}-${title.replace(' ', '-')}.png`),
              fullPage: true,
            })
          }
          if (look.javaScript !== false) expect(await axeFindings(opened.page, look)).toEqual([])
          if (!look.print && look.javaScript !== false) expect(await overflowing(opened.page)).toEqual([])
          expect(faults).toEqual([])
        } finally {
          await opened.context.close()
        }
      })
    }

    test('asks for nothing that is not there', () => {
      expect(served.missing).toEqual([])
    })
  })
}
