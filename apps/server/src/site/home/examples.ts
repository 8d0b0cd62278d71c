import type { Headline } from '../../service/register/headline.ts'
import type { Facet, UseCaseSummary } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import { EXAMPLE_USE_CASE } from '../component/use-case-item/examples.ts'
import type { HomePageProps } from './page.tsx'

const COUNTS: readonly (readonly [string, string, number, number])[] = [
  ['EX', 'Department of Examples', 94, 0],
  ['SA', 'Department of Samples', 73, 0],
  ['TR', 'Department of Trials', 38, 10],
  ['MO', 'Mock Administration', 11, 5],
  ['DU', 'Dummy Corporation', 11, 1],
]

const sources = [{ file: 'example_2025.csv', format: 'omb-2025', sha256: 'a1b2c3d4e5f60718', rows: 3611 }]

function headlineOf(linked: boolean): Headline {
  return {
    from: linked ? 'imported' : 'shipped',
    findings: new Map([
      ['YR-01', 27],
      ['YR-04', 1],
      ['YR-12', 9],
    ]),
    total: 227,
    appeal: 16,
    sources,
    agencies: COUNTS.map(([agency, agencyName, total, appeal]) => ({
      agency,
      agencyName,
      total,
      appeal,
      uses: Array.from({ length: linked ? total : 0 }, (_, at) => ({
        key: `${agency.toLowerCase()}-${at + 1}`,
        name: `${agencyName}, example use ${at + 1}`,
        appeal: at < appeal,
      })),
    })),
  }
}

const facet = (name: Facet['name'], values: readonly (readonly [string, number])[], chosen = ''): Facet => ({
  name,
  values: values.map(([value, count]) => ({ value, label: value, count, selected: value === chosen })),
})

const useCases: readonly UseCaseSummary[] = [
  EXAMPLE_USE_CASE,
  {
    ...EXAMPLE_USE_CASE,
    key: 'example-2',
    name: '',
    bureau: '',
    stage: '',
    impact: '',
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  },
  {
    ...EXAMPLE_USE_CASE,
    key: 'voorbeeld',
    name: 'Voorbeeld: een algoritme dat brieven sorteert',
    format: 'nl-1.0',
    jurisdiction: 'nl',
    agencyName: 'Gemeente Voorbeeld',
    stage: 'In gebruik',
    impact: 'Impactvolle algoritmes',
    marks: [{ year: 2024, key: 'voorbeeld', format: 'nl-1.0', stage: 'In gebruik', impact: '', present: true }],
  },
]

const facets = [
  facet('agency', [
    ['EX', 367],
    ['SA', 315],
    ['TR', 238],
  ]),
  facet('year', [
    ['2025', 3611],
    ['2024', 2133],
  ]),
  facet('stage', [
    ['Deployed', 1200],
    ['Pilot', 280],
  ]),
  facet('rule', [['HI-01', 211]]),
  facet('jurisdiction', [
    ['us', 5000],
    ['uk', 136],
  ]),
]

const systems = Array.from({ length: 19 }, (_, at) => ({ key: `system-${at + 1}`, name: `Example System ${at + 1}` }))

const imported = { kind: 'imported', from: 1, ruleTitles: new Map([['HI-01', 'No established appeal']]) } as const

const page = (items: readonly UseCaseSummary[], total: number) => ({ items, total, next: null })

const FILES = ['2023_example_inventory.csv', '2024_example_inventory_v2.csv', '2025_example_inventory.csv']

export const HOME_EXAMPLES: readonly Example<HomePageProps>[] = [
  {
    name: 'imported',
    props: {
      front: { headline: headlineOf(true), systems },
      filter: {},
      content: {
        ...imported,
        found: { page: page(useCases, 5400), facets, nearly: false, corrected: null },
        next: 'abc',
      },
    },
    expects: [
      '227 deployed high-impact uses.',
      '16 report an established way to appeal.',
      'href="/use-cases/tr-1"',
      'Department of Trials, example use 1',
      '27 declared with less impact',
      'href="/findings/YR-01"',
      'All 19 named systems',
      'Published without a name',
      'href="/?cursor=abc"',
      '1 to 3 of 5,400',
      'United Kingdom',
      'rel="canonical"',
      'name="q"',
    ],
    expectsNot: ['noindex', 'HI-01 No established'],
  },
  {
    name: 'fresh, nothing imported',
    props: {
      front: { headline: headlineOf(false), systems },
      filter: {},
      content: { kind: 'fresh', files: FILES, found: [] },
    },
    expects: [
      'role="img"',
      'No inventory has been imported here yet',
      'npx recourse register import',
      '2025_example_inventory.csv',
      '227 deployed high-impact uses by agency; 16 declare',
    ],
    expectsNot: ['facets'],
  },
  {
    name: 'searched with limits, second page',
    props: {
      front: null,
      filter: { query: 'face matching', agency: ['EX'], year: [2025] },
      content: {
        ...imported,
        from: 26,
        next: null,
        found: {
          page: page(useCases, 28),
          facets: [facet('agency', [['EX', 28]], 'EX'), ...facets.slice(1)],
          nearly: false,
          corrected: null,
        },
      },
    },
    expects: [
      'value="face matching"',
      '28 uses hold these words.',
      '26 to 28 of 28',
      'href="/?q=face+matching&amp;agency=EX&amp;year=2025"',
      'noindex',
      'type="hidden" name="agency" value="EX"',
    ],
    expectsNot: ['class="squares"'],
  },
  {
    name: 'nothing holds the words, near spellings',
    props: {
      front: null,
      filter: { query: 'fase maching' },
      content: {
        ...imported,
        next: null,
        found: { page: page(useCases.slice(0, 1), 1), facets: [], nearly: true, corrected: 'face matching' },
      },
    },
    expects: ['were searched for instead: “face matching”', 'Example Match'],
    expectsNot: ['use holds these words'],
  },
  {
    name: 'nothing found',
    props: {
      front: null,
      filter: { query: 'zzz', stage: ['Pilot'] },
      content: {
        ...imported,
        next: null,
        found: { page: page([], 0), facets: [facet('stage', [['Pilot', 0]], 'Pilot')], nearly: false, corrected: null },
      },
    },
    expects: ['Nothing in the register holds these words', 'Without the limits', 'href="/?q=zzz"', 'href="/systems"'],
    expectsNot: ['class="pagination"'],
  },
  {
    name: 'fresh, searched',
    props: {
      front: null,
      filter: { query: 'example' },
      content: { kind: 'fresh', files: FILES, found: [{ key: 'system-1', name: 'Example System 1' }] },
    },
    expects: ['Named systems that hold these words', 'href="/systems/system-1"'],
  },
]
