import { type Lang, message } from '@recourse/papers'
import { EXPORT_FORMS, type ExportForm } from '@recourse/register'
import type { VNode } from 'preact'
import { DataTable } from '../component/data-table/data-table.tsx'
import { DATA_PATHS } from '../doors.ts'
import { useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'

export interface DataPageProps {
  /** false: nothing is imported, so nothing can be exported. */
  readonly imported: boolean
}

/** Where an export is taken from. */
export function exportPath(form: ExportForm): string {
  return `/data/${form}`
}

/** The schema each form is validated against, as its owner publishes it; null where none is machine-readable. */
const SCHEMAS: Readonly<Record<ExportForm, { readonly name: string; readonly address: string } | null>> = {
  'omb-2025': null,
  atrs: null,
  'nl-1.0': {
    name: 'Publicatiestandaard 1.0.0',
    address: 'https://github.com/MinBZK/Algoritmeregister',
  },
  oscal: { name: 'OSCAL 1.2.1', address: 'https://github.com/usnistgov/OSCAL/releases/tag/v1.2.1' },
  'oscal-assessment-results': {
    name: 'OSCAL 1.2.1',
    address: 'https://github.com/usnistgov/OSCAL/releases/tag/v1.2.1',
  },
  'oscal-poam': { name: 'OSCAL 1.2.1', address: 'https://github.com/usnistgov/OSCAL/releases/tag/v1.2.1' },
  cyclonedx: { name: 'CycloneDX 1.6', address: 'https://cyclonedx.org/docs/1.6/json/' },
  jsonld: { name: 'schema.org', address: 'https://schema.org/' },
}

/** `/data`: everything that can be taken away, and what each form leaves out. */
export function dataPage(lang: Lang, props: DataPageProps): Page {
  return {
    lang,
    path: '/data',
    title: message(lang, 'data.title'),
    description: message(lang, 'data.description'),
    door: 'about',
    content: <Data {...props} />,
  }
}

function Data({ imported }: DataPageProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('data.title')}</h1>
      <p class="lead">{say('data.lead')}</p>
      <section aria-labelledby="exports">
        <h2 id="exports">{say('data.exports-title')}</h2>
        <p>{say('data.exports-about')}</p>
        {!imported && <p class="soft">{say('data.exports-none')}</p>}
        <Forms imported={imported} />
      </section>
      <section aria-labelledby="parts">
        <h2 id="parts">{say('data.more-title')}</h2>
        <ul>
          <li>
            <a href={to('/figures')}>{say('data.figures')}</a>
          </li>
          <li>
            <a href={to('/findings')}>{say('data.findings')}</a>
          </li>
          <li>
            <a href="/api/v1/rules">{say('data.rules')}</a>
          </li>
          <li>
            <a href="/contracts.csv">{say('data.contracts')}</a>
          </li>
          <li>
            <a href={to('/inventories')}>{say('data.inventories')}</a>
          </li>
        </ul>
      </section>
      <section aria-labelledby="programs">
        <h2 id="programs">{say('data.api-title')}</h2>
        <ul>
          <li>
            <a href={DATA_PATHS.api}>{say('data.api')}</a>
          </li>
          <li>
            <a href={DATA_PATHS.feed}>{say('data.feed')}</a>
          </li>
        </ul>
      </section>
      <section aria-labelledby="command">
        <h2 id="command">{say('data.command-title')}</h2>
        <p>{say('data.command')}</p>
        <pre class="wrapped">
          <code>npx recourse register export --to oscal --out register.json</code>
        </pre>
      </section>
      <section aria-labelledby="licence">
        <h2 id="licence">{say('data.licence-title')}</h2>
        <p>{say('data.licence')}</p>
      </section>
    </>
  )
}

function Forms({ imported }: DataPageProps): VNode {
  const say = useSay()
  return (
    <DataTable
      caption={say('data.exports-caption')}
      captionHidden
      columns={[
        { key: 'form', label: say('data.form') },
        { key: 'holds', label: say('data.holds') },
        { key: 'leaves', label: say('data.leaves') },
        { key: 'schema', label: say('data.schema') },
      ]}
      rows={EXPORT_FORMS.map((form) => ({
        key: form,
        cells: [
          imported ? (
            <a key="form" href={exportPath(form)} download>
              {say(`data.${form}`)}
            </a>
          ) : (
            say(`data.${form}`)
          ),
          say(`data.${form}-holds`),
          say(`data.${form}-leaves`),
          <Schema key="schema" form={form} />,
        ],
      }))}
    />
  )
}

function Schema({ form }: { readonly form: ExportForm }): VNode {
  const schema = SCHEMAS[form]
  if (schema === null) return <span>{form === 'atrs' ? 'ATRS 3.0' : 'OMB 2025'}</span>
  return <a href={schema.address}>{schema.name}</a>
}
