import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  axeFindings,
  CHROMIUM,
  LOOKS,
  launchBrowser,
  lookName,
  NEEDS_CHROMIUM,
  openPage,
  overflowing,
  type ServedSite,
  serveSite,
} from '../testing/browser.ts'
import { siteForTests } from '../testing/site.ts'
import { EXHIBITS } from './exhibits.ts'
import { renderExample } from './gallery.tsx'

/** A folder to keep pictures of every example in every look and both languages; without it a narrow and a dark look are checked. */
const PICTURES = process.env.RECOURSE_PICTURES
const looks =
  PICTURES === undefined
    ? LOOKS.filter((look) => lookName(look) === '360-light' || lookName(look) === '1280-dark')
    : LOOKS

describe.skipIf(CHROMIUM === null)(`every component in a browser${NEEDS_CHROMIUM}`, () => {
  let served: ServedSite
  let browser: Browser

  beforeAll(async () => {
    served = await serveSite((path, assets) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost')
      const [, , name = '', at = ''] = pathname.split('/')
      return renderExample(siteForTests(assets), searchParams.get('lang') === 'es' ? 'es' : 'en', name, Number(at))
    })
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  describe.each(looks.map((look) => ({ look, title: lookName(look) })))('at $title', ({ look, title }) => {
    test.each(EXHIBITS)('$name', async ({ name, examples }) => {
      const { page, context } = await openPage(browser, 'about:blank', look)
      const faults: string[] = []
      page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
      try {
        for (const lang of look.scheme === 'light' ? (['en', 'es'] as const) : (['en'] as const)) {
          for (const at of examples.keys()) {
            await page.goto(`${served.origin}/gallery/${name}/${at}?lang=${lang}`)
            if (PICTURES !== undefined) {
              await mkdir(PICTURES, { recursive: true })
              await page.screenshot({ path: join(PICTURES, `${name}-${at}-${lang}-${title}.png`), fullPage: true })
            }
            expect(await axeFindings(page, look), `${name} ${at} ${lang}`).toEqual([])
            if (!look.print) expect(await overflowing(page), `${name} ${at} ${lang}`).toEqual([])
          }
        }
        expect(faults).toEqual([])
      } finally {
        await context.close()
      }
    })
  })

  test('nothing shifts when the fonts arrive late', async () => {
    const { page, context } = await openPage(browser, 'about:blank', { width: 360, scheme: 'light' })
    try {
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400))
        await route.continue()
      })
      await page.goto(`${served.origin}/gallery/Source/0`)
      await page.waitForFunction(
        'document.fonts.status === "loaded" && document.fonts.check("16px \\"Public Sans Web\\"")',
      )
      const shifted: number = await page.evaluate(`new Promise((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value })).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 300)
      })`)
      expect(shifted).toBeLessThan(0.02)
    } finally {
      await context.close()
    }
  })

  test('asks for nothing that is not there', () => {
    expect(served.missing).toEqual([])
  })
})
