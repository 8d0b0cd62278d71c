import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Routes } from './door.ts'
import { ListenError, listen, stopServing } from './serving.ts'
import { type Harness, harness } from './testing/harness.ts'

const log = () => undefined

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

async function slowServer(): Promise<{ made: Harness; port: number; begun: Promise<void>; finish(): void }> {
  const [begun, finish] = [gate(), gate()]
  const routes: Routes = ({ app }) => {
    app.get('/slow', async () => {
      begun.open()
      await finish.opened
      return 'whole answer'
    })
    app.get('/fast', async () => 'fast')
  }
  const made = await harness({ routes: [routes] })
  const address = await listen(made.app, { host: '127.0.0.1', port: 0 })
  return { made, port: Number(new URL(address).port), begun: begun.opened, finish: finish.open }
}

function get(
  port: number,
  path: string,
  agent?: Agent,
): Promise<{ status: number; body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      let body = ''
      answer.on('data', (part) => {
        body += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, connection: answer.headers.connection }))
      answer.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
}

describe('stopServing', () => {
  test('what was asked is answered, what is idle is closed, nobody new is let in', async () => {
    const { made, port, begun, finish } = await slowServer()
    const agent = new Agent({ keepAlive: true })
    await get(port, '/fast', agent)
    const asked = get(port, '/slow')
    await begun
    const stopping = stopServing(made.app, log)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await expect(get(port, '/fast')).rejects.toThrow('ECONNREFUSED')
    finish()
    expect(await asked).toEqual({ status: 200, body: 'whole answer', connection: 'close' })
    await stopping
    agent.destroy()
  })

  test('what hangs is cut after its time', async () => {
    const { made, port, begun } = await slowServer()
    const asked = get(port, '/slow').catch((error: Error) => error.message)
    await begun
    const since = performance.now()
    await stopServing(made.app, log, 200)
    expect(performance.now() - since).toBeLessThan(2_000)
    expect(await asked).toContain('hang up')
  })

  test('a connection kept open by its client does not keep the process', async () => {
    const { made, port, begun, finish } = await slowServer()
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (part) => {
      heard += part.toString()
    })
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write('GET /slow HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n')
    await begun
    const stopping = stopServing(made.app, log)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const since = performance.now()
    finish()
    await Promise.all([stopping, closed])
    expect(performance.now() - since).toBeLessThan(2_000)
    expect(heard).toContain('whole answer')
  })
})

describe('listen', () => {
  test('a port in use is told with what to do', async () => {
    const { made, port, finish } = await slowServer()
    const second = await harness()
    const refused = listen(second.app, { host: '127.0.0.1', port })
    await expect(refused).rejects.toThrow(ListenError)
    await expect(refused).rejects.toThrow(/port \d+: it is in use already.*--port/)
    await second.app.close()
    finish()
    await made.app.close()
  })

  test('an address of another computer is told', async () => {
    const { app } = await harness()
    await expect(listen(app, { host: '192.0.2.1', port: 0 })).rejects.toThrow('Correct HOST')
    await app.close()
  })
})

describe('slow and oversized clients', () => {
  test('headers beyond their limit are answered 431 and cut off', async () => {
    const { made, port, finish } = await slowServer()
    const answer = await new Promise<string>((resolve) => {
      let heard = ''
      const socket = connect(port, '127.0.0.1')
      socket.on('data', (part) => {
        heard += part.toString()
      })
      socket.on('close', () => resolve(heard))
      socket.write(`GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(20_000)}\r\n\r\n`)
    })
    expect(answer).toContain('HTTP/1.1 431 ')
    expect(answer).toContain('"code":"headers_too_large"')
    finish()
    await made.app.close()
  })
})
