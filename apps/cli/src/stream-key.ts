import { readFile } from 'node:fs/promises'
import { fromHex, LogError, parseReceipt } from '@recourse/log'
import { InvalidArgumentError, Option } from 'commander'
import { CommandError, EXIT } from './exit.ts'

/**
 * The key of a stream out of a file, or of stdin for `-`: 64 hexadecimal digits, or a receipt that carries it. No message quotes what was read, and a
 * key in place of the file's name is refused: it would stand in the list of processes and in the shell's history.
 */
export async function streamKeyOf(file: string): Promise<Uint8Array> {
  if (/^(0x)?[0-9a-f]{64}$/i.test(file)) {
    throw new CommandError(
      EXIT.usage,
      'key_on_command_line',
      '--key-file wants the name of a file, or - for stdin. A key typed here is in your shell’s history now: remove it there.',
    )
  }
  const bytes = await bytesOf(file)
  const text = Buffer.from(bytes).toString('utf8').trim()
  if (/^[0-9a-f]{64}$/i.test(text)) return fromHex(text.toLowerCase())
  try {
    const receipt = parseReceipt(bytes)
    if (receipt.form !== 'plain' && receipt.streamKey !== undefined) return receipt.streamKey
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
  }
  throw new CommandError(
    EXIT.badInput,
    'key_malformed',
    `${file === '-' ? 'stdin' : file}: expected 64 hexadecimal digits, or a receipt that carries the key of its stream.`,
  )
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    if (file !== '-') return new Uint8Array(await readFile(file))
    const parts: Uint8Array[] = []
    for await (const part of process.stdin) parts.push(Buffer.from(part))
    return Buffer.concat(parts)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
    throw new CommandError(EXIT.badInput, 'file_unreadable', `${file} cannot be read (${reason}).`, { cause })
  }
}

/** A number of an event in a stream. */
export function numberOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected a whole number.')
    return BigInt(text)
  })
}

/** Kinds of events as their public bytes: `20,21`. */
export function kindsOf(text: string): ReadonlySet<number> {
  const kinds = text.split(',').map((one) => one.trim())
  if (kinds.length === 0 || kinds.some((one) => !/^[0-9a-f]{2}$/i.test(one))) {
    throw new InvalidArgumentError('expected kinds as two hexadecimal digits each, e.g. 20,21.')
  }
  return new Set(kinds.map((one) => Number.parseInt(one, 16)))
}

/** POSIX seconds of an instant that names its offset; a date alone would be another moment in each place. */
export function instantOf(text: string): bigint {
  const milliseconds = Date.parse(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError('expected an instant with its offset, e.g. 2026-07-06T23:59:59-04:00.')
  }
  return BigInt(Math.floor(milliseconds / 1000))
}

/** A file that is none of its kind, as against one whose claims do not hold. */
export function isBadInput({ code }: LogError): boolean {
  return ['json_malformed', 'policy_malformed', 'not_utf8', 'vkey_malformed', 'tile_missing'].includes(code)
}
