/** Who is signed in to the editor's desk. Only the digest of a session's id is kept, so that its store opens no session. */
export interface EditorSessions {
  open(session: { readonly digest: Uint8Array; readonly office: string; readonly expiresAt: number }): Promise<void>
  /** The office a session was opened for; null for one that is unknown, closed or over at `now`. */
  officeOf(digest: Uint8Array, now: number): Promise<string | null>
  close(digest: Uint8Array): Promise<void>
  /** Drops what is over at `now`. */
  forgetOver(now: number): Promise<void>
}
