import type { Lang } from '@recourse/papers'
import type { ComponentChild, ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { assetAddress } from './assets.ts'
import { DATA_PATHS, DOORS, type Door } from './doors.ts'
import { FrameContext, inLanguage, type Site, useFrame, useLink, useSay } from './frame.ts'

/** One page, without its frame. Texts are in the page's language already. */
export interface Page {
  readonly lang: Lang
  /** Path and query without the language; canonical and language links are made from it. */
  readonly path: string
  /** Stands in the tab and in search results before the product's name. */
  readonly title: string
  readonly description: string
  /** The door marked as the current one. */
  readonly door?: Door
  /** false: search engines are asked to stay away (error pages, compared pages, result pages). */
  readonly indexed?: boolean
  /** true: the page sends a form by POST, so that browsers tell this site, and no other, which origin sent it. */
  readonly sendsForm?: boolean
  /** Address of the same facts as JSON, named in the head for programs. */
  readonly data?: string
  /** Names of islands this page uses, `squares` for `island/squares.js`. */
  readonly islands?: readonly string[]
  /** As `islands`, but one classic script each with all it needs: it runs from a saved copy of the page too. */
  readonly scripts?: readonly string[]
  /** true: the page may connect to nothing and send no form, a saved copy of it neither. Its route says so in its header as well. */
  readonly sealed?: boolean
  /** What stands in `<main>`: begins with the page's only `h1`. */
  readonly content: VNode
}

/** The whole document. The same page and site give the same bytes. */
export function renderPage(site: Site, page: Page): string {
  const frame = { site, lang: page.lang, path: page.path }
  return `<!doctype html>${renderToString(
    <FrameContext.Provider value={frame}>
      <Document page={page} />
    </FrameContext.Provider>,
  )}`
}

/** A piece of a page as HTML, with the same frame: for tests, and for answers that hold no whole page. */
export function renderFragment(
  site: Site,
  place: { readonly lang: Lang; readonly path: string },
  content: ComponentChild,
): string {
  return renderToString(<FrameContext.Provider value={{ site, ...place }}>{content}</FrameContext.Provider>)
}

function Document({ page }: { readonly page: Page }) {
  const { site } = useFrame()
  const say = useSay()
  const { lang, path } = page
  const absolute = (to: Lang) => (site.origin === null ? inLanguage(to, path) : `${site.origin}${inLanguage(to, path)}`)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        {page.sealed && <meta http-equiv="content-security-policy" content="connect-src 'none'; form-action 'none'" />}
        <title>{`${page.title} · ${say('shell.name')}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={page.description} />
        {page.sendsForm && <meta name="referrer" content="same-origin" />}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fdfdfb" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161a" media="(prefers-color-scheme: dark)" />
        {page.indexed === false ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={absolute(lang)} />
        )}
        <link rel="alternate" hreflang="en" href={absolute('en')} />
        <link rel="alternate" hreflang="es" href={absolute('es')} />
        {page.data !== undefined && <link rel="alternate" type="application/json" href={page.data} />}
        <link rel="alternate" type="application/atom+xml" title={say('footer.feed')} href={DATA_PATHS.feed} />
        <link rel="icon" type="image/svg+xml" href={assetAddress(site.assets, 'icon.svg')} />
        {site.style === null ? (
          <link rel="stylesheet" href={assetAddress(site.assets, 'site.css')} />
        ) : (
          // Our own built sheet: escaped, it would be another one than the policy allows.
          <style dangerouslySetInnerHTML={{ __html: site.style }} />
        )}
        {page.islands?.map((name) => (
          <script key={name} type="module" src={assetAddress(site.assets, `island/${name}.js`)} />
        ))}
        {page.scripts?.map((name) => (
          <script key={name} defer src={assetAddress(site.assets, `island/${name}.js`)} />
        ))}
      </head>
      <body>
        <a class="usa-skipnav" href="#main">
          {say('shell.skip')}
        </a>
        <Header door={page.door ?? null} />
        <main id="main" class="page" tabindex={-1}>
          {page.content}
        </main>
        <Footer />
      </body>
    </html>
  )
}

function Header({ door }: { readonly door: Door | null }) {
  const { site, lang, path } = useFrame()
  const say = useSay()
  const to = useLink()
  const other: Lang = lang === 'en' ? 'es' : 'en'
  return (
    <header class="site-header">
      {site.demo && <p class="demonstration">{say('shell.demo')}</p>}
      <div class="site-header-row">
        <a class="site-name" href={to('/')}>
          <Mark />
          {say('shell.name')}
        </a>
        <nav class="site-nav" aria-label={say('shell.nav')}>
          <ul>
            {DOORS.map((item) => (
              <li key={item.door} class={item.first ? undefined : 'site-nav-later'}>
                <a href={to(item.path)} aria-current={item.door === door ? 'page' : undefined}>
                  {say(item.label)}
                </a>
              </li>
            ))}
            <li class="site-nav-more">
              <a href="#pages">{say('shell.more')}</a>
            </li>
          </ul>
        </nav>
        <a class="site-language" href={inLanguage(other, path)} hreflang={other} lang={other}>
          {say('shell.other-language')}
        </a>
      </div>
    </header>
  )
}

/** Three squares of one picture: one use declared with an established appeal, two without. */
function Mark(): VNode {
  return (
    <svg class="site-mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="7.5" height="7.5" class="mark-filled" />
      <rect x="12" y="1.5" width="6.5" height="6.5" class="mark-hollow" />
      <rect x="1.5" y="12" width="6.5" height="6.5" class="mark-hollow" />
    </svg>
  )
}

function Footer() {
  const { site } = useFrame()
  const say = useSay()
  const to = useLink()
  const { operator } = site
  return (
    <footer class="site-footer">
      <div class="site-footer-columns">
        <FooterPart title={say('footer.what-title')}>
          <p>
            {say('footer.not-government')} {say('footer.what')}
          </p>
          <p>{say('footer.privacy')}</p>
        </FooterPart>
        <FooterPart title={say('footer.server-title')}>
          <p>
            {operator.name === null ? say('footer.operator-unnamed') : say('footer.operator', { name: operator.name })}{' '}
            {operator.keysBesideData && `${say('footer.keys-beside')} `}
            {say('footer.witnesses', { count: operator.independentWitnesses })}
          </p>
        </FooterPart>
        <FooterPart title={say('footer.data-title')}>
          <ul class="plain-list">
            <li>
              <a href={to(DATA_PATHS.downloads)}>{say('footer.downloads')}</a>
            </li>
            <li>
              <a href={DATA_PATHS.api}>{say('footer.api')}</a>
            </li>
            <li>
              <a href={DATA_PATHS.feed}>{say('footer.feed')}</a>
            </li>
          </ul>
          <p>{say('footer.licence')}</p>
        </FooterPart>
        <nav id="pages" class="site-footer-part" aria-label={say('footer.pages')}>
          <h2>{say('footer.pages')}</h2>
          <ul class="plain-list">
            {DOORS.map((item) => (
              <li key={item.door}>
                <a href={to(item.path)}>{say(item.label)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  )
}

function FooterPart({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="site-footer-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
