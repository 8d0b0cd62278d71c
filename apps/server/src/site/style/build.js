import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileAsync } from 'sass'
import { tokenise } from './colour.js'

const here = dirname(fileURLToPath(import.meta.url))
const uswds = join(dirname(createRequire(import.meta.url).resolve('@uswds/uswds')), '../..')

/**
 * Writes the static files of the site into `outDir` (emptied first): one sheet (it stands inside the pages,
 * so what it names has a whole path), the fonts, the icon, the compiled
 * islands of `islandDir` where given, the licences, and `manifest.json` with the address of each by its logical name.
 * Names carry the digest of their bytes, so they may be cached for ever. Returns that manifest.
 */
export async function buildStyle(outDir, { islandDir = null, base = '/static/' } = {}) {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(join(outDir, 'island'), { recursive: true })
  const manifest = {}
  const put = async (logical, bytes) => {
    const name = withDigest(logical, bytes)
    await writeFile(join(outDir, name), bytes)
    manifest[logical] = base + name
    return name
  }

  const fonts = {}
  const css = await compileSheet()
  for (const [, path] of css.matchAll(/url\(["']?font:([^"')]+)["']?\)/g)) {
    fonts[path] ??= await put(basename(path).toLowerCase(), await readFile(join(uswds, 'dist/fonts', path)))
  }
  await put(
    'site.css',
    css.replace(/url\(["']?font:([^"')]+)["']?\)/g, (_, path) => `url(${base}${fonts[path]})`),
  )
  await put('icon.svg', await readFile(join(here, 'icon.svg')))
  for (const file of islandDir === null ? [] : await islands(islandDir)) {
    const source = await islandSource(join(islandDir, file))
    await put(`island/${file}`, source.replace(/^\/\/# sourceMappingURL=.*$/m, ''))
  }

  await writeFile(join(outDir, 'LICENCES.txt'), await licences())
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** USWDS in a layer of its own, so that our rules win whatever its selectors weigh. */
async function compileSheet() {
  const options = { loadPaths: [join(uswds, 'packages')], style: 'compressed', quietDeps: true }
  const parts = await compileAsync(join(here, 'uswds.scss'), options)
  const own = await compileAsync(join(here, 'site.scss'), options)
  const layer = withoutPictures(withOurFonts(tokenise(plain(parts.css))))
  return `@layer uswds{${layer}}\n${plain(own.css)}\n`
}

function plain(css) {
  return css.replace(/^\uFEFF|^@charset "UTF-8";/, '').replace(/\/\*[\s\S]*?\*\//g, '')
}

/** Its font lists lack our fallback face, and the page would move when the fonts arrive. */
function withOurFonts(css) {
  return css
    .replace(/font-family:Public Sans Web,[^;}]*/g, 'font-family:var(--sans)')
    .replace(/font-family:Roboto Mono Web,[^;}]*/g, 'font-family:var(--mono)')
}

/** Pictures of USWDS have one fixed colour each; we draw those few with our own rules in both schemes. */
function withoutPictures(css) {
  return css
    .replace(/@supports ?\(mask: ?url\(""\)\) ?\{(?:[^{}]*\{[^{}]*\})*\}/g, '')
    .replace(/[a-z-]+:[^;{}]*url\("uswds\/[^;{}]*;?/g, '')
}

/** As it is, or bundled with all it imports into one classic script, which runs from a saved page too. */
async function islandSource(path) {
  const source = await readFile(path, 'utf8')
  return /^import\s/m.test(source) ? bundleIsland(path) : source
}

async function bundleIsland(path) {
  const { build } = await import('vite')
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    root: dirname(path),
    define: { 'process.env.NODE_ENV': '"production"' },
    // From source, so that no other package need be built before.
    resolve: { conditions: ['@recourse/source', 'browser', 'module', 'import', 'default'] },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: path, formats: ['iife'], name: 'recourse' },
      rollupOptions: { treeshake: { moduleSideEffects: (id) => id === path } },
    },
  })
  return output[0].code
}

async function islands(dir) {
  return (await readdir(dir)).filter((file) => file.endsWith('.js') && !file.includes('.test.'))
}

function withDigest(logical, bytes) {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const dot = logical.lastIndexOf('.')
  return `${logical.slice(0, dot)}.${digest}${logical.slice(dot)}`
}

async function licences() {
  const text = await readFile(join(uswds, 'LICENSE.md'), 'utf8')
  const noble = await Promise.all(
    ['hashes/sha2.js', 'curves/ed25519.js', 'post-quantum/ml-dsa.js'].map(async (module) => {
      const folder = dirname(createRequire(import.meta.url).resolve(`@noble/${module}`))
      return `@noble/${dirname(module)}\n\n${await readFile(join(folder, 'LICENSE'), 'utf8')}`
    }),
  )
  return `The style sheet contains parts of USWDS; the fonts are Public Sans (SIL Open Font License 1.1) and Roboto Mono (Apache License 2.0), as USWDS ships them. The script of the page that checks receipts contains the packages of @noble named below.\n\n${text}\n\n${noble.join('\n\n')}`
}
