import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Where the register's rows live. `embedded`: a server of our own in the data folder. */
type DatabaseSetting = { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: string }

/** Where the log's static files live. */
type TilesSetting =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string; readonly service: ObjectServiceSetting }

/** How the object store is reached; null: left to the AWS client, which knows its own files and the role of its machine. */
interface ObjectServiceSetting {
  readonly endpoint: string | null
  readonly region: string | null
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken: string | null
  } | null
}

type ScannerSetting =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }

interface OidcSetting {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** All settings of one process, folders as absolute paths. `null`: not set, and what it is for stays off. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly database: DatabaseSetting
  /** Address under which readers reach the site, without a trailing slash. `https:` here turns HSTS on. */
  readonly publicUrl: string | null
  /** Proxies whose `X-Forwarded-*` is believed; empty: nobody's. */
  readonly trustedProxies: readonly string[]
  /** The office that runs this server, named on every page; null: not said. */
  readonly operator: string | null
  /** Per client network and minute; 0: no limit. */
  readonly readsPerMinute: number
  readonly writesPerMinute: number
  readonly origin: string | null
  readonly keysFolder: string
  readonly tiles: TilesSetting
  readonly witnessesFile: string | null
  /** `closed`: no checkpoint of the log goes out below its quorum. */
  readonly publishing: 'open' | 'closed'
  /** `open`: receipts are given below the quorum too. */
  readonly receipts: 'open' | 'closed'
  readonly oidc: OidcSetting | null
  readonly smtpUrl: string | null
  readonly scanner: ScannerSetting | null
  readonly otlpEndpoint: string | null
  readonly logLevel: LogLevel
}

/** One setting that stops the start. Holds no value: some are secret. */
export interface SettingProblem {
  readonly name: string
  readonly expected: string
}

/** Thrown by `readConfig` with every setting at fault, so that one start shows them all. */
export class ConfigError extends Error {
  readonly code = 'settings_refused'
  readonly problems: readonly SettingProblem[]

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ name, expected }) => `${name}: expected ${expected}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const matching = (expected: string, fits: (text: string) => boolean) => z.string().refine(fits, { error: expected })

const address = (schemes: readonly string[], example: string) =>
  matching(`an address such as ${example}`, (text) => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    return schemes.includes(url.protocol) && (url.hostname !== '' || url.search.includes('host='))
  })

const wholeNumber = (least: number, most: number) =>
  matching(`a whole number from ${least} to ${most}`, (text) => {
    const value = Number(text)
    return /^\d{1,9}$/.test(text) && value >= least && value <= most
  }).transform(Number)

const path = matching('a path', (text) => !text.includes('\0')).transform((text) => resolve(text))

const isHost = (text: string) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)

const isProxy = (text: string) => {
  const [network = '', bits, ...rest] = text.split('/')
  const version = isIP(network)
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const isRegion = (text: string) => /^[a-z0-9-]{1,40}$/.test(text)
const isWord = (text: string) => /^[!-~]+$/.test(text)

/** Form of every setting of the outside contract, and what is said when it does not fit. */
const SETTINGS = {
  PORT: wholeNumber(0, 65_535),
  HOST: matching('a host name or an IP address to listen on', isHost),
  RECOURSE_DATA: path,
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database'),
  RECOURSE_PUBLIC_URL: address(['http:', 'https:'], 'https://recourse.example'),
  RECOURSE_TRUST_PROXY: matching(
    'proxies parted by commas, each an address, a network such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    (text) => text.split(',').every((part) => isProxy(part.trim())),
  ),
  RECOURSE_OPERATOR: matching('the name of the office that runs this server, in at most 200 characters', (text) =>
    /^[^\p{Cc}]{1,200}$/u.test(text),
  ),
  RECOURSE_READS_PER_MINUTE: wholeNumber(0, 1_000_000),
  RECOURSE_WRITES_PER_MINUTE: wholeNumber(0, 1_000_000),
  // C2SP signed-note key names: no white space, no plus sign; a checkpoint origin is written without a scheme.
  RECOURSE_ORIGIN: matching('a log origin without a scheme, such as recourse.example/log/2026', (text) =>
    /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*$/.test(text),
  ),
  RECOURSE_KEYS: path,
  RECOURSE_TILES: matching('a folder, or s3://bucket/prefix', (text) =>
    text.includes('://') ? /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^\s?#]*)?$/.test(text) : !text.includes('\0'),
  ),
  AWS_ENDPOINT_URL: address(['http:', 'https:'], 'https://s3.example'),
  AWS_ENDPOINT_URL_S3: address(['http:', 'https:'], 'https://s3.example'),
  AWS_REGION: matching('a region such as us-gov-west-1', isRegion),
  AWS_DEFAULT_REGION: matching('a region such as us-gov-west-1', isRegion),
  AWS_ACCESS_KEY_ID: matching('an access key id', isWord),
  AWS_SECRET_ACCESS_KEY: matching('a secret access key', isWord),
  AWS_SESSION_TOKEN: matching('a session token', isWord),
  RECOURSE_WITNESSES: path,
  RECOURSE_PUBLISH: z.enum(['open', 'closed'], { error: 'open or closed' }),
  RECOURSE_RECEIPTS: z.enum(['open', 'closed'], { error: 'open or closed' }),
  OIDC_ISSUER: address(['https:', 'http:'], 'https://login.agency.example'),
  OIDC_CLIENT_ID: matching('the client id given by the sign-in service', (text) => text.trim() === text),
  OIDC_CLIENT_SECRET: matching('the client secret given by the sign-in service', (text) => text.trim() === text),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtps://user:password@mail.example:465'),
  CLAMAV_SOCKET: matching('the absolute path of a socket, or host:port', (text) => {
    const at = text.lastIndexOf(':')
    return text.startsWith('/') || (at > 0 && isHost(text.slice(0, at)) && isPort(text.slice(at + 1)))
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: address(['http:', 'https:'], 'http://localhost:4318'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }),
} as const

type Name = keyof typeof SETTINGS
type Environment = Readonly<Record<string, string | undefined>>

/** The environment this process was started with. No other file of the project reads it. */
export function environment(): Environment {
  return process.env
}

/**
 * Reads every setting at once; an empty value counts as not set. `RECOURSE_TEST_*` belongs to the tests and is passed over.
 * @throws ConfigError naming each unknown `RECOURSE_*` and each malformed setting with what was expected.
 */
export function readConfig(env: Environment): Config {
  const problems: SettingProblem[] = unknownSettings(env)
  function read<N extends Name>(name: N): z.output<(typeof SETTINGS)[N]> | null
  function read(name: Name): string | number | null {
    const value = env[name]
    if (value === undefined || value === '') return null
    const parsed = SETTINGS[name].safeParse(value)
    if (parsed.success) return parsed.data
    problems.push({ name, expected: parsed.error.issues[0]?.message ?? 'another form' })
    return null
  }

  const dataFolder = read('RECOURSE_DATA') ?? resolve('.recourse')
  const databaseUrl = read('DATABASE_URL')
  const tiles = read('RECOURSE_TILES') ?? join(dataFolder, 'tiles')
  // AWS_* may be there for other programs: without an object store of ours it is not read.
  const objectService = (): ObjectServiceSetting => ({
    endpoint: read('AWS_ENDPOINT_URL_S3') ?? read('AWS_ENDPOINT_URL'),
    region: read('AWS_REGION') ?? read('AWS_DEFAULT_REGION'),
    credentials: credentialsOf(
      read('AWS_ACCESS_KEY_ID'),
      read('AWS_SECRET_ACCESS_KEY'),
      read('AWS_SESSION_TOKEN'),
      problems,
    ),
  })
  const config: Config = {
    port: read('PORT') ?? 8080,
    host: read('HOST') ?? '127.0.0.1',
    dataFolder,
    database: databaseUrl === null ? { kind: 'embedded' } : { kind: 'external', url: databaseUrl },
    publicUrl: read('RECOURSE_PUBLIC_URL')?.replace(/\/+$/, '') ?? null,
    trustedProxies:
      read('RECOURSE_TRUST_PROXY')
        ?.split(',')
        .map((part) => part.trim()) ?? [],
    operator: read('RECOURSE_OPERATOR'),
    readsPerMinute: read('RECOURSE_READS_PER_MINUTE') ?? 600,
    writesPerMinute: read('RECOURSE_WRITES_PER_MINUTE') ?? 60,
    origin: read('RECOURSE_ORIGIN'),
    keysFolder: read('RECOURSE_KEYS') ?? join(dataFolder, 'keys'),
    tiles: tilesOf(tiles, objectService),
    witnessesFile: read('RECOURSE_WITNESSES'),
    publishing: read('RECOURSE_PUBLISH') ?? 'open',
    receipts: read('RECOURSE_RECEIPTS') ?? 'closed',
    oidc: oidcOf(read('OIDC_ISSUER'), read('OIDC_CLIENT_ID'), read('OIDC_CLIENT_SECRET'), problems),
    smtpUrl: read('SMTP_URL'),
    scanner: scannerOf(read('CLAMAV_SOCKET')),
    otlpEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT'),
    logLevel: read('LOG_LEVEL') ?? 'info',
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function unknownSettings(env: Environment): SettingProblem[] {
  const known = Object.keys(SETTINGS).filter((name) => name.startsWith('RECOURSE_'))
  return Object.keys(env)
    .filter((name) => name.startsWith('RECOURSE_') && !name.startsWith('RECOURSE_TEST_') && !known.includes(name))
    .map((name) => ({
      name,
      expected: `one of the settings there are (${known.join(', ')}); this name is none of them`,
    }))
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535
}

function tilesOf(text: string, service: () => ObjectServiceSetting): TilesSetting {
  if (!text.startsWith('s3://')) return { kind: 'folder', path: resolve(text) }
  const [bucket = '', ...prefix] = text.slice('s3://'.length).split('/')
  return { kind: 's3', bucket, prefix: prefix.filter((part) => part !== '').join('/'), service: service() }
}

/** Half a pair of keys would leave the client to look for others without a word. */
function credentialsOf(
  accessKeyId: string | null,
  secretAccessKey: string | null,
  sessionToken: string | null,
  problems: SettingProblem[],
): ObjectServiceSetting['credentials'] {
  if (accessKeyId !== null && secretAccessKey !== null) return { accessKeyId, secretAccessKey, sessionToken }
  if (accessKeyId === null && secretAccessKey === null) return null
  const name = accessKeyId === null ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY'
  if (!problems.some((problem) => problem.name === name)) {
    problems.push({ name, expected: 'a value, since the other of the two access keys has one' })
  }
  return null
}

function scannerOf(text: string | null): ScannerSetting | null {
  if (text === null) return null
  if (text.startsWith('/')) return { kind: 'socket', path: text }
  const at = text.lastIndexOf(':')
  return { kind: 'tcp', host: text.slice(0, at), port: Number(text.slice(at + 1)) }
}

/** Sign-in needs all three or none: half of it would leave staff doors open or shut by accident. */
function oidcOf(
  issuer: string | null,
  clientId: string | null,
  clientSecret: string | null,
  problems: SettingProblem[],
): OidcSetting | null {
  if (issuer !== null && clientId !== null && clientSecret !== null) return { issuer, clientId, clientSecret }
  if (issuer === null && clientId === null && clientSecret === null) return null
  for (const [name, value] of Object.entries({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  })) {
    const told = problems.some((problem) => problem.name === name)
    if (value === null && !told) problems.push({ name, expected: 'a value, since another OIDC_* setting has one' })
  }
  return null
}
