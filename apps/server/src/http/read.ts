import { z } from 'zod'

/** For a route without parameters, without a query, or without a body to send. */
export const nothing = z.object({})

/**
 * All an answer may look at: nothing of the reader, so that one reader's answer can be another's. It is a pure function of this and of
 * what the register holds at `version`.
 */
export interface ReadInput<Params extends z.ZodObject, Query extends z.ZodObject> {
  readonly params: z.output<Params>
  readonly query: z.output<Query>
  /** Path and known query of this answer, without `lang`: the same for every spelling of one address. */
  readonly path: string
  /** Version of the register this answer is kept under. What is read for it is at least as new. */
  readonly version: string
}

export interface ReadSpec<Params extends z.ZodObject, Query extends z.ZodObject> {
  /** Pattern with `:name` for each field of `params`. */
  readonly url: `/${string}`
  readonly params: Params
  /** Every field optional or with a default, since an address may be asked for without. */
  readonly query: Query
  /** false: this one is not kept in memory. Without it all are. */
  keep?(input: ReadInput<Params, Query>): boolean
}

/** How the API document names a route; every route under `/api/v1` has it. */
export interface Documented {
  /** Unique: the name of the call in generated clients. */
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  /** The noun, `findings`. */
  readonly tag: string
}

type PageAnswer =
  | { readonly kind: 'page'; readonly html: string }
  /** To another address of this site; `permanent` where the asked one never comes back. */
  | { readonly kind: 'redirect'; readonly to: string; readonly permanent: boolean }

/** A page at a permanent address. What the query schema does not name is passed over. */
export interface PageSpec<Params extends z.ZodObject, Query extends z.ZodObject> extends ReadSpec<Params, Query> {
  /** true: the page may connect to nothing and send no form, this site's own addresses included. */
  readonly sealed?: boolean
  /** @throws ApiError `not_found` for what there is none of. */
  answer(input: ReadInput<Params, Query>): Promise<PageAnswer>
}

/** JSON under `/api/v1`. A query parameter that the schema does not name is refused. */
export interface JsonSpec<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>
  extends ReadSpec<Params, Query>,
    Documented {
  readonly body: Body
  answer(input: ReadInput<Params, Query>): Promise<z.output<Body>>
  /** Headers that follow from the body, such as `link` to the next page. */
  headers?(body: z.output<Body>): Readonly<Record<string, string>>
}

export interface FileAnswer {
  /** Media type with its charset. */
  readonly type: string
  /** Pieces are sent as they come and kept by nobody; all else is kept like a page. */
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>
  /** Given: the browser saves it under this name (letters, digits, dot, dash, underscore). */
  readonly fileName?: string
}

/** Anything else to read: a feed, a download, a paper. */
export interface FileSpec<Params extends z.ZodObject, Query extends z.ZodObject> extends ReadSpec<Params, Query> {
  /** Where the address is under `/api/v1`: how it is documented, and the media types it may have. */
  readonly documented?: Documented & { readonly types: readonly string[] }
  answer(input: ReadInput<Params, Query>): Promise<FileAnswer>
}
