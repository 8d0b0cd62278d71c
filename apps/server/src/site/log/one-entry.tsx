import { spokenDate, spokenNumber } from '@recourse/papers'
import type { ComponentChildren, VNode } from 'preact'
import type { EntryPath } from '../../service/log/entry-path.ts'
import type { LogView } from '../../service/log/log-view.ts'
import { Alert } from '../component/alert/alert.tsx'
import { DataTable } from '../component/data-table/data-table.tsx'
import { useFrame, useSay } from '../frame.ts'
import { PathDrawing, rowsOf } from './path-drawing.tsx'

interface OneEntryProps {
  readonly view: LogView
  readonly path: EntryPath | null
  readonly asked: string | null
}

/** Choose an entry by its number and see its way to the root, drawn and as a table. */
export function OneEntry({ view, path, asked }: OneEntryProps): VNode | null {
  const { lang } = useFrame()
  const say = useSay()
  if (view.size === 0) return null
  return (
    <section aria-labelledby="entry-title">
      <h2 id="entry-title">{say('log.path-title')}</h2>
      <p>{say('log.path-about')}</p>
      <p>{say('log.path-warning')}</p>
      <form action="/log" method="get" class="log-choose">
        {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
        <label class="usa-label" for="entry">
          {say('log.path-label', { last: spokenNumber(lang, view.size - 1) })}
        </label>
        <input
          class="usa-input"
          id="entry"
          name="entry"
          inputmode="numeric"
          autocomplete="off"
          maxlength={16}
          value={asked ?? (path === null ? '' : `${path.index}`)}
        />
        <button class="usa-button" type="submit">
          {say('log.path-show')}
        </button>
      </form>
      {path === null ? (
        <Alert kind="refused">
          <p>{say('log.path-none', { size: view.size })}</p>
        </Alert>
      ) : (
        <Shown path={path} />
      )}
    </section>
  )
}

function Shown({ path }: { readonly path: EntryPath }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const rows = rowsOf(path)
  return (
    <>
      <PathDrawing path={path} />
      <details class="fold">
        <summary>{say('log.path-table')}</summary>
        <DataTable
          caption={say('log.path-caption', { index: spokenNumber(lang, path.index) })}
          columns={[
            { key: 'level', label: say('log.path-level'), kind: 'number' },
            { key: 'role', label: say('log.path-role') },
            { key: 'range', label: say('log.path-range') },
            { key: 'hash', label: say('log.path-hash') },
          ]}
          rows={rows.flatMap(({ height, nodes }) =>
            nodes.map((node) => ({
              key: `${height} ${node.role}`,
              cells: [
                `${height}`,
                say(`log.path-${node.role}`),
                say('log.range', { from: spokenNumber(lang, node.start), to: spokenNumber(lang, node.end - 1) }),
                <code>{node.hash}</code>,
              ],
            })),
          )}
        />
      </details>
      <h3>{say('log.entry-title', { index: spokenNumber(lang, path.index) })}</h3>
      <Entry path={path} />
    </>
  )
}

const GROUPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 15] as const

function Entry({ path: { entry } }: { readonly path: EntryPath }): VNode {
  const { lang } = useFrame()
  const say = useSay()
  switch (entry.type) {
    case 'event': {
      const group = GROUPS.find((one) => one === entry.kind >> 4) ?? 0
      const day = new Date(entry.hours * 3_600_000).toISOString().slice(0, 10)
      return (
        <>
          <p>{say('log.entry-event')}</p>
          <Facts
            facts={[
              [say('log.entry-kind'), `${say(`log.group-${group}`)} (${hex(Uint8Array.of(entry.kind))})`],
              [say('log.entry-day'), spokenDate(lang, day)],
              [say('log.entry-label'), <code>{hex(entry.label)}</code>],
              [say('log.entry-commitment'), <code>{hex(entry.commitment)}</code>],
            ]}
          />
        </>
      )
    }
    case 'index-root':
      return (
        <>
          <p>{say('log.entry-index-root')}</p>
          <Facts
            facts={[
              [say('log.entry-covers'), say('log.size-value', { count: Number(entry.size) })],
              [say('log.entry-labels'), spokenNumber(lang, Number(entry.labels))],
              [say('log.path-root'), <code>{hex(entry.root)}</code>],
            ]}
          />
        </>
      )
    case 'shard-start':
      return (
        <>
          <p>{say('log.entry-shard-start')}</p>
          <Facts
            facts={[
              [say('log.entry-covers'), say('log.size-value', { count: Number(entry.size) })],
              [say('log.path-root'), <code>{hex(entry.root)}</code>],
            ]}
          />
        </>
      )
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ComponentChildren])[] }): VNode {
  return (
    <dl class="log-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
