import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Who may import whom (architecture, section 1). A room is named by the longest path that fits. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'packages/log': [],
  'packages/register': [],
  'packages/papers': ['packages/register'],
  'apps/server/src/service': ['packages/log', 'packages/register', 'packages/papers'],
  'apps/server/src/store': ['packages/log', 'packages/register', 'apps/server/src/service'],
  'apps/server/src/http': ['apps/server/src/service', 'apps/server/src/api', 'apps/server/src/config.ts'],
  'apps/server/src/api': ['packages/register', 'packages/papers', 'apps/server/src/service', 'apps/server/src/http'],
  'apps/server/src/site': [
    'packages/log',
    'packages/register',
    'packages/papers',
    'apps/server/src/service',
    'apps/server/src/http',
  ],
  // The joining place: main.ts, config.ts, index.ts and what opens the parts.
  'apps/server': [
    'packages/log',
    'packages/register',
    'packages/papers',
    'apps/server/src/service',
    'apps/server/src/store',
    'apps/server/src/http',
    'apps/server/src/api',
    'apps/server/src/site',
    'apps/server/src/config.ts',
  ],
  'apps/server/src/config.ts': [],
  'apps/cli': ['packages/log', 'packages/register', 'packages/papers', 'apps/server'],
}

const ROOMS = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length)

function roomOf(path: string): string | undefined {
  return ROOMS.find((room) => path === room || path.startsWith(`${room}/`))
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path.includes('/src/') && !/\.test\.tsx?$/.test(path) && !path.includes('/testing'))
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8')
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? '')
}

function targetOf(path: string, specifier: string): string | undefined {
  const named = /^@recourse\/(log|register|papers|server|cli)$/.exec(specifier)?.[1]
  if (named !== undefined) return named === 'server' || named === 'cli' ? `apps/${named}` : `packages/${named}`
  if (!specifier.startsWith('.')) return undefined
  return join(path, '..', specifier).split(sep).join('/')
}

const FILES = ['packages', 'apps'].flatMap((folder) => sources(join(ROOT, folder)))

test('every import points down the table of rooms', () => {
  const upward = FILES.flatMap((path) =>
    importsOf(path).flatMap((specifier) => {
      const target = targetOf(path, specifier)
      if (target === undefined) return []
      const from = roomOf(path)
      const to = roomOf(target)
      if (from === undefined || to === undefined) return [`${path} imports ${specifier}: no room`]
      return from === to || MAY_IMPORT[from]?.includes(to) ? [] : [`${path} imports ${specifier} (${from} -> ${to})`]
    }),
  )
  expect(upward).toEqual([])
})

test('the reader of imports sees them', () => {
  expect(importsOf('apps/cli/src/with-register.ts')).toContain('@recourse/server')
  expect(FILES.length).toBeGreaterThan(50)
})

test('only one file reads the environment', () => {
  const readers = FILES.filter((path) => /\bprocess\.env\b/.test(readFileSync(join(ROOT, path), 'utf8')))
  expect(readers).toEqual(['apps/server/src/config.ts'])
})

test('no file names a path of the machine', () => {
  const above = join(ROOT, '..')
  const named = FILES.filter((path) => above.length > 1 && readFileSync(join(ROOT, path), 'utf8').includes(`${above}/`))
  expect(named).toEqual([])
})
