import { type Lang, type MessageKey, type MessageRest, message } from '@recourse/papers'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Assets } from './assets.ts'

/** What stays the same on every page of a running server. */
export interface Site {
  readonly assets: Assets
  /** The style sheet, to stand inside each page: one round trip less before anything is seen. null: linked. */
  readonly style: string | null
  /** Public origin for canonical addresses, `https://recourse.example`; null where none is set. */
  readonly origin: string | null
  /** Where it listens on its own machine, for commands that are shown where no origin is set; left out where that is not known. */
  readonly localAddress?: string
  readonly operator: Operator
  /** true: demonstration data; every page says so. */
  readonly demo: boolean
}

/** Who runs this server, said on every page (abuse.md L06). */
export interface Operator {
  /** null: not said. */
  readonly name: string | null
  readonly keysBesideData: boolean
  /** Witnesses that the operator does not control. */
  readonly independentWitnesses: number
}

/** What components may know of the page around them. */
export interface Frame {
  readonly site: Site
  readonly lang: Lang
  /** Path and query of this page without the language, `/use-cases/dhs-2577`. */
  readonly path: string
}

export const FrameContext = createContext<Frame | null>(null)

/** The page's frame; throws outside a page, which is a defect. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext)
  if (!frame) throw new Error('a component was rendered outside a page: wrap it with renderPage')
  return frame
}

export type Say = <Key extends MessageKey>(key: Key, ...rest: MessageRest<Key>) => string

/** `const say = useSay()`, then `say('source.file')` in the page's language. */
export function useSay(): Say {
  const { lang } = useFrame()
  return (key, ...rest) => message(lang, key, ...rest)
}

/** A path of this site in one language. English has no parameter, so that each page has one plain address. */
export function inLanguage(lang: Lang, path: string): string {
  if (lang === 'en') return path
  const [beforeHash = '', hash] = path.split('#', 2)
  const joined = `${beforeHash}${beforeHash.includes('?') ? '&' : '?'}lang=${lang}`
  return hash === undefined ? joined : `${joined}#${hash}`
}

/** `const to = useLink()`, then `<a href={to('/findings')}>`: keeps the reader's language. Downloads and the API do without. */
export function useLink(): (path: string) => string {
  const { lang } = useFrame()
  return (path) => (path.startsWith('/') ? inLanguage(lang, path) : path)
}
