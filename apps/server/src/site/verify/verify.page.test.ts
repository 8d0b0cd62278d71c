import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { CATALOGUE, type MessageKey } from '@recourse/papers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderPage } from '../shell.tsx'
import {
  axeFindings,
  CHROMIUM,
  type Look,
  launchBrowser,
  lookName,
  NEEDS_CHROMIUM,
  openPage,
  overflowing,
  type ServedSite,
  serveSite,
} from '../testing/browser.ts'
import { describePage } from '../testing/describe-page.ts'
import { siteForTests } from '../testing/site.ts'
import { verifyExamples } from './examples.ts'
import { verifyPage } from './page.tsx'

describePage('verify', verifyPage, verifyExamples)

/** Set to a folder to keep the pictures of a run. */
const PICTURES = process.env.RECOURSE_PICTURES ?? null

interface Vector {
  readonly name: string
  readonly form: string
  readonly step: string
  readonly code: string
  readonly states: readonly string[]
  readonly receipt: string
}
interface Vectors {
  readonly policy: string
  readonly accept: readonly Vector[]
  readonly reject: readonly Vector[]
}
const VECTORS: Vectors = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../../../vectors/log/receipt.json'), 'utf8'),
)
const [WHOLE, REDACTED, PLAIN] = VECTORS.accept.map(({ receipt }) => receipt)

test('no text of the page says that somebody is approved, or asks for anything', () => {
  const keys = Object.keys(CATALOGUE.en).filter((key): key is MessageKey => key.startsWith('verify.'))
  expect(keys.length).toBeGreaterThan(100)
  for (const key of keys) {
    expect(CATALOGUE.en[key], key).not.toMatch(/\b(approved?|certified|cleared|eligible|passport|password|pay)\b/i)
    expect(CATALOGUE.es[key], key).not.toMatch(
      /\b(aprobad[oa]|certificad[oa]|autorizad[oa]|elegible|pasaporte|pagar)\b/i,
    )
  }
})

describe.skipIf(CHROMIUM === null)(`receipts in a browser without a network${NEEDS_CHROMIUM}`, () => {
  let served: ServedSite
  let browser: Browser

  beforeAll(async () => {
    served = await serveSite((path, assets) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost')
      if (pathname !== '/verify' && pathname !== '/none') return null
      const policy = pathname === '/none' ? null : { text: VECTORS.policy, address: '/log/policy' }
      return renderPage(siteForTests(assets), verifyPage(searchParams.get('lang') === 'es' ? 'es' : 'en', { policy }))
    })
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** A page loaded, then cut off; `asked` collects what it asks for after that. */
  async function cutOff(path = '/verify', look: Look = { width: 1280, scheme: 'light' }) {
    const opened = await openPage(browser, `${served.origin}${path}`, look)
    // The icon is asked for late.
    await opened.page.waitForLoadState('networkidle')
    await opened.context.setOffline(true)
    const asked: string[] = []
    opened.page.on('request', (request) => asked.push(request.url()))
    return { ...opened, asked }
  }

  const give = (page: Page, receipt: string | undefined) =>
    page.setInputFiles('#receipt-file', {
      name: 'receipt-0a1b2c3d4e5f.json',
      mimeType: 'application/json',
      buffer: Buffer.from(receipt ?? ''),
    })
  const press = async (page: Page) => {
    await page.locator('[data-check]').click()
    await page.locator('[data-verdict]').waitFor()
  }
  const verdict = (page: Page) => page.locator('[data-verdict]').getAttribute('data-verdict')
  const stepsOf = (page: Page) =>
    page
      .locator('[data-step]')
      .evaluateAll((found) =>
        found.map((item) => `${item.getAttribute('data-step')} ${item.getAttribute('data-state')}`),
      )

  test('each good receipt: every step by name, what it proves and what it does not; nothing is asked for', async () => {
    const { page, context, asked } = await cutOff()
    try {
      for (const { receipt, states, form } of VECTORS.accept) {
        await give(page, receipt)
        await press(page)
        expect(await verdict(page)).toBe('holds')
        expect(await stepsOf(page)).toEqual(states)
        const said = (await page.locator('[data-result]').textContent()) ?? ''
        expect(said).toContain('recourse.example/log')
        expect(said).toContain('20 November 2026')
        expect(said).toContain('Whether a person has a case')
        expect(said.includes('notice 2')).toBe(form !== 'plain')
      }
      expect(asked).toEqual([])
    } finally {
      await context.close()
    }
  })

  test('each bad receipt: the step that failed is named, and nothing of it is shown', async () => {
    const { page, context, asked } = await cutOff()
    try {
      for (const { receipt, step, code, name } of VECTORS.reject) {
        await give(page, receipt)
        await press(page)
        expect(await verdict(page), name).toBe('breaks')
        expect(
          (await stepsOf(page)).find((state) => state.endsWith('failed')),
          name,
        ).toBe(`${step} failed`)
        expect(await page.locator('[data-result]').textContent()).toContain(code)
        expect(await page.locator('.verify-facts, .verify-fields').count()).toBe(0)
      }
      expect(asked).toEqual([])
    } finally {
      await context.close()
    }
  })

  test('a letter changed, one in 23 of the whole file but its policy: never a receipt that holds', async () => {
    const { page, context } = await cutOff()
    try {
      const receipt = WHOLE ?? ''
      const policyAt = [receipt.indexOf('"policy":"'), receipt.indexOf('"', receipt.indexOf('"policy":"') + 10)]
      for (let at = 0; at < receipt.length; at += 23) {
        if (at >= (policyAt[0] ?? 0) && at <= (policyAt[1] ?? 0)) continue
        const letter = receipt.charAt(at)
        const other = letter === '7' ? '8' : '7'
        await page.fill('#receipt-text', receipt.slice(0, at) + other + receipt.slice(at + 1))
        await press(page)
        expect(await verdict(page), `letter ${at}`).toBe('breaks')
      }
    } finally {
      await context.close()
    }
  })

  test('whose policy: the site’s, the receipt’s, a pasted one, a key; what cannot be read is said', async () => {
    const { page, context } = await cutOff()
    try {
      await give(page, WHOLE)
      await page.locator('#trust-receipt').check()
      await press(page)
      expect(await verdict(page)).toBe('holds')
      expect(await page.locator('[data-result]').textContent()).toContain('those that the receipt itself names')
      await page.locator('#trust-own').check()
      await press(page)
      expect(await verdict(page)).toBe('no-policy')
      await page.fill('#own-policy', VECTORS.policy.trimEnd())
      await press(page)
      expect(await verdict(page)).toBe('holds')
      await page.fill('#own-policy', VECTORS.policy.replace(/^quorum .*$/m, 'quorum none'))
      await press(page)
      expect(await verdict(page)).toBe('alone')
      await page.locator('#trust-site').check()
      await page.fill('#own-key', 'recourse.example/log+00000000+AA')
      await press(page)
      expect(await verdict(page)).toBe('no-policy')
      await page.fill('#own-key', '')
      await press(page)
      await page.getByRole('button', { name: 'Check another receipt' }).click()
      expect(await page.locator('[data-verdict]').count()).toBe(0)
      await press(page)
      expect(await verdict(page)).toBe('nothing')
    } finally {
      await context.close()
    }
  })

  test('a file is dropped; nothing stays: no storage, no cookie, no change of the address', async () => {
    const { page, context, asked } = await cutOff()
    try {
      const transfer = await page.evaluateHandle((text) => {
        const data = new DataTransfer()
        data.items.add(new File([text], 'receipt.json'))
        return data
      }, REDACTED ?? '')
      await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: transfer })
      await page.locator('[data-verdict]').waitFor()
      expect(await verdict(page)).toBe('holds')
      expect(await page.locator('[data-result]').textContent()).toContain('Withheld in this receipt')
      const kept = await page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        cookie: document.cookie,
        search: location.search + location.hash,
      }))
      expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookie: '', search: '' })
      expect(asked).toEqual([])
    } finally {
      await context.close()
    }
  })

  test('the page can connect to nothing, were it told to', async () => {
    const { page, context } = await openPage(browser, `${served.origin}/verify`, { width: 1280, scheme: 'light' })
    try {
      const tried = await page.evaluate(() =>
        fetch(location.href).then(
          () => 'sent',
          () => 'refused',
        ),
      )
      expect(tried).toBe('refused')
    } finally {
      await context.close()
    }
  })

  test('the plain receipt is made here, under a name that says nothing', async () => {
    const { page, context, asked } = await cutOff()
    try {
      await give(page, WHOLE)
      await press(page)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save the plain receipt' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^receipt-[0-9a-f]{12}\.json$/)
      expect(await readFile(await download.path(), 'utf8')).toBe(PLAIN)
      expect(asked.filter((address) => !address.startsWith('blob:'))).toEqual([])
    } finally {
      await context.close()
    }
  })

  test('a saved copy of the page checks a receipt from the disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recourse-saved-'))
    const { page, context } = await openPage(browser, `${served.origin}/verify`, { width: 1280, scheme: 'light' })
    try {
      const html = await page.content()
      await mkdir(join(folder, 'files'))
      for (const [name, address] of Object.entries(served.assets)) {
        const answer = await context.request.get(`${served.origin}${address}`)
        await writeFile(join(folder, 'files', name.replace('/', '-')), await answer.body())
      }
      const saved = Object.entries(served.assets).reduce(
        (text, [name, address]) => text.replaceAll(address, `./files/${name.replace('/', '-')}`),
        html,
      )
      await writeFile(join(folder, 'saved.html'), saved)
      await context.setOffline(true)
      await page.goto(pathToFileURL(join(folder, 'saved.html')).href)
      await give(page, WHOLE)
      await press(page)
      expect(await verdict(page)).toBe('holds')
    } finally {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test.each([
    ['en', { width: 360, scheme: 'light' }],
    ['en', { width: 1280, scheme: 'dark' }],
    ['es', { width: 360, scheme: 'dark' }],
    ['es', { width: 1280, scheme: 'light' }],
    ['en', { width: 1280, scheme: 'light', print: true }],
    ['en', { width: 1280, scheme: 'light', forcedColors: true }],
  ] as const)('%s: the result, good and bad, is clean to axe and fits', async (lang, look: Look) => {
    const { page, context } = await cutOff(`/verify?lang=${lang}`, { ...look, print: false })
    try {
      for (const [name, receipt] of [
        ['good', REDACTED],
        ['bad', VECTORS.reject[5]?.receipt],
      ] as const) {
        await page.emulateMedia({ media: 'screen' })
        await page.fill('#receipt-text', receipt ?? '')
        await press(page)
        if (look.print) {
          await page.emulateMedia({ media: 'print', colorScheme: 'light' })
          expect(await page.locator('[data-give]').isVisible()).toBe(false)
          expect(await page.locator('.verify-steps').isVisible()).toBe(true)
        }
        if (PICTURES !== null) {
          await mkdir(PICTURES, { recursive: true })
          await page.screenshot({
            path: join(PICTURES, `verify-${name}-${lang}-${lookName(look)}.png`),
            fullPage: true,
          })
        }
        if (look.print) continue
        expect(await axeFindings(page, look)).toEqual([])
        expect(await overflowing(page)).toEqual([])
      }
    } finally {
      await context.close()
    }
  })

  test('one script, and how large it is', async () => {
    const address = served.assets['island/verify.js'] ?? ''
    const body = await (await fetch(`${served.origin}${address}`)).arrayBuffer()
    expect(gzipSync(new Uint8Array(body), { level: 9 }).length).toBeLessThan(40_000)
  })
})
