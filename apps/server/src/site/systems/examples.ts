import { NAMED_SYSTEMS } from '@recourse/register'
import type { Example } from '../component/example.ts'
import type { SystemsPageProps } from './page.tsx'

export const SYSTEMS_EXAMPLES: readonly Example<SystemsPageProps>[] = [
  {
    name: 'every system shipped',
    props: { systems: NAMED_SYSTEMS },
    expects: [
      'href="/systems/mobile-fortify"',
      'href="/systems/immigrationos"',
      '19 systems',
      'No entry found under its name',
    ],
  },
  { name: 'none', props: { systems: [] }, expects: ['0 systems'] },
]
