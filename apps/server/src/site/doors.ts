import type { MessageKey } from '@recourse/papers'

export type Door =
  | 'register'
  | 'findings'
  | 'figures'
  | 'systems'
  | 'contracts'
  | 'agreements'
  | 'log'
  | 'verify'
  | 'about'

/** Pages in the header, in its order. The first three stay on the narrowest screen; the footer lists all. */
export const DOORS: readonly {
  readonly door: Door
  readonly path: string
  readonly label: Extract<MessageKey, `door.${Door}`>
  readonly first: boolean
}[] = [
  { door: 'register', path: '/', label: 'door.register', first: true },
  { door: 'findings', path: '/findings', label: 'door.findings', first: true },
  { door: 'figures', path: '/figures', label: 'door.figures', first: true },
  { door: 'systems', path: '/systems', label: 'door.systems', first: false },
  { door: 'contracts', path: '/contracts', label: 'door.contracts', first: false },
  { door: 'agreements', path: '/agreements', label: 'door.agreements', first: false },
  { door: 'log', path: '/log', label: 'door.log', first: false },
  { door: 'verify', path: '/verify', label: 'door.verify', first: false },
  { door: 'about', path: '/about', label: 'door.about', first: false },
]

/** Where the data can be taken from, as the footer links it. */
export const DATA_PATHS = { downloads: '/data', api: '/api/v1/openapi.json', feed: '/changes.atom' } as const
