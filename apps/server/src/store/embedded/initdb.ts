import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { StoreError } from '../error.ts'
import type { Place } from './place.ts'

export interface InitdbSettings {
  /** An empty folder that the place's user owns. */
  readonly cluster: string
  /** Holds the superuser's password in its first line. */
  readonly passwordFile: string
  readonly durable: boolean
  readonly signal?: AbortSignal | undefined
}

/** Encoding and locale are named, for a bare environment would make a database of SQL_ASCII. */
const OPTIONS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--locale=C.UTF-8',
  '--data-checksums',
]

/** Fills an empty folder with a new cluster. Rejects with what `initdb` complained of; `open_aborted` when interrupted. */
export function initdb(place: Place, settings: InitdbSettings): Promise<void> {
  const { cluster, passwordFile, durable, signal } = settings
  const options = [...OPTIONS, `--pgdata=${cluster}`, `--pwfile=${passwordFile}`, ...(durable ? [] : ['--no-sync'])]
  return new Promise((resolve, reject) => {
    const child = spawn(join(place.binaries.folder, 'bin', 'initdb'), options, {
      ...place.user?.ids,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    let output = ''
    const collect = (text: Buffer) => {
      output += text.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    let failure: Error | null = null
    child.on('error', (error) => {
      failure = error
    })
    child.on('close', (code) => {
      if (signal?.aborted === true) {
        reject(new StoreError('open_aborted', 'Setting up PostgreSQL was interrupted; nothing was kept.'))
      } else if (code === 0) {
        resolve()
      } else {
        reject(failure ?? new Error(complaint(output) || `initdb ended with code ${code}`))
      }
    })
  })
}

function complaint(output: string): string {
  const lines = output.split('\n').filter((line) => /error|FATAL|PANIC|could not/i.test(line))
  return lines.slice(0, 3).join('; ')
}
