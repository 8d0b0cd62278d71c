import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../ports.ts'
import type { EditorSessions } from './editor-sessions.ts'

export const SESSION_MS = 8 * 3_600_000

type SignIn =
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly code: 'token_wrong' | 'office_unreadable' }

/** The one way to the editor's desk until staff sign in by themselves: a token that the operator keeps beside the data. */
export interface EditorAccess {
  /** `office` a reference of the office that decides, never a name. The token is compared in constant time. */
  signIn(given: { readonly token: string; readonly office: string }): Promise<SignIn>
  /** The office signed in under that session id; null for none, a closed one, or one older than eight hours. */
  officeOf(sessionId: string | null): Promise<string | null>
  signOut(sessionId: string): Promise<void>
}

export function editorAccess(parts: {
  readonly token: string
  readonly sessions: EditorSessions
  readonly clock: Clock
  /** 256 random bits as text. */
  newSecret(): string
}): EditorAccess {
  const { sessions, clock } = parts
  const expected = digestOf(parts.token)
  return {
    async signIn({ token, office }) {
      // Digests have one length, so that neither the length nor a common beginning of the token can be timed.
      if (!timingSafeEqual(digestOf(token.trim()), expected)) return { ok: false, code: 'token_wrong' }
      const reference = office.trim()
      if (!/^[A-Z0-9][A-Z0-9-]{1,29}$/.test(reference)) return { ok: false, code: 'office_unreadable' }
      const now = clock.now()
      await sessions.forgetOver(now)
      const sessionId = parts.newSecret()
      await sessions.open({ digest: digestOf(sessionId), office: reference, expiresAt: now + SESSION_MS })
      return { ok: true, sessionId }
    },
    officeOf: async (sessionId) => (sessionId === null ? null : sessions.officeOf(digestOf(sessionId), clock.now())),
    signOut: (sessionId) => sessions.close(digestOf(sessionId)),
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
