import type { ComponentChildren, VNode } from 'preact'
import { useSay } from '../../frame.ts'

/** Why there is no value. Each has its own words and its own mark; none of them is an empty cell or a dash. */
export type AbsenceKind = 'not-asked' | 'left-out' | 'blank' | 'unreadable' | 'not-testable' | 'cannot-tell' | 'hidden'

export interface AbsenceProps {
  readonly kind: AbsenceKind
  /** Closer words of the same kind, "The agreement names no quota"; the kind's own words without them. */
  readonly children?: ComponentChildren
}

/** Register reference, section 1: a missing value says who left it out. */
export function Absence({ kind, children }: AbsenceProps): VNode {
  const say = useSay()
  return (
    <span class="absence">
      <svg class="shape" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <path
          d={MARKS[kind]}
          fill="none"
          stroke="currentcolor"
          stroke-width="1.5"
          stroke-dasharray={DASHED.has(kind) ? '1.5 1.5' : undefined}
        />
      </svg>
      <span>{children ?? say(`absence.${kind}`)}</span>
    </span>
  )
}

const BOX = 'M1.75 1.75h10.5v10.5H1.75z'
const DASHED: ReadonlySet<AbsenceKind> = new Set(['not-asked', 'not-testable', 'cannot-tell'])
const MARKS: Readonly<Record<AbsenceKind, string>> = {
  'not-asked': BOX,
  'left-out': 'M1.75 4.5V1.75H4.5M9.5 1.75h2.75V4.5M12.25 9.5v2.75H9.5M4.5 12.25H1.75V9.5',
  blank: BOX,
  unreadable: `${BOX}M3.5 8.5l1.75-3 1.75 3 1.75-3 1.75 3`,
  'not-testable': `${BOX}M1.75 12.25l10.5-10.5`,
  'cannot-tell': `${BOX}M7 4v3.5M7 9v1`,
  hidden: `${BOX}M1.75 7h10.5`,
}
