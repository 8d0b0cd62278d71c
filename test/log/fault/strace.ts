import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Reasons why no system call can be made to fail here; '' for none. */
export const STRACE_MISSING: string = reason()

/** What writes to a disk, under every name that a kernel or libc may give it. */
export const WRITING = [
  'openat',
  'write',
  'pwrite64',
  'fsync',
  'link',
  'linkat',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'mkdir',
  'mkdirat',
] as const
export type Writing = (typeof WRITING)[number]

export interface Strace {
  /** Lets the thread go on alone; gives its system calls, a line each, those that were made to fail marked `(INJECTED)`. */
  detach(): Promise<readonly string[]>
}

/**
 * Follows one thread, so that `when=` counts the calls of no other. `inject` as strace takes it: `fsync:error=EIO:when=3`.
 * Resolves once it holds the thread.
 */
export async function strace(thread: number, inject?: string): Promise<Strace> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-strace-'))
  const out = join(folder, 'out')
  // `?`: a name that this machine does not have is no error.
  const names = WRITING.map((name) => `?${name}`).join(',')
  const child = spawn(
    'strace',
    [
      '-p',
      String(thread),
      '-y',
      '-s',
      '0',
      '-o',
      out,
      '-e',
      `trace=${names}`,
      '-e',
      'signal=none',
      ...(inject === undefined ? [] : ['-e', `inject=${inject}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const over = once(child, 'close')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('attached')) resolve()
    })
    child.on('close', () => reject(new Error(`strace: ${said}`)))
  })
  return {
    async detach() {
      child.kill('SIGINT')
      await over
      const lines = (await readFile(out, 'utf8')).split('\n').filter((line) => line !== '')
      await rm(folder, { recursive: true, force: true })
      return lines
    },
  }
}

export function nameOf(line: string): Writing | null {
  const [, name] = /^(?:\d+ +)?(\w+)\(/.exec(line) ?? []
  return WRITING.find((one) => one === name) ?? null
}

function reason(): string {
  if (spawnSync('strace', ['-V']).status !== 0) return 'needs strace'
  // Attached to a process beside us, as it will be: not every system lets everybody.
  const sleeper = spawn('sleep', ['0.3'], { stdio: 'ignore' })
  const tried = spawnSync('strace', ['-qq', '-p', String(sleeper.pid), '-e', 'inject=?mkdir:error=EIO:when=1'], {
    stdio: 'ignore',
  })
  return tried.status === 0 ? '' : 'needs the right to strace a process'
}
