import { type Lang, message, spokenDate } from '@recourse/papers'
import type { VNode } from 'preact'
import type { CurrentFigures } from '../../service/register/current-figures.ts'
import { Figure } from '../component/figure/figure.tsx'
import { useFrame, useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'
import { draw } from './all.ts'
import { type Drawn, type FigureFacts, type FigureName, figurePath } from './drawn.ts'

export type FiguresPageProps = FigureFacts

/** `/figures`: every picture of the register, each with its numbers, files and sources. */
export function figuresPage(lang: Lang, props: FiguresPageProps): Page {
  return {
    lang,
    path: '/figures',
    title: message(lang, 'figures.title'),
    description: message(lang, 'figures.description'),
    door: 'figures',
    content: <Figures facts={props} />,
  }
}

const GROUPS = [
  { key: 'practices', names: ['practices'] },
  { key: 'life', names: ['life'] },
  { key: 'changes', names: ['impact', 'stage'] },
  { key: 'findings', names: ['findings'] },
  { key: 'spending', names: ['spending-year', 'spending-office', 'spending-vendor'] },
  { key: 'agreements', names: ['agreements'] },
] as const satisfies readonly { readonly key: string; readonly names: readonly FigureName[] }[]

function Figures({ facts }: { readonly facts: FigureFacts }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { from, asOf, sources } = facts.current
  const groups = GROUPS.map(({ key, names }) => ({
    key,
    figures: names.map((name) => draw(name, facts, lang)).filter((drawn) => drawn !== null),
  }))
  return (
    <>
      <h1>{say('figures.title')}</h1>
      <p class="lead">{say('figures.lead')}</p>
      <p class="soft small">
        {say(from === 'imported' ? 'figures.imported' : 'figures.shipped', { date: spokenDate(lang, asOf) })}
      </p>
      <nav class="figure-list" aria-label={say('figures.list')}>
        <ul>
          {groups.flatMap(({ figures }) =>
            figures.map((figure) => (
              <li key={figure.name}>
                <a href={`#${figure.name}`}>{figure.title}</a>
              </li>
            )),
          )}
        </ul>
      </nav>
      {groups.map(({ key, figures }) => (
        <section key={key} class="figure-group" aria-labelledby={`group-${key}`}>
          <h2 id={`group-${key}`}>{say(`figures.${key}-group`)}</h2>
          {figures.map((figure) => (
            <One key={figure.name} figure={figure} facts={facts} />
          ))}
          {key === 'changes' && figures.length === 0 && <p class="soft">{say('figures.changes-none')}</p>}
          {key === 'spending' && <Spending known={facts.spending !== null} />}
        </section>
      ))}
      <section aria-labelledby="sources">
        <h2 id="sources">{say('figures.files')}</h2>
        <ul class="small">
          {sources.map((source) => (
            <li key={source.sha256}>
              {say('figures.file', { file: source.file, rows: source.rows })} <span class="proof">{source.sha256}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Spending({ known }: { readonly known: boolean }): VNode {
  const say = useSay()
  const to = useLink()
  return known ? (
    <p>
      <a href={to('/contracts')}>{say('figures.contracts')}</a>
    </p>
  ) : (
    <p class="soft">{say('figures.spending-none')}</p>
  )
}

function One({ figure, facts }: { readonly figure: Drawn; readonly facts: FigureFacts }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const { asOf } = facts.current
  const { name, title } = figure
  return (
    <Figure
      id={name}
      title={title}
      subtitle={figure.subtitle}
      source={
        name === 'agreements'
          ? say('figures.agreements-source')
          : say('figures.source-words', {
              files: sourcesOf(name, facts)
                .map((source) => source.file)
                .join(', '),
              date: spokenDate(lang, asOf),
            })
      }
      wide={figure.wide}
      downloads={{
        csv: figurePath(name, 'csv'),
        json: figurePath(name, 'json'),
        svg: figurePath(name, 'svg', lang),
      }}
      table={{
        caption: title,
        captionHidden: true,
        columns: figure.columns,
        rows: figure.rows.map((row, at) => ({
          key: `${at}`,
          cells: row.map((_, column) => figure.shown(at, column)),
        })),
      }}
    >
      {figure.picture}
    </Figure>
  )
}

/** Formats a picture is counted from; null: all. */
const FORMATS: Readonly<Record<Exclude<FigureName, 'agreements'>, readonly string[] | null>> = {
  practices: ['omb-2025', 'omb-2025-sourcing'],
  life: ['omb-2025', 'omb-2025-sourcing'],
  impact: ['omb-2024', 'omb-2025'],
  stage: ['omb-2024', 'omb-2025'],
  findings: null,
  'spending-year': ['contracts'],
  'spending-office': ['contracts'],
  'spending-vendor': ['contracts'],
}

/** The files a picture was counted from. Agreements are facts of the project, whose press sources stand with each. */
export function sourcesOf(name: FigureName, { current }: FigureFacts): CurrentFigures['sources'] {
  if (name === 'agreements') return []
  const wanted = FORMATS[name]
  return current.sources.filter((source) => wanted === null || wanted.includes(source.format))
}
