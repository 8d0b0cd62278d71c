import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

const COMMAND = fileURLToPath(new URL('../bin/recourse.js', import.meta.url))
const STATIC = fileURLToPath(new URL('../apps/server/dist/static/', import.meta.url))
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

const PAGES = ['/', '/use-cases/dhs-2577', '/findings', '/figures', '/systems/mobile-fortify', '/agencies/DHS']

/** Gzipped bytes of all style sheets and scripts that a public page may load. */
export function sizes() {
  const files = readdirSync(STATIC, { recursive: true }).map(String)
  const sum = (ending) =>
    files
      .filter((file) => file.endsWith(ending))
      .reduce((total, file) => total + gzipSync(readFileSync(STATIC + file)).length, 0)
  return { cssBytes: sum('.css'), scriptBytes: sum('.js') }
}

/** Lighthouse on its mobile profile (slow 4G and a four times slower processor, simulated) over pages with real data. */
export async function benchSite(data) {
  if (CHROMIUM === undefined) return null
  const server = spawn(process.execPath, [COMMAND, 'start', '--data', data], {
    env: { ...process.env, LOG_LEVEL: 'silent', PORT: '8477', RECOURSE_PUBLIC_URL: 'http://127.0.0.1:8477' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chrome = await launch({
    chromePath: CHROMIUM,
    chromeFlags: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  try {
    const origin = await addressOf(server)
    const pages = []
    for (const path of PAGES) {
      const run = await lighthouse(origin + path, {
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

async function addressOf(server) {
  let text = ''
  for await (const chunk of server.stdout) {
    text += chunk
    const found = /http:\/\/[^\s/]+/.exec(text)?.[0]
    if (found) return found
  }
  throw new Error('the server did not start')
}
