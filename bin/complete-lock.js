import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Adds to package-lock.json the entries of other platforms that npm left out because the registry it was run against
 * does not hold them. Without these, `npm ci` of npm 11 refuses the lock, and on those platforms it installs no binaries.
 * What a registry would know of them stands in their names: system, processor and C library. Run it after every
 * `npm install` that changed the lock; a test says when it was forgotten.
 */

const SYSTEMS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64']

/** Answers a lock with every optional dependency of every package present, and the names of those that were added. */
export function completeLock(lock) {
  const packages = { ...lock.packages }
  const added = []
  for (const [place, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (findEntry(packages, place, name) !== null) continue
      packages[`node_modules/${name}`] = entryOf(name, version, parent)
      added.push(`${name}@${version}`)
    }
  }
  return { lock: { ...lock, packages: inOrder(packages) }, added }
}

/** As Node looks for a package: in the folder itself, then upwards. */
function findEntry(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(from.lastIndexOf('node_modules/') - 1, 0))) {
    const candidate = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`
    if (packages[candidate] !== undefined) return candidate
    if (from === '') return null
  }
}

function entryOf(name, version, parent) {
  const words = name.split(/[^a-z0-9]+/)
  const system = words.map((word) => SYSTEMS[word]).find((word) => word !== undefined)
  const cpu = PROCESSORS.find((word) => words.includes(word))
  if (system === undefined || cpu === undefined || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) {
    throw new Error(`${name}@${version}: neither in the lock nor named after a platform; install it, or add it by hand`)
  }
  const libc = libcOf(system, words)
  return {
    version,
    cpu: [cpu],
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc === null ? {} : { libc: [libc] }),
    optional: true,
    os: [system],
  }
}

function libcOf(system, words) {
  if (system !== 'linux') return null
  if (words.some((word) => word.startsWith('musl'))) return 'musl'
  return words.some((word) => word.startsWith('gnu')) ? 'glibc' : null
}

/** npm's own order, so that its next run moves nothing. */
function inOrder(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json')
  const { lock, added } = completeLock(JSON.parse(readFileSync(path, 'utf8')))
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  process.stderr.write(added.length === 0 ? 'The lock is complete.\n' : `Added to the lock: ${added.join(', ')}\n`)
}
