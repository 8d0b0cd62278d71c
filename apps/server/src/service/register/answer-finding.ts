import { maskPersonalData } from '@recourse/register'
import type { AnswerToSave, Clock, RegisterStore } from '../ports.ts'
import { judge } from './judge.ts'

/** Longest answer printed beside a finding, in characters. */
export const ANSWER_LIMIT = 2_000

export type AnswerOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly code:
        | 'unknown_finding'
        | 'answer_empty'
        | 'answer_too_long'
        | 'answer_names_contact'
        | 'source_not_https'
        | 'date_unreadable'
        | 'date_ahead'
        /** Only this register says that its own rule or data was wrong, and only it settles a dispute. */
        | 'state_not_theirs'
    }

/**
 * Records an answer to a finding and judges anew, so that its state is the same on every page, in the API and in exports.
 * Refuses words that hold an e-mail address or telephone number: they would be published.
 */
export async function answerFinding(
  deps: { readonly store: RegisterStore; readonly clock: Clock },
  given: Omit<AnswerToSave, 'at'>,
): Promise<AnswerOutcome> {
  const words = given.words.trim()
  const source = given.source.trim()
  if (words === '') return { ok: false, code: 'answer_empty' }
  if (words.length > ANSWER_LIMIT) return { ok: false, code: 'answer_too_long' }
  if (maskPersonalData(words) !== words) return { ok: false, code: 'answer_names_contact' }
  if (source !== '' && !isHttps(source)) return { ok: false, code: 'source_not_https' }
  const now = deps.clock.now()
  if (!isDay(given.saidOn)) return { ok: false, code: 'date_unreadable' }
  if (given.saidOn > new Date(now).toISOString().slice(0, 10)) return { ok: false, code: 'date_ahead' }
  if ((given.by === 'register') === (given.state === 'disputed')) return { ok: false, code: 'state_not_theirs' }
  const saved = await deps.store.saveFindingAnswer({ ...given, words, source, at: now })
  if (!saved) return { ok: false, code: 'unknown_finding' }
  await judge(deps)
  return { ok: true }
}

function isHttps(text: string): boolean {
  return text.length <= 500 && URL.canParse(text) && new URL(text).protocol === 'https:'
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
