import { basename } from 'node:path'
import type { ReceiptCaveat, ReceiptFacts, ReceiptStep, ReceiptStepName, ReceiptVerdict } from '@recourse/log'
import { toHex } from '@recourse/log'

/** What each step checks, and what it shows once it passed. */
const STEPS: { readonly [name in ReceiptStepName]: string } = {
  file: 'The file is a receipt, and every part of it can be read.',
  record: 'The record leads to the commitment in the log entry: not a letter of it was changed since.',
  entry: 'The public part of the entry agrees with the record.',
  leaf: 'The leaf hash is computed: what the log holds of the entry.',
  tree: 'The leaf is in the log: its path leads to the root of the checkpoint.',
  signatures: 'The log signed that checkpoint with every key it is known by.',
  witnesses: 'Enough witnesses saw the same log and signed that.',
  stream: 'The entry has its number in its stream of events.',
}

const NOT_SHOWN: { readonly [name in ReceiptStepName]?: string } = {
  record: 'This receipt does not show its record.',
  entry: 'This receipt does not show its entry.',
  stream: 'This receipt does not show a place in a stream.',
}

const CAVEATS: { readonly [caveat in ReceiptCaveat]: string } = {
  'not-independently-witnessed':
    'It is not independently witnessed: whoever runs the log, or an office that decides, could have made it alone.',
  demonstration: 'It is a demonstration’s: nothing in it is about a real decision.',
  'policy-from-receipt':
    'The keys and witnesses are those that the receipt itself names. To rely on it, give the policy you trust: --policy FILE.',
  'record-not-shown': 'What was recorded is not shown. Whoever holds the record can show that it belongs to this leaf.',
  'fields-withheld': 'Some fields are withheld. They are committed to and cannot be changed later.',
  'kind-not-opened': 'What kind of event it is stands in the log, but is not shown to be true.',
  'own-policy-unused': 'The policy inside the receipt was not used; yours was.',
  'timestamp-unchecked': 'A timestamp token is inside. It was not checked, and is not needed.',
  'unknown-signatures': 'Signatures of keys that nobody here knows are inside. They count for nothing.',
}

const ALWAYS = [
  'that what was recorded is right, or lawful.',
  'who somebody is, what status they have, or whether a person has a case.',
]

/** For people: each step by its name, then what follows and what does not. */
export function verdictLines(
  verdict: ReceiptVerdict,
  { file, policy }: { readonly file: string; readonly policy: string | null },
): readonly string[] {
  const { facts } = verdict
  return [
    `${basename(file)}${verdict.form === null ? '' : `: a ${verdict.form} receipt`}`,
    '',
    ...verdict.steps.map(stepLine),
    '',
    ...(facts === null
      ? ['This receipt does not hold. Do not rely on anything in it.']
      : provenLines(verdict, facts, policy)),
  ]
}

function stepLine(step: ReceiptStep): string {
  const line = (mark: string, words: string) => `  ${mark.padEnd(12)}${step.name.padEnd(12)}${words}`
  switch (step.state) {
    case 'proven':
      return line('proven', STEPS[step.name])
    case 'not-shown':
      return line('not shown', NOT_SHOWN[step.name] ?? STEPS[step.name])
    case 'not-witnessed':
      return line('not proven', 'Not independently witnessed: nobody but the log’s own operator vouches for it.')
    case 'failed':
      return line('FAILED', `${step.message} (${step.code}).`)
    case 'not-reached':
      return line('-', 'Not looked at, since a step before it failed.')
  }
}

function provenLines({ caveats }: ReceiptVerdict, facts: ReceiptFacts, policy: string | null): readonly string[] {
  return [
    'This receipt holds. It proves:',
    `  entry ${facts.index} of the log ${facts.origin}, within its first ${facts.size} entries`,
    `  leaf hash ${toHex(facts.leaf)}`,
    ...(facts.event === null
      ? []
      : [`  kind of event ${toHex(Uint8Array.of(facts.event.kind))} (as the log shows it)`]),
    ...(facts.seq === null ? [] : [`  number ${facts.seq} of its stream`]),
    ...(facts.publishedBy === null ? [] : [`  published by ${timeOf(facts.publishedBy)} at the latest`]),
    ...facts.cosignatures.map(({ name, time }) => `  witness ${name} signed on ${timeOf(time)}`),
    `  under ${policy === null ? 'the policy inside the receipt' : `the policy ${policy}`}`,
    '',
    'Mind that:',
    ...caveats.map((caveat) => `  ${CAVEATS[caveat]}`),
    'It does not prove:',
    ...ALWAYS.map((line) => `  ${line}`),
  ]
}

/** ISO 8601 of POSIX seconds; the bare number where no calendar reaches so far. */
export function timeOf(seconds: bigint): string {
  const time = new Date(Number(seconds) * 1000)
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString()
}
