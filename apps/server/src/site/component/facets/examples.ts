import { exhibit } from '../example.ts'
import { Facets } from './facets.tsx'

const choice = (value: string, count: number, selected = false) => ({ value, label: value, count, selected })

export const facetsExhibit = exhibit({
  name: 'Facets',
  about: 'Limits beside a list. Groups without values are left out by the page.',
  component: Facets,
  examples: [
    {
      name: 'some chosen',
      props: {
        groups: [
          {
            name: 'agency',
            label: 'Agency',
            values: [choice('DHS', 238, true), choice('VA', 367), choice('DOJ', 315)],
          },
          { name: 'stage', label: 'Stage', values: [choice('Deployed', 1200), choice('Pilot', 280)] },
        ],
        query: 'face',
      },
      expects: ['checked', 'value="DHS"', 'Remove all limits', 'href="/?q=face"', 'name="q"'],
    },
    {
      name: 'values that differ in punctuation alone',
      props: {
        groups: [
          { name: 'vendor', label: 'Vendor', values: [choice('Sample, Example', 2), choice('Sample/Example', 1)] },
        ],
      },
      expects: ['id="vendor-1"', 'for="vendor-1"', 'id="vendor-2"', 'for="vendor-2"'],
    },
    {
      name: 'a long group, nothing chosen',
      props: {
        groups: [
          {
            name: 'vendor',
            label: 'Vendor',
            values: Array.from({ length: 30 }, (_, at) =>
              choice(`Vendor number ${at + 1} with a long registered name`, 30 - at),
            ),
          },
        ],
      },
      expects: ['More values', 'Vendor number 30'],
      expectsNot: ['Remove all limits'],
    },
  ],
})
