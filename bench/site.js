import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { median } from './machine.js'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))
const STATIC = fileURLToPath(new URL('../apps/server/dist/static/', import.meta.url))
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const PAGES = ['/', '/use-cases/dhs-2577', '/findings', '/figures', '/systems/mobile-fortify', '/agencies/DHS']

/** Gzipped bytes of all style sheets and scripts that a public page may load; `/verify`, which checks receipts in the browser, has a budget of its own. */
export function sizes() {
  const files = readdirSync(STATIC, { recursive: true }).map(String)
  const sum = (ending) =>
    files
      .filter((file) => file.endsWith(ending))
      .reduce((total, file) => total + gzipSync(readFileSync(STATIC + file)).length, 0)
  const verify = files.filter((file) => /^island\/verify\./.test(file))
  const verifyBytes = verify.reduce((total, file) => total + gzipSync(readFileSync(STATIC + file)).length, 0)
  return { cssBytes: sum('.css'), scriptBytes: sum('.js') - verifyBytes, verifyBytes }
}

/** Lighthouse on its mobile profile (slow 4G and a four times slower processor, simulated) over pages with real data. */
export async function benchSite(data) {
  if (CHROMIUM === undefined) return null
  const server = spawn(process.execPath, [COMMAND, 'start', '--data', data], {
    env: { ...process.env, LOG_LEVEL: 'silent', PORT: '8477', RECOURSE_PUBLIC_URL: 'http://127.0.0.1:8477' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: FLAGS })
  try {
    const origin = await addressOf(server)
    const pages = []
    for (const path of PAGES) {
      const run = await complete(origin + path, {
        port: chrome.port,
        output: 'json',
        logLevel: 'silent',
        onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      })
      const { categories, audits } = run.lhr
      pages.push({
        path,
        performance: categories.performance.score,
        accessibility: categories.accessibility.score,
        bestPractices: categories['best-practices'].score,
        seo: categories.seo.score,
        firstPaintMs: Math.round(audits['first-contentful-paint'].numericValue),
        largestPaintMs: Math.round(audits['largest-contentful-paint'].numericValue),
        shift: audits['cumulative-layout-shift'].numericValue,
        firstViewMs: await firstView(origin + path),
        failed: Object.values(audits)
          .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
          .map((audit) => audit.id),
      })
    }
    return pages
  } finally {
    chrome.kill()
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}

/** Now and then the browser hands over a trace without a paint: then it is run again. */
async function complete(address, options) {
  for (let attempt = 1; ; attempt++) {
    const run = await lighthouse(address, options)
    if (run.lhr.categories.performance.score !== null || attempt === 4) return run
  }
}

/**
 * First contentful paint of a first visit, nothing cached, on the slow 4G that Lighthouse simulates (150 ms round trip, 1.6 Mbit/s) and a four times
 * slower processor, here applied by the browser itself: median of five.
 */
async function firstView(address) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  try {
    const times = []
    for (let run = 0; run < 5; run++) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: (1.6 * 1_024 * 1_024) / 8,
        uploadThroughput: (750 * 1_024) / 8,
      })
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      await page.goto(address, { waitUntil: 'load' })
      times.push(
        await page.evaluate(
          () =>
            new Promise((resolve) => {
              new PerformanceObserver((list, observer) => {
                for (const { name, startTime } of list.getEntries()) {
                  if (name !== 'first-contentful-paint') continue
                  observer.disconnect()
                  resolve(startTime)
                }
              }).observe({ type: 'paint', buffered: true })
            }),
        ),
      )
      await context.close()
    }
    return median(times)
  } finally {
    await browser.close()
  }
}

async function addressOf(server) {
  let text = ''
  for await (const chunk of server.stdout) {
    text += chunk
    const found = /http:\/\/[^\s/]+/.exec(text)?.[0]
    if (found) return found
  }
  throw new Error('the server did not start')
}
