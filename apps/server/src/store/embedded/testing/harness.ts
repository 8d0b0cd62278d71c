import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { build } from 'vite'
import { isServerOf, readPostmaster } from '../postmaster.ts'
import type { ProcessLine, ProcessSettings } from './process.ts'

/** More and longer rounds of chance. */
export const LONG: boolean = process.env.RECOURSE_TEST_LONG === '1'

/** Programs and data folders of one test file; `end` kills and deletes whatever is left of them. */
export interface Harness {
  /** A new data folder that does not exist yet, below one that every user may enter. */
  dataFolder(): string
  /** Runs `process.ts`. */
  run(settings: ProcessSettings, options?: { readonly uid?: number; readonly gid?: number }): Running
  end(): Promise<void>
}

/** A process under test. */
export interface Running {
  readonly pid: number
  readonly lines: readonly ProcessLine[]
  /** The next line of this kind, or the one already there; throws when the process ends without it. */
  until<Kind extends ProcessLine['kind']>(kind: Kind): Promise<Extract<ProcessLine, { kind: Kind }>>
  signal(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | string>
}

/** What is run, and what the running one starts beside itself. */
const SOURCES = {
  process: fileURLToPath(new URL('./process.ts', import.meta.url)),
  sweep: fileURLToPath(new URL('../sweep.ts', import.meta.url)),
}
const PROGRAM = 'process.js'

/** Bundles the process from the current source, so that no test depends on a build before it. */
export async function startHarness(): Promise<Harness> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'recourse-kill-')))
  await chmod(folder, 0o755)
  await symlink(await modulesFolder(), join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: SOURCES, output: { entryFileNames: '[name].js' } },
    },
  })
  const running: Running[] = []
  let folders = 0
  return {
    dataFolder: () => join(folder, `data-${++folders}`),
    run: (settings, options = {}) => {
      const child = spawn(process.execPath, [join(folder, PROGRAM), JSON.stringify(settings)], {
        ...options,
        cwd: '/',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const started = follow(child)
      running.push(started)
      return started
    },
    end: async () => {
      for (const one of running) one.signal('SIGKILL')
      await Promise.all(running.map(({ ended }) => ended))
      for (const path of await readdir(folder, { recursive: true })) {
        if (path.endsWith('/postmaster.pid')) await killServer(join(folder, dirname(path)))
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function modulesFolder(): Promise<string> {
  const { createRequire } = await import('node:module')
  const manifest = createRequire(import.meta.url).resolve('pg/package.json')
  return dirname(dirname(manifest))
}

function follow(child: ChildProcess): Running {
  const lines: ProcessLine[] = []
  let wake: () => void = () => undefined
  let done = false
  let rest = ''
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => {
      done = true
      wake()
      resolve(code ?? signal ?? 'unknown')
    })
  })
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.map((part): ProcessLine => JSON.parse(part)))
    wake()
  })
  return {
    pid: child.pid ?? 0,
    lines,
    until: async (kind) => {
      for (;;) {
        const found = lines.find((line) => isKind(line, kind))
        if (found !== undefined && isKind(found, kind)) return found
        if (done) throw new Error(`ended without "${kind}": ${JSON.stringify(lines)}`)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    signal: (signal) => {
      if (!done) child.kill(signal)
    },
    ended,
  }
}

function isKind<Kind extends ProcessLine['kind']>(
  line: ProcessLine,
  kind: Kind,
): line is Extract<ProcessLine, { kind: Kind }> {
  return line.kind === kind
}

/** The id of the living server over a cluster, or null. */
export async function serverOf(cluster: string): Promise<number | null> {
  const real = await realpath(cluster).catch(() => cluster)
  const postmaster = await readPostmaster(real)
  return postmaster !== null && (await isServerOf(postmaster.pid, real)) ? postmaster.pid : null
}

/** Ends the server over a cluster by `kill -9`; false where none lives. */
export async function killServer(cluster: string): Promise<boolean> {
  const pid = await serverOf(cluster)
  if (pid === null) return false
  process.kill(pid, 'SIGKILL')
  while ((await serverOf(cluster)) === pid) await sleep(5)
  return true
}

/** One query on a connection of its own. */
export async function query(connectionString: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
