import type { NamedSystem, PressSource } from '@recourse/register'
import type { LoggedLeaf } from '../../service/log/record-log.ts'
import type { Example } from '../component/example.ts'
import {
  DEPLOYED_2025,
  EXAMPLE_FILE,
  EXAMPLE_LINK,
  exampleAward,
  exampleDetail,
  exampleEntry,
  exampleFinding,
  LISTED_2023,
  OPERATED_2024,
} from './example-detail.ts'
import type { UseCasePageProps } from './page.tsx'

export const EXAMPLE_PRESS: ReadonlyMap<string, PressSource> = new Map([
  [
    'example-wire',
    {
      id: 'example-wire',
      kind: 'news',
      reports: 'The Example Wire',
      date: '2025-09-22',
      reliability: 'primary reporting, unnamed officials',
    },
  ],
])

export const EXAMPLE_SYSTEM: NamedSystem = {
  key: 'example-match',
  name: 'Example Match',
  aliases: [],
  agency: 'EX',
  bureau: 'Example Enforcement Office',
  unit: null,
  vendor: { name: 'Example Vision Systems', standing: 'inventory' },
  what: 'Compares a picture taken in the field with records.',
  inventoryStatus: 'listed',
  declarations: [
    {
      year: 2025,
      file: EXAMPLE_FILE,
      row: 147,
      id: 'EX-1',
      agency: 'EX',
      bureau: 'Example Enforcement Office',
      name: 'Example Match',
      link: 'same name',
      stage: 'deployed',
      impact: 'high-impact',
      operational: '2025-05-20',
      vendor: 'Example Vision Systems',
      practices: { testing: 'in-progress', appeal: 'in-progress', failsafe: 'not-applicable' },
      features: [],
    },
  ],
  contracts: [],
  safeguardsReported: [],
  claims: [
    { text: 'Officials say the tool ranks leads.', standing: 'reported', source: 'example-wire' },
    { text: 'A page without sources gives a price.', standing: 'reported-uncorroborated', source: 'example-wire' },
  ],
  notes: [],
  sources: ['example-wire'],
}

const RULES = new Map([
  ['HI-03', { title: 'Appeal still being set up', needsALook: false }],
  ['HI-10', { title: 'Fail-safe ‘Not Applicable’', needsALook: false }],
  ['DL-01', { title: 'Minimum practices last declared unfinished', needsALook: false }],
  ['IM-06', { title: 'Biometric use not high-impact', needsALook: true }],
])

const cell = (column: string, value: string) => ({ file: EXAMPLE_FILE, row: 147, column, value })

const findings = [
  exampleFinding(
    'DL-01',
    'critical',
    'Department of Examples last declared ‘In-progress’ for testing, which was due on 3 April 2026.',
    [cell('hi_testing_conducted', 'In-progress')],
  ),
  exampleFinding(
    'HI-03',
    'high',
    'Department of Examples declares ‘Appeal Process In-progress’ for a deployed high-impact use.',
    [cell('hi_appeal_process', 'Appeal Process In-progress')],
  ),
  exampleFinding('HI-10', 'high', 'Department of Examples declares ‘Not Applicable’ for a fail-safe.', [
    cell('hi_failsafe_presence', 'Not Applicable'),
  ]),
  exampleFinding(
    'IM-06',
    'low',
    'The declared outputs mention ‘face matching’.',
    [cell('system_outputs', 'face matching')],
    {
      endedAt: '2026-05-02T10:00:00.000Z',
      state: 'corrected',
    },
  ),
]

const plain = { systems: [], press: EXAMPLE_PRESS, rules: RULES, awardsImported: true, leaves: null }

const LEAVES: readonly LoggedLeaf[] = [
  { record: '0d9a4a31-5c0e-4b6b-9f51-1f6a5a4f6a01', code: 0x81, at: '2026-05-01T10:00:00.000Z', index: 1_204n },
  { record: '0d9a4a31-5c0e-4b6b-9f51-1f6a5a4f6a02', code: 0x82, at: '2026-05-02T10:00:00.000Z', index: null },
]

const LONG_NAME =
  'Application of High-Dimensional Cluster Analysis to the Classification of Correspondence Received by Field Offices and Regional Service Centers, Including Attachments (Version 4.1)'

export const USE_CASE_EXAMPLES: readonly Example<UseCasePageProps>[] = [
  {
    name: 'three years, findings, contracts, reported',
    props: {
      ...plain,
      detail: exampleDetail(
        [
          exampleEntry('omb-2025', 2025, DEPLOYED_2025, {
            fieldStates: { hi_public_consultation: { items: ['In-progress'] } },
          }),
          exampleEntry('omb-2024', 2024, OPERATED_2024, {
            id: '',
            fieldStates: {
              '65_appeal_process': { header: 'Is there an established fallback and escalation process?' },
            },
          }),
          exampleEntry('omb-2023', 2023, LISTED_2023, { id: 'EX-0007-2023' }),
        ],
        {
          findings,
          links: [EXAMPLE_LINK],
          awards: [
            exampleAward('70EXAM24C00000001', { joinedBy: 'piid' }),
            exampleAward('70EXAM25P00000002'),
            ...['3', '4', '5', '6'].map((digit) => exampleAward(`70EXAM25P0000000${digit}`)),
          ],
          changes: [
            {
              at: '2026-05-02T10:00:00.000Z',
              entryKey: 'example-1',
              year: 2025,
              kind: 'updated',
              inventory: { id: 2025, file: 'example_2025_v2.csv', sha256: 'ff00' },
              cells: [{ column: 'hi_testing_conducted', before: '', after: 'In-progress' }],
            },
          ],
          openReports: 1,
        },
      ),
      systems: [{ system: EXAMPLE_SYSTEM, same: true, link: 'same name' }],
      leaves: LEAVES,
    },
    expects: [
      'In the public log',
      'Leaf 1,204',
      'href="/api/v1/receipts/0d9a4a31-5c0e-4b6b-9f51-1f6a5a4f6a01"',
      'Waiting for publication',
      'Appeal Process In-progress',
      'Answer changed',
      'Not asked that year',
      'Same contract number as in the entry.',
      'Only the vendor’s name is the same.',
      '2 more awards',
      'Officials say the tool ranks leads.',
      'Reported, not checked',
      'href="/findings/HI-03"',
      'No longer found',
      'Both entries have the same name',
      '0.87',
      'href="/use-cases/example-1/report"',
      'href="/letters?use-case=example-1&amp;rule=DL-01"',
      'rel="canonical" href="https://recourse.example/use-cases/example-1"',
      'href="/api/v1/use-cases/example-1"',
      'Declaration changed by example_2025_v2.csv',
    ],
    expectsNot: ['A page without sources', 'application/ld+json'],
  },
  {
    name: 'whole columns left out by the agency',
    props: {
      ...plain,
      awardsImported: false,
      detail: exampleDetail([
        exampleEntry(
          'omb-2025',
          2025,
          Object.fromEntries(
            Object.entries(DEPLOYED_2025).map(([column, value]) => [
              column,
              column.startsWith('hi_') || column === 'vendor_name' ? '' : value,
            ]),
          ),
          {
            fieldStates: Object.fromEntries(
              Object.keys(DEPLOYED_2025)
                .filter((column) => column.startsWith('hi_'))
                .map((column) => [column, { state: 'left-out' as const }]),
            ),
          },
        ),
      ]),
    },
    expects: [
      'Left out by the agency',
      'No award file has been imported here',
      'Only one inventory lists it',
      'No entry of 2023, 2024',
      'That is no approval',
    ],
  },
  {
    name: 'no name, nothing told, no longer listed',
    props: {
      ...plain,
      detail: exampleDetail([
        exampleEntry(
          'omb-2025',
          2025,
          {
            ...DEPLOYED_2025,
            use_case_name: '',
            problem_solved: '',
            benefits: '',
            system_outputs: '',
            development_stage: '',
          },
          { name: '', bureau: '', present: false },
        ),
      ]),
    },
    expects: [
      'Published without a name',
      'no bureau declared',
      'No inventory says what',
      'no longer lists this use case',
    ],
  },
  {
    name: 'a text hidden after a report',
    props: {
      ...plain,
      detail: exampleDetail([
        exampleEntry(
          'omb-2025',
          2025,
          { ...DEPLOYED_2025, problem_solved: '' },
          { fieldStates: { problem_solved: { state: 'hidden' } } },
        ),
      ]),
    },
    expects: ['Hidden while', 'two business days'],
  },
  {
    name: 'the longest name, only 2023',
    props: {
      ...plain,
      detail: exampleDetail([
        exampleEntry(
          'omb-2023',
          2023,
          { ...LISTED_2023, Title: LONG_NAME },
          {
            name: LONG_NAME,
            key: 'example-0007-2023',
            id: 'EX-0007-2023',
            bureau: 'Office of the Assistant Secretary for Examples and Long Official Names of Public Bodies',
          },
        ),
      ]),
    },
    expects: ['High-Dimensional', 'Not asked that year'],
  },
  {
    name: 'a commercial product',
    props: {
      ...plain,
      detail: exampleDetail([
        exampleEntry(
          'omb-2025-cots',
          2025,
          {
            agency: 'Department of Examples',
            use_case: 'Transcribing and summarizing a recorded meeting.',
            agency_use: 'Y',
            product: 'Example Notes',
            users: '',
          },
          { name: 'Transcribing and summarizing a recorded meeting.', id: '', bureau: '', key: 'ex_k3v9m2p7q1' },
        ),
      ]),
    },
    expects: ['Example Notes'],
  },
  {
    name: 'a record of another country, in Dutch',
    props: {
      ...plain,
      detail: exampleDetail([
        exampleEntry(
          'nl-1.0',
          2024,
          {
            name: 'Voorbeeld',
            organization: 'Gemeente Voorbeeld',
            status: 'In gebruik',
            publication_category: 'Impactvolle algoritmes',
            description_short: 'Dit voorbeeld sorteert brieven.',
            human_intervention: 'Een medewerker beslist.',
          },
          {
            name: 'Voorbeeld',
            agency: 'Gemeente Voorbeeld',
            agencyName: 'Gemeente Voorbeeld',
            bureau: 'Burgerzaken',
            id: '',
          },
        ),
      ]),
    },
    expects: ['lang="nl"', 'Dit voorbeeld sorteert brieven.'],
    expectsNot: ['lawhelp', '/letters'],
  },
]
