import type { PressSource } from '@recourse/register'
import type { VNode } from 'preact'
import { PressLine } from '../component/press-line/press-line.tsx'
import { useLink, useSay } from '../frame.ts'
import { systemPath } from '../path.ts'
import { type LinkedSystem, reportedLines } from './linked-system.ts'

/** Press reports on the system an entry is, and pointers to systems it is only related to. */
export function Reported({
  systems,
  press,
}: {
  readonly systems: readonly LinkedSystem[]
  readonly press: ReadonlyMap<string, PressSource>
}): VNode {
  const say = useSay()
  const to = useLink()
  if (systems.length === 0) return <p class="soft">{say('use-case.reported-none')}</p>
  return (
    <>
      {systems.map(({ system, same, link }) => {
        const lines = same ? reportedLines(system, press) : []
        return (
          <div key={system.key}>
            {lines.length > 0 && (
              <ul class="press">
                {lines.map((line) => (
                  <PressLine key={`${line.statement.source} ${line.statement.text}`} {...line} />
                ))}
              </ul>
            )}
            <p>
              <a href={to(systemPath(system.key))}>
                {same
                  ? say('use-case.reported-system', { system: system.name })
                  : say('use-case.related', { system: system.name })}
              </a>
              {!same && (
                <span class="small soft">
                  {' '}
                  (<span lang="en">{link}</span>)
                </span>
              )}
            </p>
          </div>
        )
      })}
    </>
  )
}
