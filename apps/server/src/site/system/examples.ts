import {
  AGREEMENTS,
  linkedEntries,
  NAMED_SYSTEMS,
  type NamedSystem,
  nextSteps,
  PRESS_SOURCES,
} from '@recourse/register'
import type { EntryView } from '../../service/register/view.ts'
import type { Example } from '../component/example.ts'
import { DEPLOYED_2025, exampleAward, exampleEntry, exampleFinding } from '../use-case/example-detail.ts'
import type { SystemPageProps } from './page.tsx'

const PRESS = new Map(PRESS_SOURCES.map((source) => [source.id, source]))
const RULES = new Map([['HI-03', { title: 'Appeal still being set up', needsALook: false }]])

function system(key: string): NamedSystem {
  const found = NAMED_SYSTEMS.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no named system '${key}'`)
  return found
}

function propsOf(key: string, entries: readonly EntryView[] = []): SystemPageProps {
  const named = system(key)
  return {
    detail: { system: named, declarations: linkedEntries(named, entries), findings: [], awards: [] },
    agreements: AGREEMENTS.filter((agreement) => agreement.feeds.includes(key)),
    press: PRESS,
    steps: nextSteps(named),
    rules: RULES,
    imported: entries.length > 0,
  }
}

const entry = exampleEntry('omb-2025', 2025, DEPLOYED_2025, {
  key: 'dhs-2577',
  id: 'DHS-2577',
  agency: 'DHS',
  bureau: 'ICE',
  name: 'Mobile Fortify',
})

const fortify = propsOf('mobile-fortify', [entry])

export const SYSTEM_EXAMPLES: readonly Example<SystemPageProps>[] = [
  {
    name: 'declared by two offices, one entry imported',
    props: {
      ...fortify,
      detail: {
        ...fortify.detail,
        findings: [
          exampleFinding('HI-03', 'high', 'The department declares ‘Appeal Process In-progress’.', [
            { file: 'example_2025.csv', row: 147, column: 'hi_appeal_process', value: 'Appeal Process In-progress' },
          ]),
        ],
      },
    },
    expects: [
      'href="/use-cases/dhs-2577"',
      'coded facts shipped with this project',
      'Appeal Process In-progress',
      'M-25-21 s.4(b)(vi)',
      'The answer of another question',
      'If you represent somebody',
      'Newsweek and Politico',
    ],
  },
  {
    name: 'no entry found, awards and agreements reported',
    props: propsOf('immigrationos'),
    expects: [
      'No entry found under its name',
      'nearly 30 million',
      'Reported, not checked',
      'href="/agreements"',
      'No award of the files imported here',
      'None about the system itself',
    ],
  },
  {
    name: 'the most declarations of all, contracts on record',
    props: {
      ...propsOf('clearview-hsi'),
      detail: { ...propsOf('clearview-hsi').detail, awards: [exampleAward('70CMSD25P00000111')] },
    },
    expects: ['$3,750,000 obligated', 'Award 70CMSD25P00000111'],
  },
  { name: 'a family of tools', props: propsOf('licence-plate-recognition'), expects: ['family'] },
  { name: 'nothing but reports of weak standing', props: propsOf('ai-skip-tracing'), expects: ['skip'] },
]
