import { spokenDollars, spokenNumber } from '@recourse/papers'
import type { Amount } from '../../service/register/contracts.ts'
import { Bars } from '../component/bars/bars.tsx'
import type { Draw, Drawn, FigureFacts } from './drawn.ts'

/** By calendar year where awards are imported; by fiscal year as shipped. Awards without a date are never drawn into a year. */
export const drawSpendingYear: Draw = (facts, { lang, say }) => {
  const amounts = yearAmounts(facts)
  const dated = amounts.filter((amount) => amount.name !== '')
  const most = largest(dated)
  if (!most) return null
  const total = sumOf(amounts)
  const undated = sumOf(amounts.filter((amount) => amount.name === ''))
  const title = say('figures.year-title', {
    amount: spokenDollars(lang, most.usd, 'short'),
    total: spokenDollars(lang, total, 'short'),
    year: most.name,
  })
  const picture = (
    <Bars
      alt={title}
      labels="beside"
      rows={dated.map((amount) => ({
        label: amount.name,
        value: amount.usd,
        spoken: spokenDollars(lang, amount.usd, 'short'),
      }))}
    />
  )
  return drawn(
    'spending-year',
    say('figures.year'),
    amounts,
    { lang, say },
    {
      title,
      subtitle: say(facts.spending === null ? 'figures.fiscal-subtitle' : 'figures.year-subtitle', {
        awards: amounts.reduce((sum, amount) => sum + amount.awards, 0),
        undated: spokenDollars(lang, undated, 'short'),
      }),
      unnamed: say('figures.no-date'),
      picture,
    },
  )
}

export const drawSpendingOffice: Draw = ({ spending }, { lang, say }) => {
  const most = spending === null ? undefined : largest(spending.byOffice)
  if (spending === null || !most) return null
  const title = say('figures.office-title', {
    first: most.name,
    amount: spokenDollars(lang, most.usd, 'short'),
    total: spokenDollars(lang, spending.totalUsd, 'short'),
  })
  return drawn(
    'spending-office',
    say('figures.office'),
    spending.byOffice,
    { lang, say },
    {
      title,
      subtitle: say('figures.office-subtitle', { awards: spending.awards }),
      unnamed: say('figures.unknown'),
      picture: <Named alt={title} amounts={spending.byOffice} unnamed={say('figures.unknown')} lang={lang} />,
    },
  )
}

const VENDORS = 15

export const drawSpendingVendor: Draw = ({ spending }, { lang, say }) => {
  // A vendor that the file does not name is no vendor that received most.
  const named = spending?.byVendor.filter((amount) => amount.name !== '') ?? []
  const most = largest(named)
  if (spending === null || spending === undefined || !most) return null
  const title = say('figures.vendor-title', {
    first: most.name,
    amount: spokenDollars(lang, most.usd, 'short'),
    total: spokenDollars(lang, spending.totalUsd, 'short'),
  })
  const shown = named.slice(0, VENDORS)
  return drawn(
    'spending-vendor',
    say('figures.vendor'),
    spending.byVendor,
    { lang, say },
    {
      title,
      subtitle: say('figures.vendor-subtitle', { awards: spending.awards, shown: shown.length }),
      unnamed: say('contracts.no-vendor'),
      picture: <Named alt={title} amounts={shown} unnamed={say('contracts.no-vendor')} lang={lang} />,
    },
  )
}

function Named({
  alt,
  amounts,
  unnamed,
  lang,
}: {
  readonly alt: string
  readonly amounts: readonly Amount[]
  readonly unnamed: string
  readonly lang: 'en' | 'es'
}) {
  return (
    <Bars
      alt={alt}
      labels="above"
      rows={amounts.map((amount) => ({
        label: amount.name === '' ? unnamed : amount.name,
        value: amount.usd,
        spoken: spokenDollars(lang, amount.usd, 'short'),
      }))}
    />
  )
}

function yearAmounts({ spending, current }: FigureFacts): readonly Amount[] {
  if (spending !== null) return spending.byYear
  const years = [...new Set(current.figures.spending.map((one) => one.fiscalYear))].sort((a, b) => (a ?? 0) - (b ?? 0))
  return years.map((year) => {
    const own = current.figures.spending.filter((one) => one.fiscalYear === year)
    return {
      name: year === null ? '' : String(year),
      usd: own.reduce((sum, one) => sum + one.obligatedUsd, 0),
      awards: own.reduce((sum, one) => sum + one.awards, 0),
    }
  })
}

function largest(amounts: readonly Amount[]): Amount | undefined {
  return amounts.reduce<Amount | undefined>(
    (most, one) => (most === undefined || one.usd > most.usd ? one : most),
    undefined,
  )
}

function sumOf(amounts: readonly Amount[]): number {
  return amounts.reduce((sum, amount) => sum + amount.usd, 0)
}

function drawn(
  name: Drawn['name'],
  label: string,
  amounts: readonly Amount[],
  { lang, say }: Parameters<Draw>[1],
  rest: Pick<Drawn, 'title' | 'subtitle' | 'picture'> & { readonly unnamed: string },
): Drawn {
  return {
    name,
    title: rest.title,
    subtitle: rest.subtitle,
    alt: rest.title,
    wide: false,
    columns: [
      { key: name.replace('spending-', ''), label, kind: 'text' },
      { key: 'obligated_usd', label: say('figures.obligated'), kind: 'number' },
      { key: 'awards', label: say('figures.awards'), kind: 'number' },
    ],
    rows: amounts.map((amount) => [amount.name, Math.round(amount.usd * 100) / 100, amount.awards]),
    shown(row, column) {
      const amount = amounts[row]
      if (amount === undefined) return ''
      if (column === 0) return amount.name === '' ? rest.unnamed : amount.name
      return column === 1 ? spokenDollars(lang, amount.usd) : spokenNumber(lang, amount.awards)
    },
    picture: rest.picture,
    drawing: rest.picture,
  }
}
