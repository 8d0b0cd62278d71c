import type { UndecidedPair } from '../../../service/register/undecided-pairs.ts'
import { exhibit } from '../example.ts'
import { Pair } from './pair.tsx'

export const EXAMPLE_PAIR: UndecidedPair = {
  pair: {
    agency: 'EX',
    from: { key: 'ex_1', row: 12 },
    to: { key: 'ex-77', row: 40 },
    score: 0.4321,
    why: {
      accepted: null,
      nameCosine: 0.25,
      textCosine: 0.71,
      sameBureau: true,
      equalName: false,
      margin: 0.034,
      words: ['duplicate', 'records', 'form'],
    },
  },
  from: {
    key: 'ex_1',
    year: 2024,
    file: 'example_2024.csv',
    row: 12,
    name: 'Finding duplicate records',
    bureau: 'Office of Examples',
    id: '',
    stage: 'Operation and Maintenance',
    purpose: 'To find records that stand twice.',
    benefits: '',
    outputs: 'A list of pairs.',
  },
  to: {
    key: 'ex-77',
    year: 2025,
    file: 'example_2025.csv',
    row: 40,
    name: '',
    bureau: 'Office of Examples',
    id: 'EX-77',
    stage: 'Deployed',
    purpose: 'Records that stand twice cost time.',
    benefits: 'Less time.',
    outputs: 'A list of pairs with a score.',
  },
}

export const pairExhibit = exhibit({
  name: 'Pair',
  about: 'Two entries of neighbouring years that a person has to compare, with every part of the score.',
  component: Pair,
  examples: [
    {
      name: 'undecided, one of them without a name',
      props: { undecided: EXAMPLE_PAIR },
      expects: [
        'EX, 2024 and 2025, score 0.43',
        'Finding duplicate records',
        'Published without a name',
        'duplicate, records, form',
        'Record 40 of example_2025.csv',
        '0.71',
      ],
    },
    {
      name: 'equal names of two bureaus, long texts, no shared words',
      props: {
        undecided: {
          pair: {
            ...EXAMPLE_PAIR.pair,
            why: { ...EXAMPLE_PAIR.pair.why, equalName: true, sameBureau: false, words: [] },
          },
          from: { ...EXAMPLE_PAIR.from, purpose: 'To find records that stand twice. '.repeat(30) },
          to: { ...EXAMPLE_PAIR.to, name: EXAMPLE_PAIR.from.name, purpose: '', benefits: '', outputs: '' },
        },
      },
      expects: ['none', 'yes', 'no'],
      expectsNot: ['Published without a name', 'Benefits'],
    },
  ],
})
