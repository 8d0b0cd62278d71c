import type { Evidence } from '@recourse/register'
import type { VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

export interface SourceProps {
  /** Unique on the page; `#id` opens the mark and shows the cell. */
  readonly id: string
  readonly evidence: readonly Evidence[]
  /** Page of the record an evidence stands in, where the register has one. */
  readonly recordPath?: (evidence: Evidence) => string | null
}

/**
 * The small underlined mark behind a claim. Opens in place: file, record, column and the raw cell; can be linked.
 * It is a block that begins as words in the line, so it cannot stand inside a `<p>`: use `<div class="claim">`.
 */
export function Source({ id, evidence, recordPath }: SourceProps): VNode {
  const say = useSay()
  return (
    <details class="source">
      <summary>{say('source.mark', { count: evidence.length })}</summary>
      <div class="source-body" id={id}>
        {evidence.map((one) => (
          <Cell key={`${one.file}:${one.row}:${one.column}`} evidence={one} path={recordPath?.(one) ?? null} />
        ))}
        <a class="source-link" href={`#${id}`}>
          {say('source.link')}
        </a>
      </div>
    </details>
  )
}

function Cell({ evidence, path }: { readonly evidence: Evidence; readonly path: string | null }): VNode {
  const say = useSay()
  const to = useLink()
  const { file, row, column, value } = evidence
  const own = OWN.exec(file)
  if (own !== null) return <OwnFact subject={own[1] ?? file} column={column} value={value} />
  return (
    <dl class="source-cell">
      <div>
        <dt>{say('source.file')}</dt>
        <dd class="proof">{file}</dd>
      </div>
      <div>
        <dt>{say('source.record')}</dt>
        <dd>{row === null ? say('source.whole-file') : path === null ? row : <a href={to(path)}>{row}</a>}</dd>
      </div>
      {column !== null && (
        <div>
          <dt>{say('source.column')}</dt>
          <dd class="proof">{column}</dd>
        </div>
      )}
      <div class="source-raw">
        <dt>{say('source.cell')}</dt>
        <dd>{value === '' ? <span class="soft">{say('absence.blank')}</span> : <q>{value}</q>}</dd>
      </div>
    </dl>
  )
}

/** Facts of named systems and agreements are coded or worded by the project: nobody published them as a cell. */
const OWN = /^(?:system|agreement):(.+)$/

function OwnFact(fact: { readonly subject: string; readonly column: string | null; readonly value: string }): VNode {
  const say = useSay()
  return (
    <dl class="source-cell">
      <div>
        <dt>{say('source.own')}</dt>
        <dd class="proof">{fact.subject}</dd>
      </div>
      {fact.column !== null && (
        <div>
          <dt>{say('source.column')}</dt>
          <dd class="proof">{fact.column}</dd>
        </div>
      )}
      <div class="source-raw">
        <dt>{say('source.own-words')}</dt>
        <dd>{fact.value === '' ? <span class="soft">{say('absence.blank')}</span> : fact.value}</dd>
      </div>
    </dl>
  )
}
