import { type Lang, message, spokenDate, spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import type { EntryPath } from '../../service/log/entry-path.ts'
import type { GrowthDay, LogView } from '../../service/log/log-view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'
import { Checks } from './checks.tsx'
import { Growth } from './growth.tsx'
import { spokenInstant } from './instant.ts'
import { OneEntry } from './one-entry.tsx'
import { Witnesses } from './witnesses.tsx'

export interface LogPageProps {
  /** null: this server keeps no log. */
  readonly view: LogView | null
  readonly growth: readonly GrowthDay[]
  /** The entry whose way is drawn; null where there is none of the number that was asked for. */
  readonly path: EntryPath | null
  /** As typed; null: not asked, the newest entry is shown. */
  readonly asked: string | null
}

/** `/log`: what the log holds, who watches it, and how anyone checks it (abuse.md L06). */
export function logPage(lang: Lang, props: LogPageProps): Page {
  return {
    lang,
    path: props.asked === null ? '/log' : `/log?${new URLSearchParams({ entry: props.asked })}`,
    title: message(lang, 'log.title'),
    description: message(lang, 'log.description'),
    door: 'log',
    data: '/api/v1/log',
    ...(props.asked === null ? {} : { indexed: false }),
    content: <Log {...props} />,
  }
}

function Log({ view, growth, path, asked }: LogPageProps): VNode {
  const say = useSay()
  return (
    <>
      <h1>{say('log.title')}</h1>
      <p class="lead">{say('log.lead')}</p>
      {view === null ? (
        <p>{say('log.none')}</p>
      ) : (
        <>
          {view.demonstration && <Alert kind="information">{<p>{say('log.demonstration')}</p>}</Alert>}
          <Now view={view} />
          <Witnesses view={view} />
          <Growth growth={growth} />
          <Checkpoints view={view} />
          <OneEntry view={view} path={path} asked={asked} />
          <Checks view={view} />
          {view.shards.length > 1 && <Shards view={view} />}
          <section aria-labelledby="not">
            <h2 id="not">{say('log.not-title')}</h2>
            <ul>
              <li>{say('log.not-missing')}</li>
              <li>{say('log.not-true')}</li>
              <li>{say('log.not-who')}</li>
            </ul>
          </section>
        </>
      )}
    </>
  )
}

function Now({ view }: { readonly view: LogView }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const newest = view.checkpoints[0]
  const rows: readonly (readonly [string, VNode])[] = [
    [say('log.size'), <span class="number">{say('log.size-value', { count: view.size })}</span>],
    [
      say('log.newest'),
      <span>{newest === undefined ? say('log.never') : spokenInstant(lang, newest.publishedAt)}</span>,
    ],
    [say('log.root'), view.root === '' ? <span>{say('log.never')}</span> : <code>{view.root}</code>],
    [say('log.origin'), <code>{view.origin}</code>],
    [
      say('log.index'),
      <span>
        {view.index === null
          ? say('log.never')
          : say('log.index-value', {
              size: spokenNumber(lang, view.index.size),
              labels: spokenNumber(lang, view.index.labels),
              leaf: spokenNumber(lang, view.index.leaf),
            })}
      </span>,
    ],
    [say('log.kinds'), <span>{say(`log.kinds-${view.kinds}`)}</span>],
    [say('log.hours'), <span>{say('log.hours-value', { hours: view.granularityHours })}</span>],
  ]
  return (
    <section aria-labelledby="now">
      <h2 id="now">{say('log.now-title')}</h2>
      <dl class="log-facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Checkpoints({ view }: { readonly view: LogView }): VNode | null {
  const { lang } = useFrame()
  const say = useSay()
  if (view.checkpoints.length === 0) return null
  return (
    <section aria-labelledby="checkpoints">
      <h2 id="checkpoints">{say('log.checkpoints-title')}</h2>
      <DataTable
        caption={say('log.checkpoints-caption')}
        captionHidden
        columns={[
          { key: 'published', label: say('log.published') },
          { key: 'size', label: say('log.size'), kind: 'number' },
          { key: 'quorum', label: say('log.quorum') },
        ]}
        rows={view.checkpoints.map(({ size, publishedAt, quorumAt }) => ({
          key: `${size} ${publishedAt}`,
          cells: [
            spokenInstant(lang, publishedAt),
            spokenNumber(lang, size),
            quorumAt === null ? say('log.quorum-missing') : spokenInstant(lang, quorumAt),
          ],
        }))}
      />
    </section>
  )
}

function Shards({ view }: { readonly view: LogView }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  return (
    <section aria-labelledby="shards">
      <h2 id="shards">{say('log.shards-title')}</h2>
      <DataTable
        caption={say('log.shards-caption')}
        captionHidden
        columns={[
          { key: 'origin', label: say('log.origin') },
          { key: 'from', label: say('log.shard-from') },
          { key: 'until', label: say('log.shard-until') },
          { key: 'size', label: say('log.size'), kind: 'number' },
        ]}
        rows={view.shards.map(({ log, origin, inception, frozenAt, size }) => ({
          key: `${log}`,
          cells: [
            <code class="log-name">{origin}</code>,
            spokenDate(lang, inception),
            frozenAt === null ? say('log.shard-live') : spokenDate(lang, frozenAt),
            spokenNumber(lang, size),
          ],
        }))}
      />
    </section>
  )
}
