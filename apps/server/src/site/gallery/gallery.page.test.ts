import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LANGS } from '@recourse/papers'
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

/** A folder to keep pictures of every example in every look and both languages; without it a narrow Spanish and a wide dark look are checked. */
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
        for (const lang of PICTURES !== undefined
          ? LANGS
          : look.width === 360
            ? (['es'] as const)
            : (['en'] as const)) {
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

  test('the squares are one stop of the Tab key, and arrows walk through them', async () => {
    const { page, context } = await openPage(browser, `${served.origin}/gallery/Squares/1`, {
      width: 1280,
      scheme: 'light',
    })
    const focused = () => page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")')
    try {
      await page.focus('.squares-skip')
      await page.keyboard.press('Tab')
      expect(await focused()).toBe('VA example use 1')
      await page.keyboard.press('ArrowDown')
      expect(await focused()).toBe('VA example use 2')
      await page.keyboard.press('ArrowRight')
      expect(await focused()).toBe('VA example use 12')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowLeft')
      expect(await focused()).toBe('VA example use 1')
      await page.keyboard.press('End')
      expect(await focused()).toBe('USDA example use 1')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
    } finally {
      await context.close()
    }
  })

  test('without JavaScript every square is reached by Tab, after a link that skips them', async () => {
    const { page, context } = await openPage(browser, `${served.origin}/gallery/Squares/1`, {
      width: 360,
      scheme: 'light',
      javaScript: false,
    })
    try {
      expect(await page.locator('[data-squares] a[tabindex]').count()).toBe(0)
      expect(await page.locator('[data-squares] a').count()).toBe(227)
      expect(await page.locator('.squares-skip').getAttribute('href')).toBe('#squares-table')
    } finally {
      await context.close()
    }
  })

  test('a source opens in place by its own address', async () => {
    const { page, context } = await openPage(browser, `${served.origin}/gallery/Source/0#s-appeal`, {
      width: 360,
      scheme: 'light',
    })
    try {
      expect(await page.locator('#s-appeal').isVisible()).toBe(true)
    } finally {
      await context.close()
    }
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
      expect(shifted).toBeLessThan(0.005)
    } finally {
      await context.close()
    }
  })

  test('asks for nothing that is not there', () => {
    expect(served.missing).toEqual([])
  })
})
