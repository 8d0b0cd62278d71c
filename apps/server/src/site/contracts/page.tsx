import { type Lang, message, spokenDate, spokenDollars, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { Amount, Spending } from '../../service/register/contracts.ts'
import type { AwardView } from '../../service/register/view.ts'
import { type DataColumn, DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import { contractPath } from '../path.ts'
import type { Page } from '../shell.tsx'
import { type ContractOrder, contractsPath } from './query.ts'

export interface ContractsPageProps {
  /** In the order asked for. */
  readonly awards: readonly AwardView[]
  readonly order: ContractOrder
  readonly spending: Spending
}

/** `/contracts`: every award, what it is joined to, and what it adds up to. */
export function contractsPage(lang: Lang, props: ContractsPageProps): Page {
  return {
    lang,
    path: contractsPath(props.order),
    title: message(lang, 'contracts.title'),
    description: message(lang, 'contracts.description'),
    door: 'contracts',
    indexed: props.order === 'obligated',
    data: '/api/v1/contracts',
    content: <Contracts {...props} />,
  }
}

function Contracts({ awards, order, spending }: ContractsPageProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  if (awards.length === 0) {
    return (
      <>
        <h1>{say('contracts.title')}</h1>
        <h2>{say('contracts.none-title')}</h2>
        <p>{say('contracts.none')}</p>
        <pre class="wrapped">
          <code>npx recourse register import awards.json</code>
        </pre>
        <p>
          <a href={to('/figures#spending-year')}>{say('contracts.figures')}</a>
        </p>
      </>
    )
  }
  const joined = (by: AwardView['joinedBy']) => awards.filter((award) => award.joinedBy === by).length
  return (
    <>
      <h1>{say('contracts.title')}</h1>
      <p class="lead">
        {say('contracts.lead', { awards: awards.length, amount: spokenDollars(lang, spending.totalUsd) })}
      </p>
      <p>{say('contracts.joined', { number: joined('piid'), vendor: joined('vendor'), none: joined(null) })}</p>
      <p>{say('contracts.about')}</p>
      <p class="no-print">
        <a href={to('/figures#spending-year')}>{say('contracts.figures')}</a> · {say('contracts.take')}:{' '}
        <a href="/contracts.csv" download>
          CSV
        </a>{' '}
        · <a href="/api/v1/contracts">JSON</a>
      </p>
      <section aria-labelledby="awards">
        <h2 id="awards">{say('contracts.list-title')}</h2>
        <Awards awards={awards} order={order} />
      </section>
      <section aria-labelledby="sums">
        <h2 id="sums">{say('contracts.spending-title')}</h2>
        <div class="sums">
          <Sums id="office" title={say('contracts.by-office')} amounts={spending.byOffice} />
          <Sums
            id="vendor"
            title={say('contracts.by-vendor', { count: Math.min(SHOWN, spending.byVendor.length) })}
            amounts={spending.byVendor.slice(0, SHOWN)}
          />
          <Sums id="year" title={say('contracts.by-year')} amounts={spending.byYear} />
        </div>
      </section>
    </>
  )
}

const SHOWN = 15

function Awards({ awards, order }: Pick<ContractsPageProps, 'awards' | 'order'>): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  const column = (key: ContractOrder, label: string, direction: 'ascending' | 'descending'): DataColumn => ({
    key,
    label,
    ...(key === 'obligated' ? { kind: 'number' as const } : {}),
    sort: { path: contractsPath(key), current: order === key ? direction : null },
  })
  return (
    <DataTable
      caption={say('contracts.caption', { order: say(`contracts.order-${order}`) })}
      columns={[
        { key: 'award', label: say('contracts.award') },
        column('vendor', say('contracts.vendor'), 'ascending'),
        column('office', say('contracts.office'), 'ascending'),
        column('obligated', say('contracts.obligated'), 'descending'),
        column('start', say('contracts.start'), 'descending'),
        { key: 'uses', label: say('contracts.uses') },
      ]}
      rows={awards.map((award) => ({
        key: award.awardId,
        cells: [
          <a key="award" href={to(contractPath(award.awardId))} class="award-id">
            {award.awardId}
          </a>,
          <Vendor key="vendor" name={award.vendor} />,
          <span key="office" lang="en">
            {award.office}
          </span>,
          spokenDollars(lang, award.obligatedUsd),
          award.startDate === '' ? (
            <span key="start" class="soft small">
              {say('contracts.no-start')}
            </span>
          ) : (
            <span key="start" class="nowrap">
              {spokenDate(lang, award.startDate, 'short')}
            </span>
          ),
          <Joined key="uses" award={award} />,
        ],
      }))}
    />
  )
}

/** A vendor as the award names it; some awards name none. */
export function Vendor({ name }: { readonly name: string }): VNode {
  const say = useSay()
  return name === '' ? <span class="soft small">{say('contracts.no-vendor')}</span> : <span lang="en">{name}</span>
}

function Joined({ award }: { readonly award: AwardView }): VNode {
  const say = useSay()
  const numbered = award.useCases.filter((one) => one.joinedBy === 'piid').length
  const leads = award.useCases.length - numbered
  if (award.useCases.length === 0) return <span class="soft small">{say('contracts.no-use')}</span>
  return (
    <>
      {numbered > 0 && <b>{say('contracts.by-number', { count: numbered })}</b>}
      {numbered > 0 && leads > 0 && ', '}
      {leads > 0 && <span class="soft">{say('contracts.leads', { count: leads })}</span>}
    </>
  )
}

function Sums({
  id,
  title,
  amounts,
}: {
  readonly id: string
  readonly title: string
  readonly amounts: readonly Amount[]
}): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <div>
      <h3>{title}</h3>
      <DataTable
        caption={title}
        captionHidden
        columns={[
          {
            key: 'name',
            label: say(id === 'year' ? 'figures.year' : `contracts.${id === 'office' ? 'office' : 'vendor'}`),
          },
          { key: 'usd', label: say('contracts.obligated'), kind: 'number' },
          { key: 'awards', label: say('figures.awards'), kind: 'number' },
        ]}
        rows={amounts.map((amount) => ({
          key: amount.name,
          cells: [
            amount.name === '' ? say(id === 'year' ? 'figures.no-date' : 'contracts.no-vendor') : amount.name,
            spokenDollars(lang, amount.usd),
            spokenNumber(lang, amount.awards),
          ],
        }))}
      />
    </div>
  )
}
