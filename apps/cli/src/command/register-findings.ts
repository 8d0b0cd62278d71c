import { RULES } from '@recourse/register'
import type { FindingFilter, FindingView } from '@recourse/server'
import { type Command, Option } from 'commander'
import { agencyCodeOf } from '../agency.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { ruleOption, yearOption } from '../option.ts'
import { table } from '../output.ts'
import { withJudgedRegister } from '../with-register.ts'

interface Options {
  readonly rule?: string
  readonly agency?: string
  readonly bureau?: string
  readonly year?: number
  readonly severity?: FindingFilter['severity']
}

export function registerFindings(register: Command): void {
  register
    .command('findings')
    .summary('list findings and count them by rule')
    .addOption(ruleOption('--rule <id>', 'one rule, e.g. HI-01'))
    .option('--agency <code>', 'agency code, e.g. DHS')
    .option('--bureau <name>', 'bureau as declared, e.g. ICE')
    .addOption(yearOption('inventory year'))
    .addOption(new Option('--severity <severity>', 'severity').choices(['critical', 'high', 'medium', 'low', 'info']))
    .addHelpText('after', '\nExample:\n  npx recourse register findings --rule HI-01 --agency DHS --json')
    .action(async (options: Options, command: Command) => {
      await withJudgedRegister(command, async ({ deps, out }): Promise<ExitCode> => {
        const filter: FindingFilter = {
          ...(options.rule === undefined ? {} : { rule: options.rule }),
          ...(options.agency === undefined ? {} : { agency: await agencyCodeOf(deps.store, options.agency) }),
          ...(options.bureau === undefined ? {} : { bureau: options.bureau }),
          ...(options.year === undefined ? {} : { year: options.year }),
          ...(options.severity === undefined ? {} : { severity: options.severity }),
        }
        const list = await deps.store.findingList(filter, { after: null, limit: Number.MAX_SAFE_INTEGER - 1 })
        const findings = list.page.items.map(published)
        await out.result({ total: list.total, byRule: list.byRule, findings }, () => [
          ...table(
            Object.entries(list.byRule).map(([id, n]) => [
              id,
              String(n),
              RULES.find((one) => one.id === id)?.title ?? '',
            ]),
          ),
          `${list.total} findings`,
          ...(Object.keys(filter).length === 0
            ? []
            : findings.map((finding) => `${finding.rule}  ${finding.useCase?.key ?? '-'}  ${finding.message}`)),
        ])
        return EXIT.done
      })
    })
}

type Published = Pick<
  FindingView,
  'rule' | 'severity' | 'state' | 'useCase' | 'evidence' | 'citation' | 'message' | 'basis'
>

/** A finding as the outside contract prints it. */
function published(finding: FindingView): Published {
  return {
    rule: finding.rule,
    severity: finding.severity,
    state: finding.state,
    useCase: finding.useCase,
    evidence: finding.evidence,
    citation: finding.citation,
    message: finding.message,
    ...(finding.basis === undefined ? {} : { basis: finding.basis }),
  }
}
