import { citationLine, RULES } from '@recourse/register'
import type { Command } from 'commander'
import { EXIT } from '../exit.ts'
import { output, table } from '../output.ts'

export function registerRules(register: Command): void {
  register
    .command('rules')
    .summary('list the finding rules with their exact predicates')
    .addHelpText('after', '\nExample:\n  npx recourse register rules --json')
    .action(async (_options: unknown, command: Command) => {
      const out = output(process, command.optsWithGlobals<{ json?: boolean }>().json === true)
      const rules = RULES.map((rule) => ({
        id: rule.id,
        version: rule.version,
        severity: rule.severity,
        title: rule.title,
        population: rule.population,
        predicate: rule.predicate,
        citation: citationLine(rule.citation),
      }))
      await out.result({ rules }, () => table(rules.map((rule) => [rule.id, rule.severity, rule.title])))
      process.exitCode = EXIT.done
    })
}
