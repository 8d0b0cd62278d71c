import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import type { AgencyDetail } from '../../service/register/show-agency.ts'
import { Breadcrumb } from '../component/breadcrumb/breadcrumb.tsx'
import { UseCaseItem } from '../component/use-case-item/use-case-item.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { agencyPath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { Changes } from './changes.tsx'
import { Findings } from './findings.tsx'
import { Practices } from './practices.tsx'
import { Sourcing } from './sourcing.tsx'
import { Years } from './years.tsx'

export type AgencyPageProps = AgencyDetail

/** `/agencies/CODE`: what one agency published, and what is missing. */
export function agencyPage(lang: Lang, props: AgencyPageProps): Page {
  return {
    lang,
    path: agencyPath(props.agency),
    title: props.agencyName,
    description: message(lang, 'agency.description', { agency: props.agencyName }),
    door: 'register',
    data: `/api/v1/use-cases?agency=${encodeURIComponent(props.agency)}`,
    content: <Agency {...props} />,
  }
}

function Agency(props: AgencyPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { agency, agencyName, jurisdiction, years, useCases, useCaseCount } = props
  const newest = years.findLast((year) => year.format !== 'omb-2025-cots') ?? years.at(-1)
  const isFederal = jurisdiction === 'us'
  return (
    <>
      <Breadcrumb trail={[{ label: say('agencies.title'), path: '/agencies' }]} here={agency} />
      <h1 lang={jurisdiction === 'nl' ? 'nl' : 'en'}>{agencyName}</h1>
      {newest !== undefined && (
        <p class="lead">
          {say('agency.lead', {
            count: newest.entries,
            inventory: inSentence(lang, say(`inventory-name.${newest.format}`)),
          })}{' '}
          {newest.deployedHighImpact !== null && say('agency.lead-high', { count: newest.deployedHighImpact })}
        </p>
      )}
      <section aria-labelledby="years">
        <h2 id="years">{say('agency.years-title')}</h2>
        <Years years={years} />
      </section>
      {isFederal && <Practices {...props} />}
      <Findings {...props} />
      {isFederal && <Changes {...props} />}
      {isFederal && <Sourcing {...props} />}
      <section aria-labelledby="uses">
        <h2 id="uses">{say('agency.uses-title')}</h2>
        {useCases.length === 0 ? (
          <p class="soft">{say('agency.uses-none')}</p>
        ) : (
          <>
            <ul class="use-case-items">
              {useCases.map((useCase) => (
                <UseCaseItem key={useCase.key} useCase={useCase} />
              ))}
            </ul>
            <All agency={agency} count={useCaseCount} />
          </>
        )}
      </section>
    </>
  )
}

function All({ agency, count }: { readonly agency: string; readonly count: number }): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <p>
      <a href={to(`/?agency=${encodeURIComponent(agency)}`)}>{say('agency.uses-all', { count })}</a>
    </p>
  )
}

/** An inventory's name inside an English sentence begins with a small letter. */
function inSentence(lang: Lang, name: string): string {
  return lang === 'en' && name.startsWith('Federal') ? name.replace('F', 'f') : name
}
