import { exhibit } from '../example.ts'
import { SlopeLines } from './slope-lines.tsx'

export const slopeLinesExhibit = exhibit({
  name: 'SlopeLines',
  about: 'What changed between two years, counted. Only what changed is drawn.',
  component: SlopeLines,
  examples: [
    {
      name: 'impact 2024 to 2025',
      props: {
        alt: 'Of the uses whose impact word changed, 27 are declared lower than in 2024 and 41 higher',
        heads: ['2024', '2025'],
        left: ['Rights-Impacting', 'Safety-Impacting', 'Both', 'Neither'],
        right: ['High-impact', 'Presumed High-Impact, but Not High-impact', 'Not High-impact'],
        lines: [
          { from: 'Rights-Impacting', to: 'Not High-impact', count: 12, direction: 'down' },
          { from: 'Rights-Impacting', to: 'Presumed High-Impact, but Not High-impact', count: 9, direction: 'down' },
          { from: 'Safety-Impacting', to: 'Not High-impact', count: 6, direction: 'down' },
          { from: 'Neither', to: 'High-impact', count: 41, direction: 'up' },
        ],
      },
      expects: ['2024', '>41<', 'chart-second-line', 'chart-main-line'],
    },
    {
      name: 'nothing changed',
      props: {
        alt: 'Nothing changed',
        heads: ['2024', '2025'],
        left: ['Neither'],
        right: ['Not High-impact'],
        lines: [],
      },
      expects: ['Neither'],
      expectsNot: ['<line'],
    },
  ],
})
