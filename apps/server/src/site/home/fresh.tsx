import type { VNode } from 'preact'
import { useLink, useSay } from '../frame.ts'
import { systemPath } from '../path.ts'
import type { NamedLink } from './page.tsx'

/** What a register without inventories says: calmly what is here, and the exact command for the rest. */
export function Fresh({
  files,
  found,
  query,
}: {
  readonly files: readonly string[]
  readonly found: readonly NamedLink[]
  readonly query: string
}): VNode {
  const say = useSay()
  const to = useLink()
  return (
    <>
      {query !== '' && (
        <section aria-labelledby="found">
          <h2 id="found">{say('home.fresh-systems')}</h2>
          {found.length === 0 ? (
            <p>{say('home.fresh-none')}</p>
          ) : (
            <ul>
              {found.map((system) => (
                <li key={system.key}>
                  <a href={to(systemPath(system.key))} lang="en">
                    {system.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <section aria-labelledby="fresh">
        <h2 id="fresh">{say('home.fresh-title')}</h2>
        <p>{say('home.fresh-what')}</p>
        <pre tabindex={0} class="command">
          <code>{['npx recourse register import', ...files.map((file) => `  ${file}`)].join(' \\\n')}</code>
        </pre>
        <p>{say('home.fresh-where')}</p>
        <ul>
          {PUBLISHERS.map((repository) => (
            <li key={repository}>
              <a href={`https://github.com/${repository}`}>{repository}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Where the Office of Management and Budget publishes the consolidated inventories. */
const PUBLISHERS = [
  'ombegov/2024-Federal-AI-Use-Case-Inventory',
  'ombegov/2025-Federal-Agency-AI-Use-Case-Inventory',
] as const
