import { Client } from 'pg'
import { StoreError } from '../../error.ts'
import { openEmbedded } from '../open-embedded.ts'
import type { EmbeddedSettings } from '../settings.ts'

/**
 * A process for tests to kill: opens the database as told by its first argument (JSON), prints one JSON line for each
 * thing that happens, and closes at SIGTERM. With `write` it inserts numbers and prints each only when committed.
 */
export interface ProcessSettings extends Pick<EmbeddedSettings, 'dataFolder' | 'role' | 'systemFolder' | 'durable'> {
  /** Marks the rows of this process; without it nothing is written. */
  readonly write?: string
  /** Close by itself after so many rows. */
  readonly rows?: number
  /** Behave badly: listen to no signal, or exit without closing as soon as it is open. */
  readonly rude?: 'no-signals' | 'exit'
}

export type ProcessLine =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'open'; readonly connectionString: string; readonly owner: boolean; readonly place: string }
  | { readonly kind: 'wrote'; readonly row: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'lost'; readonly code: string; readonly message: string }
  | { readonly kind: 'closed' }

function print(line: ProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function refused(kind: 'refused' | 'lost', error: unknown): void {
  const code = error instanceof StoreError ? error.code : 'defect'
  print({ kind, code, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

async function run(settings: ProcessSettings): Promise<void> {
  const ending = new AbortController()
  if (settings.rude === undefined) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort())
  }
  const handle = await openEmbedded({
    ...settings,
    signal: ending.signal,
    onNote: (text) => print({ kind: 'note', text }),
    onLost: (error) => {
      refused('lost', error)
      ending.abort()
    },
  })
  print({ kind: 'open', connectionString: handle.connectionString, owner: handle.owner, place: handle.place })
  if (settings.rude === 'exit') process.exit(3)
  await writeRows(handle.connectionString, settings, ending.signal)
  while (settings.rows === undefined && !ending.signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await handle.close()
  print({ kind: 'closed' })
}

async function writeRows(connectionString: string, settings: ProcessSettings, signal: AbortSignal): Promise<void> {
  if (settings.write === undefined) return
  for (let n = 0; n < (settings.rows ?? Number.POSITIVE_INFINITY) && !signal.aborted; ) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 20_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('CREATE TABLE IF NOT EXISTS written (row text PRIMARY KEY)').catch(() => undefined)
      for (; n < (settings.rows ?? Number.POSITIVE_INFINITY) && !signal.aborted; n++) {
        const row = `${settings.write}-${n}`
        await client.query('INSERT INTO written VALUES ($1) ON CONFLICT DO NOTHING', [row])
        print({ kind: 'wrote', row })
      }
    } catch {
      // The server was killed under us. A server's owner brings it back; a command gives up.
      if (settings.role === 'command') return
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

run(JSON.parse(process.argv[2] ?? '{}')).then(
  () => process.exit(0),
  (error: unknown) => {
    refused('refused', error)
    process.exit(4)
  },
)
