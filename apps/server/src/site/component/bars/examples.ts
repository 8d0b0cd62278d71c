import { exhibit } from '../example.ts'
import { Bars } from './bars.tsx'

export const barsExhibit = exhibit({
  name: 'Bars',
  about: 'Amounts from zero, with their own number; a quota is a line across its bar.',
  component: Bars,
  examples: [
    {
      name: 'by year',
      props: {
        alt: 'Obligations rose from $91.2M in 2022 to $310.4M in 2025',
        labels: 'beside',
        rows: [
          { label: '2022', value: 91_200_000, spoken: '$91.2M' },
          { label: '2023', value: 140_000_000, spoken: '$140M' },
          { label: '2024', value: 220_500_000, spoken: '$220.5M' },
          { label: '2025', value: 310_400_000, spoken: '$310.4M' },
        ],
      },
      expects: ['$310.4M', '<rect'],
    },
    {
      name: 'against a quota, over and under',
      props: {
        alt: 'One agreement is over its quota, one is under',
        labels: 'above',
        rows: [
          {
            label: 'Example agency to example bureau: address records',
            value: 1_278_000,
            spoken: '1,278,000 asked for',
            limit: { value: 50_000, spoken: 'quota 50,000 a month' },
          },
          {
            label: 'Second agreement',
            value: 30_000,
            spoken: '30,000',
            limit: { value: 1_000_000, spoken: 'quota 1,000,000 a month' },
          },
          {
            label: 'Just under its quota',
            value: 900_000,
            spoken: '900,000',
            limit: { value: 1_000_000, spoken: 'quota 1,000,000 a month' },
          },
        ],
      },
      expects: ['chart-second', 'chart-limit', 'quota 50,000 a month'],
    },
    {
      name: 'long labels',
      props: {
        alt: 'Vendors by obligated amount',
        labels: 'above',
        rows: [
          { label: 'A Vendor With A Very Long Registered Name International', value: 120, spoken: '$120M' },
          { label: 'Short', value: 0, spoken: '$0' },
        ],
      },
      expects: ['$0'],
    },
    {
      name: 'no rows',
      props: { alt: 'Nothing to show', labels: 'beside', rows: [] },
      expects: ['Nothing to show'],
      expectsNot: ['<rect'],
    },
  ],
})
