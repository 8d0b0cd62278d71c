import { PUBLISHED_FIGURES } from '@recourse/register'
import { agenciesOf } from '../../service/register/show-agency.ts'
import type { Example } from '../component/example.ts'
import type { AgenciesPageProps } from './page.tsx'

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }

export const AGENCIES_EXAMPLES: readonly Example<AgenciesPageProps>[] = [
  {
    name: 'three countries',
    props: {
      from: 'imported',
      agencies: [
        {
          agency: 'EX',
          agencyName: 'Department of Examples',
          jurisdiction: 'us',
          byYear: [
            { year: 2023, entries: 41 },
            { year: 2025, entries: 1238 },
          ],
          deployedHighImpact: 38,
          findings: { ...none, critical: 37, high: 120 },
        },
        {
          agency: 'SA',
          agencyName: 'Samples Administration',
          jurisdiction: 'us',
          byYear: [{ year: 2025, entries: 3 }],
          deployedHighImpact: 0,
          findings: none,
        },
        {
          agency: 'Office of Trials',
          agencyName: 'Office of Trials',
          jurisdiction: 'uk',
          byYear: [{ year: 2024, entries: 1 }],
          deployedHighImpact: 0,
          findings: none,
        },
        {
          agency: 'Gemeente Voorbeeld',
          agencyName: 'Gemeente Voorbeeld',
          jurisdiction: 'nl',
          byYear: [{ year: 2025, entries: 2 }],
          deployedHighImpact: 0,
          findings: none,
        },
      ],
    },
    expects: [
      '2 United States agencies and 2 bodies of other countries',
      'href="/agencies/EX"',
      '1,238',
      '37 critical',
      'no entry',
      'href="/agencies/Office%20of%20Trials"',
    ],
    expectsNot: ['after import'],
  },
  {
    name: 'fresh, shipped figures',
    props: { from: 'shipped', agencies: agenciesOf(PUBLISHED_FIGURES.figures.years) },
    expects: ['after import', 'findings by agency appear after an import', 'Department of Homeland Security'],
  },
]
