import { LogError } from '@recourse/log'
import {
  lateStep,
  missingStep,
  openCheckpointFile,
  type VerifiedProofs,
  verifyStreams,
  wrongOrder,
} from '@recourse/server'
import { type Command, Option } from 'commander'
import { CommandError, EXIT, type ExitCode } from '../exit.ts'
import { fileBytes, withLog } from '../log-place.ts'
import { instantOf, isBadInput, kindsOf, numberOption } from '../stream-key.ts'
import { isoOf, kindWord, streamDocument, streamLines } from '../stream-words.ts'

interface Options {
  readonly policy: string
  readonly behind: bigint
  readonly missing?: ReadonlySet<number>
  readonly late?: ReadonlySet<number>
  readonly after: bigint
  readonly deadline?: bigint
  readonly checkpoint?: string
  readonly first?: ReadonlySet<number>
  readonly second?: ReadonlySet<number>
}

/** What a question came to: facts and arithmetic, no law. `ok`: the proof shows it. */
interface Answer {
  readonly ok: boolean
  readonly document: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
}

/** 1,024 entries of a gap with 64 hashes each, and as many events again. */
const MAX_PROOF_BYTES = 16 * 1024 * 1024

const CLOSING = 'That is what the log shows. What follows from it the law says, not this proof.'

export function logStreamVerify(log: Command): void {
  log
    .command('stream-verify')
    .summary('check a stream proof offline; ask whether a step is missing, late or out of order')
    .argument('<file...>', 'stream proofs of one case, a log each, in order')
    .requiredOption('--policy <file>', 'policy to trust (C2SP tlog-policy); names the logs and their witnesses')
    .addOption(numberOption('--behind <k>', 'last event in a log before the first of these').default(0n, '0'))
    .addOption(new Option('--missing <kinds>', 'is there no event of these kinds, e.g. 20,21').argParser(kindsOf))
    .addOption(new Option('--late <kinds>', 'was the first event of these kinds not public in time').argParser(kindsOf))
    .addOption(numberOption('--after <k>', 'count from behind event k').default(0n, '0'))
    .addOption(new Option('--deadline <instant>', 'when it was due, with its offset').argParser(instantOf))
    .option('--checkpoint <file>', 'with --late: a checkpoint that does not reach the event yet')
    .addOption(new Option('--first <kinds>', 'with --second: is an event of --second before these').argParser(kindsOf))
    .addOption(new Option('--second <kinds>', 'see --first').argParser(kindsOf))
    .addHelpText(
      'after',
      '\nNeeds no network. Exit 0: the proof holds, and shows what was asked; 1: it does not.\n\nExample:\n  npx recourse log stream-verify proof.json --policy policy.txt --missing 20 --after 1 --deadline 2026-07-06T23:59:59-04:00',
    )
    .action(async (files: string[], options: Options, command: Command) => {
      await withLog(command, async ({ out }): Promise<ExitCode> => {
        const proofs = files.map((file) => fileBytes(file, 'a stream proof', MAX_PROOF_BYTES))
        const policy = fileBytes(options.policy, 'a policy')
        const verified = verifiedOr(() => verifyStreams(proofs, policy, options.behind))
        if (verified instanceof LogError) {
          const { code, message } = verified
          await out.result({ ok: false, logs: [], answers: [], errors: [{ code, message }] }, () => [
            `This proof does not hold: ${message.replace(/^log: /, '')} (${code}).`,
          ])
          return EXIT.no
        }
        const answers = answersOf(verified, options)
        const ok = answers.every((answer) => answer.ok)
        const document = {
          ok,
          streamId: verified.streamId,
          witnessed: verified.policy.quorum !== null,
          logs: verified.streams.map(streamDocument),
          answers: answers.map((answer) => answer.document),
          errors: [],
        }
        await out.result(document, () => [
          ...verified.streams.flatMap(streamLines),
          ...(verified.policy.quorum === null
            ? ['This policy asks for no witness: no time is proven, and the log could show others another tree.']
            : []),
          ...answers.flatMap((answer) => answer.lines),
          ...(answers.length > 0 ? [CLOSING] : []),
        ])
        return ok ? EXIT.done : EXIT.no
      })
    })
}

/** What the files do not prove is an answer; what they are not is bad input. */
function verifiedOr(verify: () => VerifiedProofs): VerifiedProofs | LogError {
  try {
    return verify()
  } catch (error) {
    if (error instanceof LogError && !isBadInput(error)) return error
    throw error
  }
}

function answersOf(verified: VerifiedProofs, options: Options): readonly Answer[] {
  const { missing, late, first, second, deadline, checkpoint } = options
  const usage = (message: string): CommandError => new CommandError(EXIT.usage, 'usage', message)
  if ((missing !== undefined || late !== undefined) && deadline === undefined) {
    throw usage('--missing and --late want a --deadline.')
  }
  if (late !== undefined && checkpoint === undefined) throw usage('--late wants a --checkpoint.')
  if ((first === undefined) !== (second === undefined)) throw usage('--first and --second go together.')
  return [
    ...(missing !== undefined && deadline !== undefined ? [missingAnswer(verified, options, missing, deadline)] : []),
    ...(late !== undefined && deadline !== undefined && checkpoint !== undefined
      ? [lateAnswer(verified, options, { kinds: late, deadline, checkpoint })]
      : []),
    ...(first !== undefined && second !== undefined ? [orderAnswer(verified, first, second)] : []),
  ]
}

function words(kinds: ReadonlySet<number>): string {
  return [...kinds].map(kindWord).join(' or ')
}

function missingAnswer(
  { streams, policy }: VerifiedProofs,
  { after }: Options,
  kinds: ReadonlySet<number>,
  deadline: bigint,
): Answer {
  const answer = missingStep(streams, policy, { after, kinds, deadline })
  const asOf = streams.at(-1)?.asOf
  const size = Number(asOf?.checkpoint.size ?? 0n)
  const question = {
    question: 'missing',
    kinds: [...kinds].map(kindWord),
    after: Number(after),
    deadline: isoOf(deadline),
  }
  const cosigned = (asOf?.cosignatures ?? []).map(({ key, time }) => ({
    name: key.name,
    at: isoOf(time),
    secondsAfterDeadline: Number(time - deadline),
  }))
  const arithmetic = cosigned.map(
    ({ name, at, secondsAfterDeadline: seconds }) =>
      `  ${name} saw it at ${at}: ${Math.abs(seconds)} s ${seconds < 0 ? 'before' : 'after'} the deadline ${isoOf(deadline)}`,
  )
  switch (answer.kind) {
    case 'missing':
      return {
        ok: true,
        document: { ...question, answer: answer.kind, size, cosigned },
        lines: [
          `Behind event ${after} no event of kind ${words(kinds)} is in the first ${size} leaves.`,
          ...arithmetic,
        ],
      }
    case 'present':
      return {
        ok: false,
        document: { ...question, answer: answer.kind, seq: Number(answer.seq), index: Number(answer.index) },
        lines: [`Event ${answer.seq} is of kind ${words(kinds)}: leaf ${answer.index}.`],
      }
    case 'not-proven':
      return {
        ok: false,
        document: { ...question, answer: answer.kind, size, cosigned },
        lines: [
          `Not proven: no quorum saw the log at or after the deadline, or the stream has no event ${after}. Take a newer checkpoint.`,
          ...arithmetic,
        ],
      }
  }
}

function lateAnswer(
  { streams, policy }: VerifiedProofs,
  { after }: Options,
  { kinds, deadline, checkpoint }: { kinds: ReadonlySet<number>; deadline: bigint; checkpoint: string },
): Answer {
  const earlier = openCheckpointFile(fileBytes(checkpoint, 'a checkpoint'), policy)
  const found = lateStep(streams, policy, { after, kinds, deadline }, earlier)
  const question = {
    question: 'late',
    kinds: [...kinds].map(kindWord),
    after: Number(after),
    deadline: isoOf(deadline),
  }
  if (found === null) {
    return {
      ok: false,
      document: { ...question, answer: 'not-proven' },
      lines: [
        `Not proven: that checkpoint does not show an event of kind ${words(kinds)} unpublished at the deadline.`,
      ],
    }
  }
  const size = Number(found.size)
  const cosigned = earlier.cosignatures.map(({ key, time }) => ({ name: key.name, at: isoOf(time) }))
  return {
    ok: true,
    document: { ...question, answer: 'late', seq: Number(found.seq), index: Number(found.index), size, cosigned },
    lines: [
      `Event ${found.seq} is leaf ${found.index}. At or after the deadline ${isoOf(deadline)} a quorum saw ${size} leaves, 0 to ${size - 1}: it was not public.`,
      ...cosigned.map(({ name, at }) => `  ${name} saw it at ${at}`),
    ],
  }
}

function orderAnswer({ streams }: VerifiedProofs, first: ReadonlySet<number>, second: ReadonlySet<number>): Answer {
  const found = wrongOrder(streams, { first, second })
  const question = { question: 'order', first: [...first].map(kindWord), second: [...second].map(kindWord) }
  if (found === null) {
    return {
      ok: false,
      document: { ...question, answer: 'kept' },
      lines: [`No event of kind ${words(second)} stands before the first of kind ${words(first)}.`],
    }
  }
  const before =
    found.first === null
      ? `and none of kind ${words(first)} is there`
      : `before event ${found.first} of kind ${words(first)}`
  return {
    ok: true,
    document: {
      ...question,
      answer: 'wrong-order',
      secondSeq: Number(found.second),
      firstSeq: found.first === null ? null : Number(found.first),
    },
    lines: [`Event ${found.second} is of kind ${words(second)}, ${before}.`],
  }
}
