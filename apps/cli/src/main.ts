import { ConfigError, ListenError, StoreError } from '@recourse/server'
import { Command, CommanderError } from 'commander'
import { backup, restore } from './command/backup.ts'
import { check } from './command/check.ts'
import { registerExport } from './command/register-export.ts'
import { registerFindings } from './command/register-findings.ts'
import { registerImport } from './command/register-import.ts'
import { registerLetter } from './command/register-letter.ts'
import { registerList } from './command/register-list.ts'
import { registerMatch, registerSettle } from './command/register-match.ts'
import { registerRules } from './command/register-rules.ts'
import { registerShow } from './command/register-show.ts'
import { start } from './command/start.ts'
import { CommandError, EXIT } from './exit.ts'

/** Runs one command line; resolves when its exit code is set. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  try {
    await program().parseAsync(argv, { from: 'user' })
  } catch (error) {
    process.exitCode = report(error, argv.includes('--json'))
  }
}

function program(): Command {
  const recourse = new Command('recourse')
    .description('Due process for AI-assisted government decisions.')
    .option('--json', 'print exactly one JSON document on stdout')
    .option('--data <dir>', 'data folder of the embedded database (default: RECOURSE_DATA or ./.recourse)')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
  start(recourse)
  check(recourse)
  const register = recourse.command('register').description('the public register of AI use cases')
  registerImport(register)
  registerFindings(register)
  registerList(register)
  registerShow(register)
  registerMatch(register)
  registerSettle(register)
  registerExport(register)
  registerLetter(register)
  registerRules(register)
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

function report(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }
  if (error instanceof CommandError) {
    if (json) process.stdout.write(`${JSON.stringify({ code: error.code, ruleId: null, message: error.message })}\n`)
    process.stderr.write(`recourse: ${error.message}\n`)
    return error.exit
  }
  if (error instanceof ConfigError) {
    process.stderr.write(`recourse: ${error.message}\n`)
    return EXIT.usage
  }
  if (error instanceof StoreError || error instanceof ListenError) {
    process.stderr.write(`recourse: ${error.message}\n`)
    return EXIT.unreachable
  }
  process.stderr.write(`recourse: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.unreachable
}
