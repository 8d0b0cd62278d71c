import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../apps/server/src/store/embedded/testing.ts'
import { dump } from '../register/digest.ts'
import { made2023 } from '../register/made.ts'
import { folder } from './folder.ts'
import { documentOf, here } from './here.ts'
import { recourse } from './spawned.ts'

/** Inventories fetched from addresses, by servers of every manner. */

const FILE = made2023({
  Use_Case_ID: 'ED-1',
  Department_Code: 'ED',
  Title: 'Essay helper',
  Summary: 'words '.repeat(2_000),
})
const BYTES = Buffer.from(FILE)
const SHA256 = createHash('sha256').update(BYTES).digest('hex')

const send = (response: ServerResponse, headers: Record<string, string | number> = {}): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/csv', 'content-length': BYTES.length, ...headers })

const MANNERS: Readonly<Record<string, RequestListener>> = {
  '/inventory.csv': (_request, response) => send(response).end(BYTES),
  '/no-length.csv': (_request, response) => {
    response.writeHead(200)
    response.write(BYTES.subarray(0, 100))
    setTimeout(() => response.end(BYTES.subarray(100)), 20)
  },
  '/packed.csv': (_request, response) => {
    const packed = gzipSync(BYTES)
    send(response, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed)
  },
  '/moved.csv': (_request, response) => response.writeHead(302, { location: '/a%20file%2Fname.csv?version=2' }).end(),
  '/a%20file%2Fname.csv?version=2': (_request, response) => send(response).end(BYTES),
  '/not%FFutf8.csv': (_request, response) => send(response).end(BYTES),
  '/loop.csv': (_request, response) => response.writeHead(302, { location: '/loop.csv' }).end(),
  '/nowhere.csv': (_request, response) => response.writeHead(302, { location: 'http://[' }).end(),
  '/outside.csv': (_request, response) => response.writeHead(302, { location: 'http://203.0.113.1/x.csv' }).end(),
  '/file.csv': (_request, response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
  '/too-long.csv': (_request, response) => {
    // Says more than it sends.
    send(response, { 'content-length': BYTES.length + 10 }).write(BYTES)
    setTimeout(() => response.destroy(), 20)
  },
  '/breaks.csv': (_request, response) => {
    response.writeHead(200)
    response.write(BYTES.subarray(0, 3_000))
    setTimeout(() => response.destroy(), 20)
  },
  '/huge.csv': (_request, response) => send(response, { 'content-length': 300_000_000 }).write(BYTES),
  '/endless.csv': (_request, response) => {
    response.writeHead(200)
    const piece = Buffer.alloc(4_000_000, 0x41)
    const more = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  },
  '/missing.csv': (_request, response) => response.writeHead(404).end('no'),
  '/part.csv': (_request, response) => response.writeHead(206).end(BYTES.subarray(0, 50)),
  '/empty.csv': (_request, response) => response.writeHead(200).end(),
  '/page.csv': (_request, response) => response.writeHead(200).end('<!doctype html>'),
}

const listener: RequestListener = (request, response) => {
  const manner = MANNERS[request.url ?? '']
  if (manner === undefined) response.writeHead(500).end()
  else manner(request, response)
}

let database: TestDatabase
let server: Server
let origin: string
beforeAll(async () => {
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(async () => {
  database = await testDatabase()
  return () => database.close()
})

const env = (): Record<string, string> => ({ DATABASE_URL: database.connectionString })

async function inventories(): Promise<readonly string[]> {
  return (await dump(database.connectionString)).get('inventory') ?? []
}

describe('fetched', () => {
  test.each([
    ['/inventory.csv', 'inventory.csv'],
    ['/no-length.csv', 'no-length.csv'],
    ['/packed.csv', 'packed.csv'],
    ['/moved.csv', 'name.csv'],
    ['/not%FFutf8.csv', 'not%FFutf8.csv'],
  ])('%s: its bytes whole, its digest shown, its address kept', async (path, name) => {
    const ran = await here(['register', 'import', `${origin}${path}`, '--json'], env())
    expect(ran.exit, ran.stderr).toBe(0)
    expect(documentOf(ran).files).toEqual([
      { file: name, format: 'omb-2023', rows: 1, added: 1, updated: 0, unchanged: 0, rejected: 0, sha256: SHA256 },
    ])
    expect(ran.stderr).toContain(`${name}: 1 records, SHA-256 ${SHA256}`)
    expect(await inventories()).toEqual([expect.stringContaining(`${origin}${path}`)])
  })

  test('from the name of this computer, and a folder’s own address by the host', async () => {
    const ran = await here(['register', 'import', `${origin.replace('127.0.0.1', 'localhost')}/inventory.csv`], env())
    expect(ran.exit, ran.stderr).toBe(0)
  })
})

describe('refused, and nothing is kept', () => {
  test.each([
    ['/loop.csv', 'unreachable', /redirects more than 5 times/],
    ['/nowhere.csv', 'unreachable', /could not be read/],
    ['/outside.csv', 'unreachable', /only https:\/\/ addresses/],
    ['/file.csv', 'unreachable', /only https:\/\/ addresses/],
    ['/too-long.csv', 'unreachable', /could not be read/],
    ['/breaks.csv', 'unreachable', /could not be read/],
    ['/huge.csv', 'too-large', /^300 MB: .* at most 200 MB/],
    ['/missing.csv', 'unreachable', /answered 404/],
    ['/part.csv', 'unreachable', /answered 206/],
    ['/empty.csv', 'empty', /no bytes/],
    ['/page.csv', 'format-unknown', /./],
  ])('%s: %s', async (path, code, message) => {
    const ran = await here(['register', 'import', `${origin}${path}`, '--json'], env())
    expect(ran.exit).toBe(3)
    const { files, rejections } = documentOf(ran)
    expect(files).toMatchObject([{ rows: 0, added: 0, updated: 0, unchanged: 0, rejected: 0 }])
    expect(rejections).toEqual([
      { file: path.slice(1), row: null, column: null, code, message: expect.stringMatching(message) },
    ])
    expect(await inventories()).toEqual([])
  })

  test('a stream without end: stopped at the limit', async () => {
    const ran = await here(['register', 'import', `${origin}/endless.csv`, '--json'], env())
    expect(ran.exit).toBe(3)
    expect(documentOf(ran).rejections).toMatchObject([{ code: 'too-large' }])
    expect(await inventories()).toEqual([])
  })

  test('nobody there, and no such name', async () => {
    for (const address of ['http://127.0.0.1:1/x.csv', 'https://nothing.invalid/x.csv']) {
      const ran = await here(['register', 'import', address, '--json'], env())
      expect(ran.exit).toBe(3)
      expect(documentOf(ran).rejections).toMatchObject([{ code: 'unreachable', file: 'x.csv' }])
    }
  })
})

describe('over TLS', () => {
  const openssl = canMakeCertificates()

  test.skipIf(!openssl)('only with a certificate that is trusted (needs openssl)', async () => {
    const place = folder()
    const [key, certificate] = [join(place, 'key.pem'), join(place, 'certificate.pem')]
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    )
    const secure = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, listener)
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
    try {
      const address = `https://localhost:${(secure.address() as AddressInfo).port}/inventory.csv`
      const untrusted = await here(['register', 'import', address, '--json'], env())
      expect(untrusted.exit).toBe(3)
      expect(documentOf(untrusted).rejections).toMatchObject([
        { code: 'unreachable', message: expect.stringMatching(/self-signed certificate/) },
      ])
      expect(await inventories()).toEqual([])

      const trusted = await recourse(['register', 'import', address, '--json'], {
        ...env(),
        NODE_EXTRA_CA_CERTS: certificate,
      })
      expect(trusted.exit, trusted.stderr).toBe(0)
      expect(documentOf(trusted).files).toMatchObject([{ file: 'inventory.csv', added: 1, sha256: SHA256 }])
      // Progress is for terminals: neither a carriage return nor an escape sequence is written to a pipe.
      for (const mark of ['\r', '\x1b[']) expect(trusted.stderr).not.toContain(mark)
    } finally {
      secure.close()
    }
  })
})

function canMakeCertificates(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    // Not installed.
    return false
  }
}
