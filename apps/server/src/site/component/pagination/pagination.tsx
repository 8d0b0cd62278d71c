import type { VNode } from 'preact'
import { useLink, useSay } from '../../frame.ts'

export interface PaginationProps {
  readonly total: number
  /** Position of the first item shown, from 1; null where the list does not know it. */
  readonly from: number | null
  readonly shown: number
  /** Address of the next page; null on the last. */
  readonly nextPath: string | null
  /** Address of the first page; null on the first. */
  readonly firstPath: string | null
}

/** Pages by cursor: forward, and back to the first. The browser's own back button goes one page back. */
export function Pagination({ total, from, shown, nextPath, firstPath }: PaginationProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <nav class="pagination" aria-label={say('pagination.label')}>
      <p>
        {from === null || (nextPath === null && firstPath === null)
          ? say('pagination.all', { total })
          : say('pagination.range', { from, to: from + shown - 1, total })}
      </p>
      {firstPath !== null && (
        <a class="usa-button usa-button--outline" href={to(firstPath)}>
          {say('pagination.first')}
        </a>
      )}
      {nextPath !== null && (
        <a class="usa-button" rel="next" href={to(nextPath)}>
          {say('pagination.next')}
        </a>
      )}
    </nav>
  )
}
