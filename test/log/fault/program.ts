import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { LogProcessLine, LogProcessOrder, LogProcessSettings } from './process.ts'

/** More and longer rounds of chance. */
export const LONG: boolean = process.env.RECOURSE_TEST_LONG === '1'

/** `process.ts` as a program, and what runs of it; `end` kills and deletes whatever is left. */
export interface Program {
  run(settings: LogProcessSettings, onLine?: (line: LogProcessLine) => void): Running
  end(): Promise<void>
}

export interface Running {
  readonly pid: number
  readonly lines: readonly LogProcessLine[]
  isOver(): boolean
  /** The next line that fits, or the first one already there; throws when the process ends without it. */
  until<Kind extends LogProcessLine['kind']>(
    kind: Kind,
    fits?: (line: Extract<LogProcessLine, { kind: Kind }>) => boolean,
  ): Promise<Extract<LogProcessLine, { kind: Kind }>>
  order(order: LogProcessOrder): void
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Exit code, or the signal's name. */
  readonly ended: Promise<number | string>
}

/** Bundles the process from the current source, so that no test depends on a build before it. */
export async function startProgram(): Promise<Program> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'recourse-faults-')))
  await symlink(modulesFolder(), join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@recourse/source'] },
    ssr: { resolve: { conditions: ['@recourse/source'] } },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { process: fileURLToPath(new URL('./process.ts', import.meta.url)) },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  const running: Running[] = []
  return {
    run(settings, onLine = () => undefined) {
      const child = spawn(process.execPath, [join(folder, 'process.js'), JSON.stringify(settings)], {
        cwd: '/',
        stdio: ['pipe', 'pipe', 'inherit'],
        // One thread works on files, by system calls that strace counts (libuv's ring of requests would hide them).
        env: { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0' },
      })
      const started = follow(child, onLine)
      running.push(started)
      return started
    },
    async end() {
      for (const one of running) one.signal('SIGKILL')
      await Promise.all(running.map(({ ended }) => ended))
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function modulesFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve('pg/package.json')))
}

function follow(child: ChildProcess, onLine: (line: LogProcessLine) => void): Running {
  const lines: LogProcessLine[] = []
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const one of waiting) one()
  }
  let done = false
  let rest = ''
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => {
      done = true
      wake()
      resolve(code ?? signal ?? 'unknown')
    })
  })
  // Killed while it was told something.
  child.stdin?.on('error', () => undefined)
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const line: LogProcessLine = JSON.parse(part)
      lines.push(line)
      onLine(line)
    }
    wake()
  })
  return {
    pid: child.pid ?? 0,
    lines,
    isOver: () => done,
    async until(kind, fits = () => true) {
      type Line = Extract<LogProcessLine, { kind: typeof kind }>
      const isIt = (line: LogProcessLine): line is Line => line.kind === kind
      for (;;) {
        const found = lines.filter(isIt).find(fits)
        if (found !== undefined) return found
        if (done) throw new Error(`ended without "${kind}": ${JSON.stringify(lines.slice(-5))}`)
        await new Promise<void>((resolve) => {
          const woken = (): void => {
            waiting.delete(woken)
            resolve()
          }
          waiting.add(woken)
        })
      }
    },
    order: (order) => {
      child.stdin?.write(`${JSON.stringify(order)}\n`)
    },
    signal: (signal) => {
      if (!done) child.kill(signal)
    },
    ended,
  }
}
