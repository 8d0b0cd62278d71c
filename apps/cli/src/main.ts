import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { backup, restore } from './command/backup.ts'
import { check } from './command/check.ts'
import { editor } from './command/editor.ts'
import { logCheckpoint } from './command/log-checkpoint.ts'
import { logEvidence } from './command/log-evidence.ts'
import { logFsck } from './command/log-fsck.ts'
import { logInit } from './command/log-init.ts'
import { logMirror } from './command/log-mirror.ts'
import { logProve } from './command/log-prove.ts'
import { logRecover } from './command/log-recover.ts'
import { logRepair } from './command/log-repair.ts'
import { logStreamProve } from './command/log-stream-prove.ts'
import { logStreamVerify } from './command/log-stream-verify.ts'
import { logVerify } from './command/log-verify.ts'
import { logWitness } from './command/log-witness.ts'
import { receiptVerify } from './command/receipt-verify.ts'
import { registerExport } from './command/register-export.ts'
import { registerFindings } from './command/register-findings.ts'
import { registerImport } from './command/register-import.ts'
import { registerLetter } from './command/register-letter.ts'
import { registerList } from './command/register-list.ts'
import { registerMatch, registerSettle } from './command/register-match.ts'
import { registerRules } from './command/register-rules.ts'
import { registerShow } from './command/register-show.ts'
import { start } from './command/start.ts'
import { EXIT, type Failure, failureOf } from './exit.ts'
import { isClosedPipe } from './output.ts'

/** Runs one command line; resolves when its exit code is set. */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error
    })
  }
  try {
    await program().parseAsync(argv, { from: 'user' })
  } catch (error) {
    const failure = failureOf(error)
    process.exitCode = failure?.exit ?? EXIT.done
    if (failure !== null) report(failure, argv.includes('--json'))
  }
}

function report({ code, ruleId, message, told }: Failure, json: boolean): void {
  const text = code === 'internal' ? 'a defect of Recourse; see stderr' : message
  if (json) process.stdout.write(`${JSON.stringify({ code, ruleId: ruleId ?? null, message: text })}\n`)
  if (!told) process.stderr.write(`recourse: ${message}\n`)
}

function program(): Command {
  const recourse = new Command('recourse')
    .description('Due process for AI-assisted government decisions.')
    .version(ownVersion(), '--version', 'print the version')
    .option('--json', 'print exactly one JSON document on stdout')
    .option('--data <dir>', 'data folder of the embedded database (default: RECOURSE_DATA or ./.recourse)')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .addHelpText('after', '\nExample:\n  npx recourse register import inventories/*.csv')
    .exitOverride()
  start(recourse)
  check(recourse)
  editor(recourse)
  const register = recourse
    .command('register')
    .description('the public register of AI use cases')
    .addHelpText('after', '\nExample:\n  npx recourse register findings --rule HI-01 --agency DHS')
  registerImport(register)
  registerFindings(register)
  registerList(register)
  registerShow(register)
  registerMatch(register)
  registerSettle(register)
  registerExport(register)
  registerLetter(register)
  registerRules(register)
  const log = recourse
    .command('log')
    .description('the tamper-evident log')
    .addHelpText('after', '\nExample:\n  npx recourse log verify ./log --vkey vkey.txt')
  logVerify(log)
  logInit(log)
  logCheckpoint(log)
  logRecover(log)
  logRepair(log)
  logFsck(log)
  logProve(log)
  logMirror(log)
  logWitness(log)
  logEvidence(log)
  logStreamProve(log)
  logStreamVerify(log)
  const receipt = recourse
    .command('receipt')
    .description('receipts: proof of what was recorded, and when')
    .addHelpText('after', '\nExample:\n  npx recourse receipt verify receipt-0a1b2c3d4e5f.json')
  receiptVerify(receipt)
  backup(recourse)
  restore(recourse)
  return inherit(recourse)
}

/** `--json` is understood before and after the verb; a usage error anywhere exits with 2. */
function inherit(command: Command): Command {
  for (const child of command.commands) {
    child.exitOverride()
    if (child.commands.length === 0) child.option('--json', 'print exactly one JSON document on stdout')
    inherit(child)
  }
  return command
}

/** As the package says. */
function ownVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined
  if (typeof version !== 'string') throw new Error('apps/cli/package.json names no version')
  return version
}
