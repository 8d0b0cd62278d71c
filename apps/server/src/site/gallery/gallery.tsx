import type { Lang } from '@recourse/papers'
import type { VNode } from 'preact'
import type { Site } from '../frame.ts'
import { renderPage } from '../shell.tsx'
import { EXHIBITS, type Shown } from './exhibits.ts'

/** Every component in every example on one page: the reference for those who write pages, and what the page tests look at. English around, since only developers read it. */
export function renderGallery(site: Site, lang: Lang): string {
  return renderPage(site, {
    lang,
    path: '/gallery',
    title: 'Components',
    description: 'Every component of the site in every example.',
    indexed: false,
    islands: ['squares'],
    content: <Gallery shown={EXHIBITS} />,
  })
}

/** One example alone on a page, so that ids and landmarks repeat nowhere and a picture shows one thing; null: there is none. */
export function renderExample(site: Site, lang: Lang, name: string, at: number): string | null {
  const exhibit = EXHIBITS.find((one) => one.name === name)
  const example = exhibit?.examples[at]
  if (!exhibit || !example) return null
  return renderPage(site, {
    lang,
    path: `/gallery/${name}/${at}`,
    title: name,
    description: exhibit.about,
    indexed: false,
    islands: ['squares'],
    content: (
      <>
        <h1>{name}</h1>
        <h2>Example</h2>
        <p class="soft">{exhibit.about}</p>
        <h3>{example.name}</h3>
        {example.node}
      </>
    ),
  })
}

function Gallery({ shown }: { readonly shown: readonly Shown[] }): VNode {
  return (
    <>
      <h1>Components</h1>
      {shown.map((exhibit) => (
        <section key={exhibit.name} aria-labelledby={`exhibit-${exhibit.name}`}>
          <h2 id={`exhibit-${exhibit.name}`}>{exhibit.name}</h2>
          <p class="soft">{exhibit.about}</p>
          {exhibit.examples.map((example) => (
            <div key={example.name} class="example">
              <h3>{example.name}</h3>
              {example.node}
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
