import { createServer, type Server } from 'node:net'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../embedded/testing.ts'
import { StoreError } from '../error.ts'
import { openDatabase } from '../open-database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await testDatabase({ migrations: null })
})

afterEach(() => database.close())

function open(databaseUrl: string) {
  return openDatabase({ databaseUrl, dataFolder: '/nowhere', role: 'server', onNote: () => undefined })
}

async function refusal(databaseUrl: string): Promise<StoreError> {
  const error = await open(databaseUrl).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof StoreError) return error
  throw new Error(`expected a StoreError, came ${String(error)}`)
}

describe('an external server', () => {
  test('that can serve is taken as it is, and left alone at the end', async () => {
    const handle = await open(database.connectionString)
    expect(handle).toMatchObject({ connectionString: database.connectionString, embedded: false, owner: false })
    const { host, pathname } = new URL(database.connectionString)
    expect(handle.place).toBe(`${host}${pathname}`)
    await handle.close()
    const client = new Client({ connectionString: database.connectionString })
    await client.connect()
    await client.end()
  })

  test('with a wrong password: unreachable, and the password is not said', async () => {
    const url = new URL(database.connectionString)
    url.password = 'not-this-one'
    url.username = 'nobody-here'
    const refused = await refusal(url.href)
    expect(refused.code).toBe('database_unreachable')
    expect(refused.message).not.toContain('not-this-one')
    expect(refused.message).toContain('DATABASE_URL')
  })

  test.each([
    ['nothing listens', 'postgresql://u:secret@127.0.0.1:1/x', /ECONNREFUSED/],
    ['the host is unknown', 'postgresql://u:secret@host.invalid/x', /host\.invalid/],
    ['the address is none', 'localhost:5432', /postgresql:\/\/user:password@host/],
    ['the address is of another service', 'https://u:secret@example.org/x', /postgresql:\/\/user:password@host/],
  ])('%s: unreachable, with the place and without the password', async (_, url, words) => {
    const refused = await refusal(url)
    expect(refused.code).toBe('database_unreachable')
    expect(refused.message).toMatch(words)
    expect(refused.message).not.toContain('secret')
  })

  test('an unknown database: unreachable', async () => {
    const url = new URL(database.connectionString)
    url.pathname = '/no_such_database'
    expect((await refusal(url.href)).message).toContain('no_such_database')
  })

  describe('played by a few bytes', () => {
    let server: Server

    afterEach(() => server.close())

    /** Speaks just enough of the protocol (version 3) to sign anyone in and to answer one query with these values. */
    function play(values: readonly string[]): Promise<string> {
      server = createServer((socket) => {
        socket.once('data', () => {
          socket.write(Buffer.concat([message('R', int(0)), message('Z', Buffer.from('I'))]))
          socket.on('data', (bytes) => {
            if (bytes[0] !== 'Q'.charCodeAt(0)) return
            const fields = ['version', 'number', 'encoding', 'recovering'].map((name, index) =>
              Buffer.concat([text(name), int(0), short(0), int(index === 3 ? 16 : 25), short(-1), int(-1), short(0)]),
            )
            const cells = values.map((value) => Buffer.concat([int(value.length), Buffer.from(value)]))
            socket.write(
              Buffer.concat([
                message('T', Buffer.concat([short(4), ...fields])),
                message('D', Buffer.concat([short(4), ...cells])),
                message('C', text('SELECT 1')),
                message('Z', Buffer.from('I')),
              ]),
            )
          })
        })
      })
      return new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address()
          resolve(`postgresql://u:p@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/x`)
        })
      })
    }

    test('of version 14 is too old', async () => {
      const refused = await refusal(await play(['14.9', '140009', 'UTF8', 'f']))
      expect(refused.code).toBe('database_version')
      expect(refused.message).toContain('14.9')
    })

    test('that stores another encoding is refused with the statement that makes a right one', async () => {
      const refused = await refusal(await play(['15.4', '150004', 'SQL_ASCII', 'f']))
      expect(refused.code).toBe('database_encoding')
      expect(refused.message).toContain("ENCODING 'UTF8'")
    })

    test('that is a standby is refused', async () => {
      expect((await refusal(await play(['16.1', '160001', 'UTF8', 't']))).code).toBe('database_read_only')
    })
  })
})

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`)
}

function message(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int(body.length + 4), body])
}
