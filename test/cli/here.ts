import { main } from '../../apps/cli/src/main.ts'

/** How one command line ended. */
export interface Ran {
  readonly exit: number | string
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command line within this process, from source: quick, and one at a time. */
export async function here(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const kept = { ...process.env }
  const { exitCode } = process
  const wrote = { stdout: '', stderr: '' }
  const given = [capture('stdout'), capture('stderr')]
  Object.assign(process.env, env)
  process.exitCode = undefined
  try {
    await main(argv)
    return { exit: Number(process.exitCode ?? 0), ...wrote }
  } finally {
    for (const restore of given) restore()
    for (const name of Object.keys(env)) {
      const before = kept[name]
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    }
    process.exitCode = exitCode
  }

  function capture(name: 'stdout' | 'stderr'): () => void {
    const stream = process[name]
    const write = stream.write
    stream.setMaxListeners(0)
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      wrote[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      const done = rest.find((one) => typeof one === 'function')
      if (typeof done === 'function') process.nextTick(() => done())
      return true
    }
    return () => {
      stream.write = write
    }
  }
}

/** The one JSON document that `--json` prints; throws where stdout holds anything else. */
export function documentOf(ran: Ran): Record<string, unknown> {
  const lines = ran.stdout.split('\n')
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`stdout is not one line: ${ran.stdout}\n${ran.stderr}`)
  const parsed: unknown = JSON.parse(lines[0] ?? '')
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`no object: ${ran.stdout}`)
  return { ...parsed }
}
