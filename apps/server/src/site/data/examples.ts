import type { Example } from '../component/example.ts'
import type { DataPageProps } from './page.tsx'

export const DATA_EXAMPLES: readonly Example<DataPageProps>[] = [
  {
    name: 'imported',
    props: { imported: true },
    expects: ['href="/data/omb-2025"', 'href="/data/oscal-poam"', 'CycloneDX 1.6', 'href="/api/v1/rules"'],
    expectsNot: ['nothing to export'],
  },
  {
    name: 'nothing imported',
    props: { imported: false },
    expects: ['there is nothing to export yet', 'OSCAL component definition'],
    expectsNot: ['href="/data/oscal"'],
  },
]
