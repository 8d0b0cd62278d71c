import type { FindingView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import { EXAMPLE_PAIR } from '../component/pair/examples.ts'
import type { AnswerPageProps } from './answer.tsx'
import type { DeskProps } from './desk.tsx'
import type { PairsPageProps } from './pairs.tsx'
import type { ReportsPageProps } from './reports.tsx'
import type { SignInPageProps } from './sign-in.tsx'

const office = 'REGISTER-2'

export const SIGN_IN_EXAMPLES: readonly Example<SignInPageProps>[] = [
  {
    name: 'first visit',
    props: { office: '', error: null },
    expects: ['npx recourse editor', 'type="password"', 'noindex', 'autocomplete="off"'],
    expectsNot: ['role="alert"', 'rel="canonical"'],
  },
  {
    name: 'a wrong token',
    props: { office, error: 'token_wrong' },
    expects: ['This is not the token of this server', 'value="REGISTER-2"', 'href="#token"', 'aria-invalid="true"'],
  },
]

const finding: FindingView = {
  id: 'HI-02 ex-1',
  rule: 'HI-02',
  ruleVersion: 1,
  severity: 'high',
  state: 'disputed',
  subject: { kind: 'entry', key: 'ex-1' },
  useCase: null,
  agency: 'EX',
  year: 2025,
  evidence: [],
  citation: 'OMB Memorandum M-25-21, section 4(b)(vi)',
  message: 'EX declares ‘Not Applicable’ for an appeal process.',
  useCaseKey: 'ex-1',
  openedAt: '2026-04-20T10:00:00.000Z',
  changedAt: '2026-04-20T10:00:00.000Z',
  endedAt: null,
  answers: [{ by: 'agency', state: 'disputed', saidOn: '2026-05-12', words: 'An appeal exists.', source: '' }],
}

export const DESK_EXAMPLES: readonly Example<DeskProps>[] = [
  {
    name: 'things wait, findings looked up',
    props: {
      office,
      pairs: [
        { agency: 'EX', count: 8 },
        { agency: 'SA', count: 1 },
      ],
      reports: 2,
      about: { asked: 'ex-1', findings: [finding] },
    },
    expects: [
      'Signed in for REGISTER-2.',
      '9 pairs wait for a decision.',
      'href="/editor/pairs?agency=EX"',
      '2 reports wait for an answer.',
      'href="/editor/answer?finding=HI-02%20ex-1"',
      'An appeal exists.',
      'action="/editor/sign-out"',
    ],
  },
  {
    name: 'nothing waits, nothing found',
    props: { office, pairs: [], reports: 0, about: { asked: 'nobody', findings: [] } },
    expects: ['No report waits', 'No pair waits', 'no use case and no finding of that name'],
    expectsNot: ['href="/editor/reports"'],
  },
]

export const PAIRS_EXAMPLES: readonly Example<PairsPageProps>[] = [
  {
    name: 'a pair with its verdicts, one just settled',
    props: { office, agency: 'EX', pairs: [EXAMPLE_PAIR], done: { from: 'ex_9', to: 'ex-12' }, error: null },
    expects: ['Settled: ex_9 and ex-12.', 'value="split"', 'name="from" value="ex_1"', 'Finding duplicate records'],
    expectsNot: ['checked'],
  },
  {
    name: 'sent without a verdict',
    props: {
      office,
      agency: 'EX',
      pairs: [EXAMPLE_PAIR],
      done: null,
      error: { code: 'verdict_missing', from: 'ex_1', to: 'ex-77' },
    },
    expects: ['Choose what the two entries are.', 'href="#verdict-pair-ex_1.ex-77"'],
  },
  {
    name: 'a pair that is gone',
    props: { office, agency: 'EX', pairs: [], done: null, error: { code: 'pair_gone', from: 'a', to: 'b' } },
    expects: ['no longer in the register', 'href="#main"'],
  },
]

export const REPORTS_EXAMPLES: readonly Example<ReportsPageProps>[] = [
  {
    name: 'two reports, one hides a text',
    props: {
      office,
      reports: [
        {
          report: {
            id: '11111111-2222-3333-4444-555555555555',
            entryKey: 'ex-1',
            year: 2025,
            column: 'benefits',
            kind: 'names-person',
            text: 'This cell names somebody.\nPlease look.',
            receivedOn: '2026-05-04',
            hiddenUntil: Date.UTC(2026, 4, 6),
          },
          cell: 'Saves time for the clerk in room 12.',
        },
        {
          report: {
            id: '11111111-2222-3333-4444-666666666666',
            entryKey: 'ex-2',
            year: 2025,
            column: '',
            kind: 'wrong',
            text: 'Not what the file says.',
            receivedOn: '2026-05-05',
            hiddenUntil: null,
          },
          cell: null,
        },
      ],
      done: true,
      error: { code: 'outcome_missing', id: '11111111-2222-3333-4444-666666666666' },
    },
    expects: [
      'The words of the report are erased.',
      'This cell names somebody.',
      'Saves time for the clerk in room 12.',
      'hidden until 6 May 2026',
      'the entry as a whole',
      'href="#outcome-11111111-2222-3333-4444-666666666666"',
      'outcome-11111111-2222-3333-4444-555555555555-text-hidden',
    ],
    expectsNot: ['outcome-11111111-2222-3333-4444-666666666666-text-hidden'],
  },
]

export const ANSWER_EXAMPLES: readonly Example<AnswerPageProps>[] = [
  {
    name: 'refused: the words hold an address',
    props: {
      office,
      finding,
      fields: { by: 'agency', state: 'disputed', saidOn: '2026-05-12', words: 'Write to us.', source: '' },
      error: 'answer_names_contact',
      done: false,
    },
    expects: ['Take it out: this text is published.', 'href="#words"', 'checked', 'Write to us.', 'Disputed'],
  },
  {
    name: 'published',
    props: {
      office,
      finding: { ...finding, state: 'withdrawn' },
      fields: { by: '', state: '', saidOn: '', words: '', source: '' },
      error: null,
      done: true,
    },
    expects: ['The state holds on every page', 'Withdrawn', '2,000 characters at most'],
    expectsNot: ['checked', 'role="alert"'],
  },
]
