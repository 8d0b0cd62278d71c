import type { FastifyInstance } from 'fastify'
import type { Log } from './logging.ts'

/** The address cannot be listened on; the message says why and what to do. */
export class ListenError extends Error {
  readonly code = 'cannot_listen'

  constructor(message: string, options: ErrorOptions) {
    super(message, options)
    this.name = 'ListenError'
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'it is in use already. Stop what listens there, or choose another port by PORT or --port (0 for any free one)',
  EACCES: 'this user may not. Choose a port from 1024 on by PORT or --port',
  EADDRNOTAVAIL: 'this computer does not have that address. Correct HOST',
  ENOTFOUND: 'no address is known by that name. Correct HOST',
  EAI_AGAIN: 'no address is known by that name. Correct HOST',
}

/** Listens, and answers with the address that readers on this computer use. @throws ListenError */
export async function listen(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = REASONS[code] ?? `the system says ${code || String(error)}`
    throw new ListenError(`Cannot listen on ${host} port ${port}: ${reason}.`, { cause: error })
  }
  const bound = app.server.address()
  const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port
  const anyAddress = host === '0.0.0.0' || host === '::'
  const name = anyAddress ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${boundPort}`
}

/**
 * Once it stops, each answer ends its connection: otherwise a client that keeps it open would keep the process. Call before the
 * routes are added.
 */
export function addClosing(app: FastifyInstance): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) reply.header('connection', 'close')
    return payload
  })
}

const PATIENCE_MS = 10_000

/**
 * Takes no new connection, ends the idle ones, answers what was asked already, and after `patienceMs` ends what still
 * hangs.
 */
export async function stopServing(app: FastifyInstance, log: Log, patienceMs: number = PATIENCE_MS): Promise<void> {
  log('info', 'stopping')
  const deadline = setTimeout(() => {
    log('warn', 'connections cut', {})
    app.server.closeAllConnections()
  }, patienceMs)
  try {
    await app.close()
  } finally {
    clearTimeout(deadline)
  }
}
