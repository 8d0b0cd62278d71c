import { spokenNumber } from '@recourse/papers'
import type { VNode } from 'preact'
import { useFrame, useLink, useSay } from '../../frame.ts'
import { DataTable } from '../data-table/data-table.tsx'

/** One use, where its entry is known. */
export interface SquareUse {
  readonly name: string
  readonly path: string
  readonly filled: boolean
}

/** One agency: counts alone, or its uses one by one. */
export interface SquareGroup {
  readonly label: string
  /** Full name, for the table. */
  readonly name: string
  readonly path: string | null
  readonly total: number
  readonly filled: number
  /** As many as `total`, or none where only counts are known. */
  readonly uses: readonly SquareUse[]
}

export interface SquaresProps {
  readonly id: string
  /** The finding in a sentence, with both numbers. */
  readonly alt: string
  /** What a filled square means: "established way to appeal". */
  readonly meaning: string
  readonly groups: readonly SquareGroup[]
}

/** A square with its air: as large as the smallest target (WCAG 2.5.8). */
const PITCH = 24
const SIDE = 17
const ROWS = 10

/**
 * The register's signature picture: one square a use, grouped by agency, nothing averaged away. Where entries are known
 * each square is a link that says its name; from counts alone it is one picture. A table stands behind it in both cases.
 */
export function Squares({ id, alt, meaning, groups }: SquaresProps): VNode {
  const say = useSay()
  const to = useLink()
  const linked = groups.some((group) => group.uses.length > 0)
  return (
    <div class="squares" id={id}>
      {linked ? (
        <>
          <a class="squares-skip" href={`#${id}-table`}>
            {say('squares.skip')}
          </a>
          <ul class="squares-groups" aria-label={alt} data-squares="">
            {groups.map((group) => (
              <li key={group.label}>
                <Block group={group} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <div class="squares-groups" role="img" aria-label={alt}>
          {groups.map((group) => (
            <div key={group.label}>
              <Block group={group} />
            </div>
          ))}
        </div>
      )}
      <details id={`${id}-table`}>
        <summary>{say('squares.table')}</summary>
        <DataTable
          caption={alt}
          captionHidden
          columns={[
            { key: 'agency', label: say('squares.agency') },
            { key: 'filled', label: meaning, kind: 'number' },
            { key: 'total', label: say('squares.total'), kind: 'number' },
          ]}
          rows={groups.map((group) => ({
            key: group.label,
            cells: [
              group.path === null ? group.name : <a href={to(group.path)}>{group.name}</a>,
              <Count key="filled" value={group.filled} />,
              <Count key="total" value={group.total} />,
            ],
          }))}
        />
      </details>
    </div>
  )
}

function Count({ value }: { readonly value: number }): VNode {
  const { lang } = useFrame()
  return <>{spokenNumber(lang, value)}</>
}

/** One agency's squares, filled ones first, from above down and then to the right. */
function Block({ group }: { readonly group: SquareGroup }): VNode {
  const say = useSay()
  const { total, filled, uses } = group
  const size = {
    width: Math.max(1, Math.ceil(total / ROWS)) * PITCH,
    height: Math.min(ROWS, Math.max(1, total)) * PITCH,
    focusable: 'false',
  }
  return (
    <>
      <span class="squares-label">
        <b>{group.label}</b>
        <span>{say('squares.more', { filled, total })}</span>
      </span>
      {uses.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in for an svg that holds links
        <svg {...size} role="group" aria-label={group.name}>
          <Links uses={uses} />
        </svg>
      ) : (
        <svg {...size} aria-hidden="true">
          {Array.from({ length: total }, (_, at) => square(at, at < filled))}
        </svg>
      )}
    </>
  )
}

function Links({ uses }: { readonly uses: readonly SquareUse[] }): VNode {
  const to = useLink()
  const ordered = [...uses.filter((use) => use.filled), ...uses.filter((use) => !use.filled)]
  return (
    <>
      {ordered.map((use, at) => (
        <a key={use.path} href={to(use.path)} aria-label={use.name}>
          <title>{use.name}</title>
          {target(at)}
          {square(at, use.filled)}
        </a>
      ))}
    </>
  )
}

// Plain functions, not components: a picture has hundreds of them, and each component costs as much as ten elements.

/** What is touched and what the focus ring is drawn on: the square with half of its air on every side. */
function target(at: number): VNode {
  const air = (PITCH - SIDE) / 2
  const { x, y } = placeOf(at)
  return <rect class="square-target" x={x - air} y={y - air} width={PITCH} height={PITCH} />
}

function square(at: number, filled: boolean): VNode {
  const { x, y } = placeOf(at)
  const inset = filled ? 0 : 0.75
  const side = SIDE - 2 * inset
  return (
    <path
      key={at}
      class={filled ? 'square-filled' : 'square-hollow'}
      d={`M${x + inset} ${y + inset}h${side}v${side}h-${side}z`}
    />
  )
}

/** From above down, then the next column. */
function placeOf(at: number): { readonly x: number; readonly y: number } {
  return { x: Math.floor(at / ROWS) * PITCH, y: (at % ROWS) * PITCH }
}
