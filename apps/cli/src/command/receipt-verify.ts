import { readFile, stat } from 'node:fs/promises'
import {
  LogError,
  MAX_RECEIPT_BYTES,
  parsePolicy,
  parseReceipt,
  parseVkey,
  type ReceiptVerdict,
  streamId,
  toHex,
  type VerifierKey,
  verifyReceipt,
} from '@recourse/log'
import { sha256, signatureChecks } from '@recourse/server'
import type { Command } from 'commander'
import { CommandError, EXIT } from '../exit.ts'
import { several, vkeysOf } from '../log-place.ts'
import { output } from '../output.ts'
import { timeOf, verdictLines } from './receipt-words.ts'

interface Options {
  readonly vkey: readonly string[]
  readonly policy?: string
  readonly json?: boolean
}

const MOST_POLICY_BYTES = 1024 * 1024

export function receiptVerify(receipt: Command): void {
  receipt
    .command('verify')
    .summary('check a receipt offline, step by step')
    .argument('<file>', 'receipt file (recourse-receipt@v1)')
    .option(
      '--vkey <key>',
      'verifier key of the log that must have signed, or a file of such keys; may be repeated',
      several,
      [],
    )
    .option('--policy <file>', 'policy to trust instead of the one the receipt carries (C2SP tlog-policy)')
    .addHelpText(
      'after',
      '\nNeeds no network, no database and no server. A plain receipt names no keys: give --policy.\n\nExample:\n  npx recourse receipt verify receipt-0a1b2c3d4e5f.json --policy policy.txt',
    )
    .action(async (file: string, options: Options, command: Command) => {
      const out = output(process, command.optsWithGlobals<{ json?: boolean }>().json === true)
      const policy = options.policy === undefined ? null : await policyText(options.policy)
      const logKeys = vkeysOf(options.vkey).map(keyOf)
      const bytes = await bytesOf(file, MAX_RECEIPT_BYTES)
      const verdict = verifyReceipt(sha256, bytes, { policy, logKeys }, signatureChecks)
      await out.result(documentOf(verdict, bytes), () =>
        verdictLines(verdict, { file, policy: options.policy ?? null }),
      )
      const isUnread = verdict.steps[0]?.state === 'failed'
      process.exitCode = verdict.ok ? EXIT.done : isUnread ? EXIT.badInput : EXIT.no
    })
}

/** The result keys of the outside contract, and more. Times are ISO 8601; numbers that may be large are text. */
function documentOf(verdict: ReceiptVerdict, bytes: Uint8Array): object {
  const { facts } = verdict
  const errors = verdict.steps.flatMap((step) =>
    step.state === 'failed' ? [{ step: step.name, code: step.code, message: step.message }] : [],
  )
  return {
    ok: verdict.ok,
    case: caseOf(verdict, bytes),
    event: facts?.event ? toHex(Uint8Array.of(facts.event.kind)) : null,
    at: facts === null || facts.publishedBy === null ? null : timeOf(facts.publishedBy),
    index: facts === null ? null : Number(facts.index),
    size: facts === null ? null : Number(facts.size),
    witnesses: (facts?.cosignatures ?? []).map(({ name, time }) => ({ name, at: timeOf(time) })),
    errors,
    form: verdict.form,
    origin: facts?.origin ?? null,
    leaf: facts === null ? null : toHex(facts.leaf),
    steps: verdict.steps.map(({ name, state }) => ({ name, state })),
    caveats: verdict.caveats,
  }
}

/** The id of the stream, where the receipt proves its place in it: which case that is, it does not say. */
function caseOf({ facts }: ReceiptVerdict, bytes: Uint8Array): string | null {
  if (facts === null || facts.seq === null) return null
  const receipt = parseReceipt(bytes)
  if (receipt.form === 'plain' || receipt.streamKey === undefined) return null
  return toHex(streamId(sha256, receipt.streamKey))
}

async function bytesOf(file: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > most) throw new CommandError(EXIT.badInput, 'file_too_large', `${file}: more than ${most} bytes.`)
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new CommandError(EXIT.badInput, 'file_unreadable', `${file} cannot be read (${reason}).`, { cause })
  }
}

async function policyText(file: string): Promise<string> {
  const bytes = await bytesOf(file, MOST_POLICY_BYTES)
  try {
    parsePolicy(sha256, bytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const reason = cause instanceof LogError ? cause.message : 'it is not UTF-8'
    throw new CommandError(EXIT.badInput, 'policy_malformed', `${file}: ${reason}.`, { cause })
  }
}

function keyOf(text: string): VerifierKey {
  try {
    return parseVkey(sha256, text)
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause
    throw new CommandError(EXIT.usage, 'vkey_malformed', `--vkey: ${cause.message}.`, { cause })
  }
}
