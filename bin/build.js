import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withBuildLock } from './build-lock.js'

/**
 * Builds what is stale: TypeScript, the files that the compiled code reads beside itself, and the site's static files.
 * Plain JavaScript, so that `npm start`, `npm test` and `npx recourse` work right after `npm ci`; with nothing to do it
 * looks at the files' times and is done. Processes that build at once take turns.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'dist', 'build.json')

/** Where the site's files lie: served below `/static/`, listed in `manifest.json`. */
const STATIC = 'apps/server/dist/static'
const ISLANDS = 'apps/server/dist/site/island'
const STYLE = 'apps/server/src/site/style/build.js'

/** Read at run time by the compiled code, from the place beside it where the source has them. */
const ASSET = /\.(sql|json|typ|txt)$/
const TEST = /\.test\.tsx?$|(^|\/)(testing|fixture|fixtures)\/|(^|\/)testing\.ts$/

/** Resolves when everything is built; says on stderr what it does, and nothing where nothing is to do. */
export async function build({ note = (text) => process.stderr.write(`${text}\n`) } = {}) {
  if (isFresh(readStamp(), measure())) return
  mkdirSync(join(root, 'dist'), { recursive: true })
  await withBuildLock(join(root, 'dist', 'build.lock'), note, async () => {
    const stamp = readStamp()
    const now = measure()
    // Whoever held the lock before may have built it.
    if (isFresh(stamp, now)) return
    const since = performance.now()
    note(stamp === null ? 'Building Recourse for the first time ...' : 'Building what changed ...')
    // Without a stamp for the outputs as they are, they may be half written: the compiler's own notes are not trusted.
    const whole = stamp?.outputs.every((path) => existsSync(join(root, path)))
    rmSync(stampFile, { force: true })
    try {
      await compile(now.projects, { force: !whole })
    } catch (error) {
      // It ran to its end all the same, and need not begin from nothing next time.
      writeStamp({ source: null, style: stamp?.style, assets: stamp?.assets ?? [], outputs: outputsOf(now.projects) })
      throw error
    }
    const assets = await copyAssets(now, stamp?.assets ?? [])
    const style = await buildStyle(stamp, now, note)
    writeStamp({ source: now.source, style, assets, outputs: outputsOf(now.projects) })
    note(`Built in ${((performance.now() - since) / 1_000).toFixed(1)} s.`)
  })
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    // None yet, or one that a kill cut short: build anew.
    return null
  }
}

function writeStamp(stamp) {
  writeFileSync(stampFile, JSON.stringify(stamp))
}

function isFresh(stamp, now) {
  return (
    stamp !== null &&
    stamp.source === now.source &&
    [...stamp.outputs, ...stamp.assets].every((path) => existsSync(join(root, path)))
  )
}

/** The projects to compile, their source files, and one digest over path, time and size of all that the build reads. */
function measure() {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
  // Tests are run from their source, never from a build.
  const projects = references.map(({ path }) => path).filter((path) => !path.endsWith('.json'))
  const files = projects.flatMap((project) => walk(join(root, project, 'src'))).map((path) => relative(root, path))
  const read = files.filter((path) => !TEST.test(path))
  const settings = projects.flatMap((project) =>
    readdirSync(join(root, project))
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(project, name)),
  )
  const around = ['tsconfig.json', 'tsconfig.base.json', 'bin/build.js', ...settings, ...tools()]
  return { projects, files: read, source: digest([...read, ...around]) }
}

/** Their versions decide what comes out. Absent ones are found out where they are needed. */
function tools() {
  const names = ['typescript', 'sass', '@uswds/uswds', 'vite', '@noble/hashes', '@noble/curves', '@noble/post-quantum']
  return names.map((name) => join('node_modules', name, 'package.json'))
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths.toSorted((a, b) => (a < b ? -1 : 1))) {
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    hash.update(`${path}\0${found?.mtimeMs}\0${found?.size}\n`)
  }
  return hash.digest('hex')
}

async function compile(projects, { force }) {
  const compiler = compilerPath()
  const options = [compiler, '-b', ...projects, ...(force ? ['--force'] : [])]
  const child = spawn(process.execPath, options, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  // What the compiler has to say is for people, and stdout may be a command's JSON.
  child.stdout.pipe(process.stderr, { end: false })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new BuildError('The source does not compile; see above.')
}

function compilerPath() {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('typescript/package.json')
    return join(dirname(manifest), 'bin', 'tsc')
  } catch (cause) {
    throw new BuildError('TypeScript is not installed: run npm ci (with --include=dev where NODE_ENV is production).', {
      cause,
    })
  }
}

/** Copies them beside the compiled code, and removes those whose source is gone: a migration must not outlive its file. */
async function copyAssets({ files }, before) {
  const wanted = new Map(
    files.filter((path) => ASSET.test(path)).map((path) => [path.replace('/src/', '/dist/'), path]),
  )
  for (const path of before) if (!wanted.has(path)) await rm(join(root, path), { force: true })
  for (const [to, from] of wanted) {
    await mkdir(dirname(join(root, to)), { recursive: true })
    await copyFile(join(root, from), join(root, to))
  }
  return [...wanted.keys()]
}

/** The site's sheet takes seconds: only when something it is made of changed. Answers the digest of all that. */
async function buildStyle(stamp, { files }, note) {
  if (!existsSync(join(root, STYLE))) return null
  const islands = existsSync(join(root, ISLANDS)) ? walk(join(root, ISLANDS)).map((path) => relative(root, path)) : []
  const bundled = ['packages/log/src/', 'apps/server/src/site/verify/']
  const made = files.filter(
    (path) =>
      path.endsWith('.scss') || path.startsWith(dirname(STYLE)) || bundled.some((folder) => path.startsWith(folder)),
  )
  const hash = createHash('sha256').update(digest([...made, ...tools()]))
  for (const path of islands.sort()) hash.update(path).update(readFileSync(join(root, path)))
  const style = hash.digest('hex')
  if (stamp?.style === style && existsSync(join(root, STATIC, 'manifest.json'))) return style
  note('Building the style sheet ...')
  const { buildStyle: run } = await import(pathToFileURL(join(root, STYLE)).href)
  const fresh = join(root, `${STATIC}.new`)
  await run(fresh, { islandDir: islands.length > 0 ? join(root, ISLANDS) : null })
  await rm(join(root, STATIC), { recursive: true, force: true })
  await rename(fresh, join(root, STATIC))
  return style
}

function outputsOf(projects) {
  const built = projects
    .flatMap((project) => walk(join(root, project, 'dist')))
    .filter((path) => /\.js$|manifest\.json$/.test(path))
  return built.map((path) => relative(root, path))
}

/** The source or the installation is at fault, and the message says what to do: no stack. */
export class BuildError extends Error {}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build().catch((error) => {
    process.stderr.write(`${error instanceof BuildError ? error.message : error.stack}\n`)
    process.exitCode = 1
  })
}
