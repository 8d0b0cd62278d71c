import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

function refusal(env: Record<string, string>): ConfigError {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error(`expected a refusal of ${JSON.stringify(env)}`)
}

describe('readConfig', () => {
  test('an empty environment gives the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataFolder: resolve('.recourse'),
      database: { kind: 'embedded' },
      publicUrl: null,
      operator: null,
      trustedProxies: [],
      readsPerMinute: 600,
      writesPerMinute: 60,
      origin: null,
      keysFolder: resolve('.recourse/keys'),
      tiles: { kind: 'folder', path: resolve('.recourse/tiles') },
      witnessesFile: null,
      publishing: 'open',
      receipts: 'closed',
      oidc: null,
      smtpUrl: null,
      scanner: null,
      otlpEndpoint: null,
      logLevel: 'info',
    })
  })

  test('every setting is read', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      RECOURSE_DATA: '/var/lib/recourse',
      DATABASE_URL: 'postgresql://u:p@db.example/recourse',
      RECOURSE_PUBLIC_URL: 'https://recourse.example/',
      RECOURSE_TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::/32',
      RECOURSE_READS_PER_MINUTE: '0',
      RECOURSE_WRITES_PER_MINUTE: '5',
      RECOURSE_ORIGIN: 'recourse.example/log/2026',
      RECOURSE_KEYS: '/etc/recourse/keys',
      RECOURSE_TILES: 's3://bucket-1/a/b/',
      AWS_ENDPOINT_URL_S3: 'https://s3.example',
      AWS_ENDPOINT_URL: 'https://aws.example',
      AWS_REGION: 'us-gov-west-1',
      AWS_ACCESS_KEY_ID: 'AK',
      AWS_SECRET_ACCESS_KEY: 'S/K+',
      RECOURSE_WITNESSES: '/etc/recourse/policy',
      OIDC_ISSUER: 'https://login.example',
      OIDC_CLIENT_ID: 'id',
      OIDC_CLIENT_SECRET: 'secret',
      SMTP_URL: 'smtps://mail.example',
      CLAMAV_SOCKET: 'scanner:3310',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      LOG_LEVEL: 'warn',
    })
    expect(config).toMatchObject({
      port: 0,
      host: '::1',
      database: { kind: 'external', url: 'postgresql://u:p@db.example/recourse' },
      publicUrl: 'https://recourse.example',
      trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::/32'],
      readsPerMinute: 0,
      writesPerMinute: 5,
      origin: 'recourse.example/log/2026',
      keysFolder: '/etc/recourse/keys',
      tiles: {
        kind: 's3',
        bucket: 'bucket-1',
        prefix: 'a/b',
        service: {
          endpoint: 'https://s3.example',
          region: 'us-gov-west-1',
          credentials: { accessKeyId: 'AK', secretAccessKey: 'S/K+', sessionToken: null },
        },
      },
      oidc: { issuer: 'https://login.example', clientId: 'id', clientSecret: 'secret' },
      scanner: { kind: 'tcp', host: 'scanner', port: 3310 },
      logLevel: 'warn',
    })
    expect(readConfig({ CLAMAV_SOCKET: '/run/clamd.sock' }).scanner).toEqual({
      kind: 'socket',
      path: '/run/clamd.sock',
    })
    expect(readConfig({ DATABASE_URL: 'postgresql:///recourse?host=/run/postgresql' }).database.kind).toBe('external')
  })

  test('an unknown RECOURSE_* stops the start with its name; RECOURSE_TEST_* and other names do not', () => {
    const error = refusal({ RECOURSE_DATAA: 'x' })
    expect(error.problems.map(({ name }) => name)).toEqual(['RECOURSE_DATAA'])
    expect(error.message).toContain('RECOURSE_DATA,')
    expect(() => readConfig({ RECOURSE_TEST_LONG: '1', HOME: '/', PGHOST: 'x' })).not.toThrow()
  })

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['HOST', 'not a host'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'localhost'],
    ['RECOURSE_PUBLIC_URL', 'recourse.example'],
    ['RECOURSE_TRUST_PROXY', 'yes'],
    ['RECOURSE_TRUST_PROXY', '10.0.0.0/33'],
    ['RECOURSE_READS_PER_MINUTE', 'many'],
    ['RECOURSE_WRITES_PER_MINUTE', '-5'],
    ['RECOURSE_ORIGIN', 'https://recourse.example/log'],
    ['RECOURSE_ORIGIN', 'recourse.example/log+1'],
    ['RECOURSE_ORIGIN', 'recourse.example/log/'],
    ['RECOURSE_TILES', 'gs://bucket'],
    ['RECOURSE_TILES', 's3://B'],
    ['OIDC_ISSUER', 'login'],
    ['SMTP_URL', 'mail.example:25'],
    ['CLAMAV_SOCKET', 'scanner'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://x'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s stops the start with its name and what it expected', (name, value) => {
    const error = refusal({ [name]: value })
    const problem = error.problems.find((candidate) => candidate.name === name)
    expect(problem?.expected).toMatch(/\w{3}/)
    expect(error.message).toContain(`${name}: expected `)
  })

  test('all faults are told at once, and no value is', () => {
    const error = refusal({ PORT: 'x', RECOURSE_ODD: '1', DATABASE_URL: 'ftp://user:hunter2@host/db' })
    expect(error.problems.map(({ name }) => name).sort()).toEqual(['DATABASE_URL', 'PORT', 'RECOURSE_ODD'])
    expect(error.message).not.toContain('hunter2')
  })

  test('half a sign-in service is refused, naming the missing half', () => {
    const error = refusal({ OIDC_ISSUER: 'https://login.example' })
    expect(error.problems.map(({ name }) => name)).toEqual(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  })

  test('an empty value counts as not set', () => {
    expect(readConfig({ PORT: '', RECOURSE_ORIGIN: '' })).toEqual(readConfig({}))
  })

  test('the object store may be left to the AWS client, not by halves', () => {
    const RECOURSE_TILES = 's3://bucket-1'
    expect(readConfig({ RECOURSE_TILES }).tiles).toEqual({
      kind: 's3',
      bucket: 'bucket-1',
      prefix: '',
      service: { endpoint: null, region: null, credentials: null },
    })
    expect(refusal({ RECOURSE_TILES, AWS_ACCESS_KEY_ID: 'AK' }).problems.map(({ name }) => name)).toEqual([
      'AWS_SECRET_ACCESS_KEY',
    ])
    expect(refusal({ RECOURSE_TILES, AWS_ENDPOINT_URL: 's3.example' }).problems.map(({ name }) => name)).toEqual([
      'AWS_ENDPOINT_URL',
    ])
  })

  test('AWS_* that other programs need is passed over where the log lies in a folder', () => {
    expect(readConfig({ AWS_ENDPOINT_URL: 'anything', AWS_ACCESS_KEY_ID: 'AK' }).tiles.kind).toBe('folder')
  })
})
