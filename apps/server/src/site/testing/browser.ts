import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { transformWithOxc } from 'vite'
import type { Assets } from '../assets.ts'
import { buildStyle } from '../style/build.js'

/** Where distributions put Chromium; `CHROMIUM` may name another. null: none, and page tests are skipped by name. */
export const CHROMIUM: string | null =
  [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== '' && existsSync(path),
  ) ?? null

/** For the name of a skipped test. */
export const NEEDS_CHROMIUM = CHROMIUM === null ? ' (needs Chromium)' : ''

const QUIET = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('no Chromium found: skip the test where CHROMIUM is null')
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET })
}

/** The headers every page has in production: a page that needs more than these is broken. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
}

export interface ServedSite {
  readonly origin: string
  readonly assets: Assets
  /** What the pages asked for and did not get; stays empty in a good run. */
  readonly missing: readonly string[]
  close(): Promise<void>
}

/**
 * Builds the style into a folder of its own and serves it with the pages that `page` renders by path (null: 404), under
 * the production content policy. A port of its own, this machine only.
 */
export async function serveSite(page: (path: string, assets: Assets) => string | null): Promise<ServedSite> {
  const place = await mkdtemp(join(tmpdir(), 'recourse-site-'))
  const folder = join(place, 'static')
  const assets: Assets = await buildStyle(folder, { islandDir: await compileIslands(join(place, 'island')) })
  const missing: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const answer = async () => {
      if (path.startsWith('/static/'))
        return {
          type: TYPES[extname(path)] ?? 'application/octet-stream',
          body: await readFile(join(folder, path.slice(8))),
        }
      const html = page(request.url ?? '/', assets)
      return html === null ? null : { type: 'text/html; charset=utf-8', body: html }
    }
    answer().then(
      (found) => {
        if (found === null) missing.push(path)
        response.writeHead(found === null ? 404 : 200, {
          'content-security-policy': POLICY,
          'content-type': found?.type ?? 'text/plain',
        })
        response.end(found?.body ?? 'not found')
      },
      () => {
        missing.push(path)
        response.writeHead(404).end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port(server)}`,
    assets,
    missing,
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
      await rm(place, { recursive: true, force: true })
    },
  }
}

/** The islands as the real build is given them, without waiting for the compiler; those with imports it bundles from source. */
export async function compileIslands(folder: string): Promise<string> {
  const from = fileURLToPath(new URL('../island', import.meta.url))
  await mkdir(folder)
  for (const file of (await readdir(from)).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))) {
    const { code } = await transformWithOxc(await readFile(join(from, file), 'utf8'), file)
    // Their own imports are found from where they stand.
    const placed = code
      .replaceAll(/(from\s+["'])\.\.\//g, `$1${fileURLToPath(new URL('..', import.meta.url))}`)
      .replaceAll(
        /(from\s+["'])@recourse\/log(?=["'])/g,
        `$1${fileURLToPath(new URL('../../../../../packages/log/src/index.ts', import.meta.url))}`,
      )
    await writeFile(join(folder, file.replace(/\.ts$/, '.js')), placed)
  }
  return folder
}

function port(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return address.port
}

export interface Look {
  readonly width: 360 | 1280
  readonly scheme: 'light' | 'dark'
  readonly forcedColors?: boolean
  readonly print?: boolean
  readonly javaScript?: boolean
}

/** The pictures every page has (design reference, section 6). */
export const LOOKS: readonly Look[] = [
  { width: 360, scheme: 'light' },
  { width: 1280, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 1280, scheme: 'dark' },
  { width: 1280, scheme: 'light', forcedColors: true },
  { width: 1280, scheme: 'light', print: true },
]

export function lookName(look: Look): string {
  return [look.width, look.scheme, look.forcedColors && 'forced', look.print && 'print'].filter(Boolean).join('-')
}

/** A page with that look, opened; close its context when done. */
export async function openPage(
  browser: Browser,
  address: string,
  look: Look,
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 800 },
    colorScheme: look.scheme,
    forcedColors: look.forcedColors ? 'active' : 'none',
    javaScriptEnabled: look.javaScript ?? true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  if (look.print) await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await page.goto(address)
  await page.waitForLoadState('load')
  return { page, context }
}

/** What axe found, one line a rule and place: WCAG 2.2 A and AA and its best practices. Empty is the bar. In forced colours the browser's contrast holds, which axe cannot see. */
export async function axeFindings(page: Page, look?: Look): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  // Evaluated by the debugger, which the page's content policy does not bind.
  await page.evaluate(source)
  const found: { id: string; help: string; nodes: { target: unknown; failureSummary: string }[] }[] =
    await page.evaluate(
      `axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'color-contrast': { enabled: ${look?.forcedColors !== true} } },
    }).then((result) => result.violations)`,
    )
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${String(node.target)}: ${node.failureSummary}`))
}

/** Texts that stick out of the window sideways; empty is the bar at 360 px (WCAG 1.4.10). */
export async function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const found = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > wide + 1)
      .slice(0, 5)
      .map((element) => element.tagName + '.' + (element.getAttribute('class') ?? '') + ' ' + (element.textContent ?? '').slice(0, 40))
    // A long word sticks out of its box without widening it.
    return found.length > 0 ? found : ['a text, by ' + (document.documentElement.scrollWidth - wide) + ' px']
  })()`)
}
