import type { EntryPath } from '../../service/log/entry-path.ts'
import type { LogView } from '../../service/log/log-view.ts'
import type { Example } from '../component/example.ts'
import type { LogPageProps } from './page.tsx'

const VIEW: LogView = {
  origin: 'recourse.example/log/2026',
  folder: '',
  vkeys: ['recourse.example/log/2026+1a2b3c4d+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB'],
  demonstration: false,
  granularityHours: 24,
  kinds: 'full',
  size: 1_234,
  root: 'BhUxKCpWDcM0xeFUkzoNNF4Rb7WsMRbtJ5iLy1fqcqg=',
  checkpoints: [
    { size: 1_234, publishedAt: '2026-07-01T14:03:20.000Z', quorumAt: '2026-07-01T14:03:22.000Z' },
    { size: 1_230, publishedAt: '2026-07-01T14:01:20.000Z', quorumAt: null },
  ],
  witnesses: [
    {
      name: 'witness.university.example/w1',
      runBy: 'independent',
      who: 'Example University Library',
      size: 1_234,
      answer: 'cosigned',
      answeredAt: '2026-07-01T14:03:22.000Z',
      cosignedAt: '2026-07-01T14:03:22.000Z',
    },
    {
      name: 'witness-with-a-very-long-name-that-does-not-break.agency.example/witness/2026/second',
      runBy: 'agency',
      who: '',
      size: 1_190,
      answer: 'unreachable',
      answeredAt: '2026-07-01T14:03:22.000Z',
      cosignedAt: '2026-07-01T12:00:00.000Z',
    },
    {
      name: 'w3.example',
      runBy: 'not_stated',
      who: '',
      size: 0,
      answer: null,
      answeredAt: null,
      cosignedAt: null,
    },
  ],
  witnessed: 'independent',
  index: { size: 1_201, labels: 1_180, leaf: 1_201 },
  shards: [
    {
      log: 1,
      origin: 'recourse.example/log/2026',
      folder: '',
      inception: '2026-01-05T00:00:00.000Z',
      frozenAt: null,
      size: 1_234,
    },
  ],
}

const hash = (seed: number): string => (seed * 2_654_435_761).toString(16).padStart(8, '0').slice(-8).repeat(8)

const bytes = (seed: number): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => (seed * 37 + i * 11) & 255)

/** Entry 1,000 of 1,234: eleven steps, as the tree has them. */
const PATH: EntryPath = {
  index: 1_000,
  size: 1_234,
  entry: { type: 'event', kind: 0x20, hours: 495_312, label: bytes(1), commitment: bytes(2) },
  leaf: hash(1),
  steps: [
    [1000, 1001, 1001, 1002],
    [1000, 1002, 1002, 1004],
    [1000, 1004, 1004, 1008],
    [1000, 1008, 992, 1000],
    [992, 1008, 1008, 1024],
    [992, 1024, 960, 992],
    [960, 1024, 896, 960],
    [896, 1024, 768, 896],
    [768, 1024, 512, 768],
    [512, 1024, 0, 512],
    [0, 1024, 1024, 1234],
  ].map(([from = 0, to = 0, start = 0, end = 0], i) => ({
    path: { start: from, end: to, hash: hash(i + 1) },
    sibling: { start, end, hash: hash(i + 100) },
  })),
  root: hash(200),
}

const ONE: EntryPath = {
  index: 0,
  size: 1,
  entry: { type: 'shard-start', size: 1_234n, root: bytes(3), originHash: bytes(4) },
  leaf: hash(9),
  steps: [],
  root: hash(9),
}

const DAYS = Array.from({ length: 9 }, (_, i) => ({ day: `2026-06-${23 + i - (i > 7 ? 30 : 0)}`, size: 400 + i * 104 }))
const MONTHS = Array.from({ length: 420 }, (_, i) => ({
  day: new Date(Date.UTC(2025, 4, 7) + i * 86_400_000).toISOString().slice(0, 10),
  size: 3 * i,
}))

export const LOG_EXAMPLES: readonly Example<LogPageProps>[] = [
  {
    name: 'a log with witnesses, one entry on its way to the root',
    props: { view: VIEW, growth: DAYS.slice(0, 8), path: PATH, asked: '1000' },
    expects: [
      '1,234 entries',
      'Independently witnessed',
      'Example University Library',
      '44',
      'npx recourse log verify https://recourse.example/log/',
      '--key-file my-key.txt',
      'What entry 1,000 says',
      'path-box-on',
      'href="/log/policy"',
      'data-table',
    ],
    expectsNot: ['Not independently', 'for trying things out'],
  },
  {
    name: 'a demonstration without witnesses, months of growth',
    props: {
      view: { ...VIEW, demonstration: true, witnesses: [], witnessed: 'no_quorum', index: null, kinds: 'groups' },
      growth: MONTHS,
      path: { ...PATH, entry: { type: 'index-root', size: 1_000n, labels: 990n, root: bytes(5) } },
      asked: null,
    },
    expects: ['Not independently witnessed', 'for trying things out', 'Jun 2026', 'by group only', 'Root of the index'],
    expectsNot: ['Example University'],
  },
  {
    name: 'witnesses that the operator can fill alone, a second log, no such entry',
    props: {
      view: {
        ...VIEW,
        witnessed: 'operator_alone',
        shards: [
          ...VIEW.shards.map((one) => ({ ...one, frozenAt: '2026-06-30T23:00:00.000Z', folder: '2026' })),
          {
            log: 2,
            origin: 'recourse.example/log/2027',
            folder: '',
            inception: '2026-07-01T00:00:00.000Z',
            frozenAt: null,
            size: 1,
          },
        ],
      },
      growth: [],
      path: null,
      asked: '99999999',
    },
    expects: ['runs enough of the witnesses', 'There is no entry of that number', 'Goes on', 'Nothing was published'],
    expectsNot: ['path-box'],
  },
  {
    name: 'the first entry of a log',
    props: { view: { ...VIEW, size: 1, checkpoints: [], root: '' }, growth: DAYS.slice(0, 1), path: ONE, asked: null },
    expects: ['Start of this log', '1 entry'],
  },
  {
    name: 'no log',
    props: { view: null, growth: [], path: null, asked: null },
    expects: ['keeps no log yet'],
    expectsNot: ['Who watches it'],
  },
]
