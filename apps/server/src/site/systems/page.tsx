import { type Lang, message } from '@recourse/papers'
import type { NamedSystem } from '@recourse/register'
import type { VNode } from 'preact'
import { useLink, useSay } from '../frame.ts'
import { systemPath } from '../path.ts'
import type { Page } from '../shell.tsx'

export interface SystemsPageProps {
  readonly systems: readonly NamedSystem[]
}

/** `/systems`: every system the press names, with what the inventories hold of it. */
export function systemsPage(lang: Lang, props: SystemsPageProps): Page {
  return {
    lang,
    path: '/systems',
    title: message(lang, 'systems.title'),
    description: message(lang, 'systems.description'),
    door: 'systems',
    content: <Systems {...props} />,
  }
}

function Systems({ systems }: SystemsPageProps): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      <h1>{say('systems.title')}</h1>
      <p class="lead">{say('systems.lead', { count: systems.length })}</p>
      <ul class="systems">
        {systems.map((system) => {
          const years = [...new Set(system.declarations.map((declared) => declared.year))].sort((a, b) => a - b)
          return (
            <li key={system.key}>
              <h2>
                <a href={to(systemPath(system.key))} lang="en">
                  {system.name}
                </a>
              </h2>
              {isWeak(system) ? <p>{say('systems.weak')}</p> : <p lang="en">{system.what}</p>}
              <p class="small soft">
                <span lang="en">
                  {system.agency} {system.bureau}
                </span>
                {'. '}
                {say(`system.status-${system.inventoryStatus}`)}
                {'. '}
                {years.length === 0
                  ? say('systems.no-years')
                  : say(system.inventoryStatus === 'no-entry-found' ? 'systems.related' : 'systems.years', {
                      years: years.join(', '),
                    })}
                .
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/**
 * Whether all that is known of a system rests on one weak source.
 * INVARIANT: `reported-uncorroborated` never leaves the page of its system (register reference, section 4).
 */
function isWeak({ declarations, contracts, claims, safeguardsReported, vendor }: NamedSystem): boolean {
  const standings = [...contracts, ...claims, ...safeguardsReported, ...(vendor === null ? [] : [vendor])]
  return declarations.length === 0 && standings.every(({ standing }) => standing === 'reported-uncorroborated')
}
