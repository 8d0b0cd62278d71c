import type { UseCaseSummary } from '../../../service/register/view.ts'
import { exhibit } from '../example.ts'
import { UseCaseItem } from './use-case-item.tsx'

export const EXAMPLE_USE_CASE: UseCaseSummary = {
  key: 'example-1',
  id: 'EX-1',
  name: 'Example Match',
  format: 'omb-2025',
  jurisdiction: 'us',
  agency: 'EX',
  agencyName: 'Department of Examples',
  bureau: 'Example Enforcement Office',
  stage: 'Deployed',
  impact: 'High-impact',
  vendor: 'Example Vision Systems',
  topic: 'Law Enforcement',
  marks: [
    {
      year: 2024,
      key: 'example-1_2024',
      format: 'omb-2024',
      stage: 'Operation and Maintenance',
      impact: 'Rights-Impacting',
      present: true,
    },
    { year: 2025, key: 'example-1', format: 'omb-2025', stage: 'Deployed', impact: 'High-impact', present: true },
  ],
  findings: { critical: 1, high: 5, medium: 2, low: 0, info: 1 },
}

const NOTHING = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }

export const useCaseItemExhibit = exhibit({
  name: 'UseCaseItem',
  about: 'One use case in a list: newest declared words, inventories, findings in words.',
  component: UseCaseItem,
  within: 'list',
  examples: [
    {
      name: 'findings, two inventories',
      props: { useCase: EXAMPLE_USE_CASE },
      expects: [
        'href="/use-cases/example-1"',
        '1 critical',
        'High-impact',
        '2023: no entry matched',
        'href="/agencies/EX"',
      ],
    },
    {
      name: 'nothing told',
      props: {
        useCase: { ...EXAMPLE_USE_CASE, name: '', bureau: '', stage: '', impact: '', marks: [], findings: NOTHING },
      },
      expects: [
        'Published without a name',
        'No bureau declared',
        'No stage declared',
        'No rule of this register applies',
      ],
    },
    {
      name: 'longest',
      props: {
        useCase: {
          ...EXAMPLE_USE_CASE,
          key: 'ex/do-1 a',
          name: 'Application of High-Dimensional Cluster Analysis to the Classification of Correspondence Received by Field Offices and Regional Service Centers, Including Attachments (Version 4.1)',
          bureau: 'Office of the Assistant Secretary for Examples and Long Official Names of Public Bodies',
          impact: 'Presumed High-Impact, but Not High-impact',
        },
      },
      expects: ['href="/use-cases/ex%2Fdo-1%20a"'],
    },
  ],
})
