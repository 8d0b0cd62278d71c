import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStatic } from '../http/static.ts'
import type { Assets } from './assets.ts'
import {
  axeFindings,
  CHROMIUM,
  compileIslands,
  launchBrowser,
  NEEDS_CHROMIUM,
  openPage,
  overflowing,
} from './testing/browser.ts'
import { inventory2025 } from './testing/inventory.ts'
import { openTestRegister, type TestRegister } from './testing/register.ts'

/** Set to a folder to keep the pictures of a run. */
const PICTURES = process.env.RECOURSE_PICTURES ?? null

const FILE = inventory2025(
  {
    agency: 'DHS',
    agency_name: 'Department of Homeland Security',
    id: 'DHS-9001',
    use_case_name: 'Parcel Matcher',
    agency_bureau: 'Example Office',
    development_stage: 'Deployed',
    is_high_impact: 'High-impact',
    problem_solved: 'Parcels are compared with pictures.',
    hi_appeal_process: 'Not Applicable',
  },
  {
    agency: 'DHS',
    agency_name: 'Department of Homeland Security',
    id: 'DHS-9002',
    use_case_name: 'Letter Translator',
    development_stage: 'Deployed',
    is_high_impact: 'High-impact',
    hi_appeal_process: 'Appeal Process Established',
  },
)

describe.skipIf(CHROMIUM === null)(`a reader's way through the register${NEEDS_CHROMIUM}`, () => {
  let folder: string
  let register: TestRegister
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recourse-walk-'))
    const { buildStyle } = await import('./style/build.js')
    const built = join(folder, 'static')
    const assets: Assets = await buildStyle(built, { islandDir: await compileIslands(join(folder, 'island')) })
    const style = await readFile(join(built, basename(assets['site.css'] ?? '')), 'utf8')
    register = await openTestRegister({ built: { assets, files: await readStatic(built), style } })
    await register.import({ '2025.csv': FILE })
    origin = await register.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await register?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test.each([
    { width: 360, javaScript: true },
    { width: 1280, javaScript: true },
    { width: 360, javaScript: false },
    { width: 1280, javaScript: false },
  ] as const)(
    'finds a use, compares it, drafts a letter and reports an error at $width px, JavaScript: $javaScript',
    async ({ width, javaScript }) => {
      const { page, context } = await openPage(browser, `${origin}/`, { width, scheme: 'light', javaScript })
      const faults: string[] = []
      page.on('console', (line) => line.type() === 'error' && faults.push(line.text()))
      const look = async (name: string) => {
        if (PICTURES !== null) {
          await mkdir(PICTURES, { recursive: true })
          const file = `walk-${name}-${width}${javaScript ? '' : '-noscript'}.png`
          await page.screenshot({ path: join(PICTURES, file), fullPage: true })
        }
        if (!javaScript) return
        expect(await axeFindings(page)).toEqual([])
        expect(await overflowing(page)).toEqual([])
      }
      try {
        await look('home')
        await page.getByRole('searchbox').fill('parcels pictures')
        await page.getByRole('button', { name: 'Search' }).click()
        await heading(page, 'Search the register')
        await look('search')

        await page.getByRole('link', { name: 'Parcel Matcher' }).click()
        await heading(page, 'Parcel Matcher')
        const source = page.locator('.comparison .source').first()
        await source.locator('summary').click()
        expect(await source.locator('.source-body').isVisible()).toBe(true)
        await look('use-case')

        await page.getByRole('link', { name: 'Compare it with another use' }).click()
        await page.getByRole('link', { name: 'Letter Translator' }).click()
        expect(await page.getByText('Differs').first().isVisible()).toBe(true)
        await look('compare')

        await page.goBack()
        await page.goBack()
        await page.getByRole('link', { name: 'Ask the agency for the record' }).click()
        await page.getByRole('button', { name: 'Draft the letter' }).click()
        expect(await page.getByRole('link', { name: 'Download as PDF' }).isVisible()).toBe(true)
        await look('letter')

        await page.goto(`${origin}/use-cases/dhs-9001/report`)
        await page.getByRole('button', { name: 'Send the report' }).click()
        expect(await page.getByRole('alert').isVisible()).toBe(true)
        await look('report-refused')
        await page.getByLabel('Something else').check()
        await page.getByLabel('What should the editor know?').fill('It was retired last year.')
        await page.getByRole('button', { name: 'Send the report' }).click()
        await heading(page, 'Your report is kept with this entry')
        await look('report-kept')
        // The browser says so itself when the refused form comes back with 422.
        expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
      } finally {
        await context.close()
      }
    },
  )

  test('a link to a source opens it', async () => {
    const address = `${origin}/use-cases/dhs-9001#s-2025.dhs-9001.appeal`
    const { page, context } = await openPage(browser, address, { width: 1280, scheme: 'light' })
    try {
      const body = page.locator('[id="s-2025.dhs-9001.appeal"]')
      await body.waitFor({ state: 'visible' })
      expect(await body.textContent()).toContain('hi_appeal_process')
    } finally {
      await context.close()
    }
  })
})

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
