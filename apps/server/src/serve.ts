import type { RunningServer } from './main.ts'
import type { ServeOptions } from './serve-register.ts'

/** `serveRegister`, loaded when it is asked for: commands that serve nobody start without the doors. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { serveRegister } = await import('./serve-register.ts')
  return serveRegister(options)
}
