import { InvalidArgumentError, Option } from 'commander'

export function yearOption(description: string, flags = '--year <year>'): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (!/^(19|20)\d\d$/.test(text)) throw new InvalidArgumentError('expected a year such as 2025.')
    return Number(text)
  })
}

export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'file format').choices(['auto', ...formats]).default('auto')
}
