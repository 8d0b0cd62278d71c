import { type Format, RULES } from '@recourse/register'
import { InvalidArgumentError, Option } from 'commander'
import { CommandError, EXIT } from './exit.ts'

export function yearOption(description: string, flags = '--year <year>'): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (!/^(19|20)\d\d$/.test(text)) throw new InvalidArgumentError('expected a year such as 2025.')
    return Number(text)
  })
}

const FORMATS = [
  'omb-2023',
  'omb-2024',
  'omb-2025',
  'omb-2025-cots',
  'omb-2025-sourcing',
  'atrs',
  'nl-1.0',
  'contracts',
] as const satisfies readonly Format[]

export function formatOption(): Option {
  return new Option('--format <format>', 'file format').choices(['auto', ...FORMATS]).default('auto')
}

/** A rule's id in any case. */
export function ruleOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string) => {
    const id = text.toUpperCase()
    if (RULES.some((one) => one.id === id)) return id
    throw new CommandError(
      EXIT.usage,
      'rule_unknown',
      `${text}: no such rule; see them with "recourse register rules".`,
    )
  })
}
