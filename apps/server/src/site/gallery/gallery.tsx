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
    islands: [],
    content: <Gallery shown={EXHIBITS} />,
  })
}

/** One component alone on a page, so that ids repeat nowhere and a picture shows one thing. */
export function renderExhibit(site: Site, lang: Lang, name: string): string {
  const shown = EXHIBITS.filter((exhibit) => exhibit.name === name)
  if (shown.length === 0) throw new Error(`no component named '${name}' in gallery/exhibits.ts`)
  return renderPage(site, {
    lang,
    path: `/gallery/${name}`,
    title: name,
    description: `${name} in every example.`,
    indexed: false,
    content: <Gallery shown={shown} />,
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
