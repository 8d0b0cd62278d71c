import { exhibit } from '../example.ts'
import { DotPlot } from './dot-plot.tsx'

export const dotPlotExhibit = exhibit({
  name: 'DotPlot',
  about: 'How many, by agency: a dot a row, largest first. For one rule, one count.',
  component: DotPlot,
  examples: [
    {
      name: 'by agency',
      props: {
        alt: 'Of 211 uses without an established appeal 94 are of VA, 73 of DOJ and 28 of DHS',
        rows: [
          { label: 'DHS', value: 28 },
          { label: 'VA', value: 94 },
          { label: 'DOJ', value: 73 },
          { label: 'NCUA', value: 5 },
          { label: 'SSA', value: 5 },
          { label: 'STATE', value: 1 },
        ],
      },
      expects: ['role="img"', '>VA<', '>94<'],
    },
    { name: 'one row, none', props: { alt: 'None', rows: [{ label: 'EX', value: 0 }] }, expects: ['>0<'] },
    {
      name: 'no rows',
      props: { alt: 'Nothing to show', rows: [] },
      expects: ['aria-label="Nothing to show"'],
      expectsNot: ['<circle'],
    },
  ],
})
