import { type Lang, message, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { AgencyListed } from '../../service/register/show-agency.ts'
import { Alert } from '../component/alert/alert.tsx'
import { DataTable } from '../component/data-table/data-table.tsx'
import { SeverityWords } from '../component/severity/severity.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface AgenciesPageProps {
  readonly from: 'imported' | 'shipped'
  readonly agencies: readonly AgencyListed[]
}

/** `/agencies`: who published what, by name. */
export function agenciesPage(lang: Lang, props: AgenciesPageProps): Page {
  return {
    lang,
    path: '/agencies',
    title: message(lang, 'agencies.title'),
    description: message(lang, 'agencies.description'),
    door: 'register',
    content: <Agencies {...props} />,
  }
}

const COUNTRIES = ['us', 'uk', 'nl'] as const

function Agencies({ from, agencies }: AgenciesPageProps): VNode {
  const say = useSay()
  const federal = agencies.filter((one) => one.jurisdiction === 'us').length
  return (
    <>
      <h1>{say('agencies.title')}</h1>
      <p class="lead">{say('agencies.lead', { federal, others: agencies.length - federal })}</p>
      <p>{say('agencies.order')}</p>
      {from === 'shipped' && <Alert kind="information">{say('agencies.shipped')}</Alert>}
      {COUNTRIES.map((country) => {
        const own = agencies.filter((one) => one.jurisdiction === country)
        return own.length === 0 ? null : (
          <section key={country} aria-labelledby={country}>
            <h2 id={country}>{say(`agencies.${country}`)}</h2>
            <Country country={country} agencies={own} />
          </section>
        )
      })}
    </>
  )
}

function Country({
  country,
  agencies,
}: {
  readonly country: (typeof COUNTRIES)[number]
  readonly agencies: readonly AgencyListed[]
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const years = [...new Set(agencies.flatMap((one) => one.byYear.map(({ year }) => year)))].sort()
  const isFederal = country === 'us'
  return (
    <DataTable
      caption={say('agencies.caption', { country: say(`agencies.${country}`) })}
      captionHidden
      columns={[
        { key: 'agency', label: say('agencies.agency') },
        ...years.map((year) => ({ key: String(year), label: String(year), kind: 'number' as const })),
        ...(isFederal
          ? [
              { key: 'high-impact', label: say('agencies.high-impact'), kind: 'number' as const },
              { key: 'findings', label: say('agencies.findings') },
            ]
          : []),
      ]}
      rows={agencies.map((one) => ({
        key: one.agency,
        cells: [
          one.agency === '' ? (
            say('agencies.unnamed')
          ) : (
            <a key="agency" href={to(agencyPath(one.agency))} lang={country === 'nl' ? 'nl' : 'en'}>
              {one.agencyName}
              {one.agency !== one.agencyName && <span class="agency-code"> {one.agency}</span>}
            </a>
          ),
          ...years.map((year) => {
            const entries = one.byYear.find((found) => found.year === year)?.entries
            return entries === undefined ? (
              <span key={year} class="soft small">
                {say('agencies.no-entry')}
              </span>
            ) : (
              spokenNumber(lang, entries)
            )
          }),
          ...(isFederal
            ? [
                spokenNumber(lang, one.deployedHighImpact),
                one.findings === null ? (
                  <span key="findings" class="soft small">
                    {say('agencies.not-imported')}
                  </span>
                ) : (
                  <SeverityWords key="findings" counts={one.findings} none={say('agencies.no-findings')} />
                ),
              ]
            : []),
        ],
      }))}
    />
  )
}
