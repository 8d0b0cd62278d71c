import { createServer } from 'node:net'
import { StoreError } from '../error.ts'

/** Above the well-known ports and below those that Linux and macOS give to outgoing connections. */
const PORTS = { from: 20_000, to: 32_000 }

/** A port of the loopback address that nothing listens on now. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from))
    if (await isFree(port)) return port
  }
  throw new StoreError('database_unreachable', `No free port between ${PORTS.from} and ${PORTS.to} on 127.0.0.1.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
