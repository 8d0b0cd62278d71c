/** One write as its sender named it. Digests, because a key or a body may say who sent it. */
export interface KeyedRequest {
  /** SHA-256 of the key the sender chose. */
  readonly keyDigest: Uint8Array
  /** SHA-256 of the whole request: address and body. */
  readonly requestDigest: Uint8Array
  /** Pattern of the route, for the operator. */
  readonly route: string
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

export interface KeptReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What performing a request came to. `keep: false`: it was declined, so nothing may stay written. */
export interface Performed {
  readonly keep: boolean
  readonly reply: KeptReply
}

export type Once =
  | { readonly kind: 'performed'; readonly reply: KeptReply }
  /** The same request came before: its reply, nothing done. */
  | { readonly kind: 'kept'; readonly reply: KeptReply }
  /** The key was used for another request: nothing done. */
  | { readonly kind: 'other_request' }
  /** The first request with this key has not ended: nothing done. */
  | { readonly kind: 'in_progress' }

/** How long a reply is kept, in milliseconds. */
export const REPLY_KEPT_MS = 86_400_000

/** Lets a write that is sent again happen once. */
export interface KeptReplies {
  /**
   * Runs `perform` unless its key is known, and keeps its reply for 24 hours with all it wrote, or neither: stores that write within
   * `perform` join the same transaction. Where `perform` throws, or answers `keep: false`, nothing is kept or written and the
   * same key performs anew. Durable when it resolves; when it rejects the outcome is unknown, repeat with the same key.
   */
  once(request: KeyedRequest, perform: () => Promise<Performed>): Promise<Once>
  /** Drops what was kept before `now - REPLY_KEPT_MS`; how many. */
  forgetOld(now: number): Promise<number>
}
