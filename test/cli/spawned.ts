import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { Ran } from './here.ts'

/** More and longer rounds of chance. */
export const LONG: boolean = process.env.RECOURSE_TEST_LONG === '1'

const running: ChildProcess[] = []

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

const RECOURSE = join(import.meta.dirname, '../../bin/recourse.js')

export interface Spawned {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  /** Resolves when stderr or stdout holds the text; throws when the process ends without it. */
  until(text: string | RegExp): Promise<void>
  /** Everything on stdout and stderr so far. */
  printed(): string
}

/** Runs one command line as its users do, in a process of its own that is ended with the test file. */
export function spawned(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  options: SpawnOptions = {},
): Spawned {
  const { DATABASE_URL: _outside, ...own } = process.env
  const child = spawn(process.execPath, [RECOURSE, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...own, ...env },
    ...options,
  })
  running.push(child)
  let stdout = ''
  let stderr = ''
  let wake = (): void => undefined
  let done = false
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    wake()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    wake()
  })
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      done = true
      wake()
      resolve({ exit: code ?? signal ?? 'unknown', stdout, stderr })
    })
  })
  const printed = (): string => `${stdout}\n${stderr}`
  return {
    child,
    ended,
    printed,
    async until(text) {
      for (;;) {
        const all = printed()
        if (typeof text === 'string' ? all.includes(text) : text.test(all)) return
        if (done) throw new Error(`ended without ${String(text)}: ${all}`)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

export function recourse(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return spawned(argv, env).ended
}

/** Ends the database server over a data folder by `kill -9`, where one was left running. */
export function killDatabase(dataFolder: string): void {
  for (const name of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('postmaster.pid')) continue
    const path = realpathSync(join(dataFolder, name))
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0])
    try {
      if (pid > 1 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dirname(path))) process.kill(pid, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
}
