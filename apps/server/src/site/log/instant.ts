import { type Lang, message, spokenDate } from '@recourse/papers'

/** `1 July 2026, 14:03 UTC`. */
export function spokenInstant(lang: Lang, iso: string): string {
  return message(lang, 'log.at', { date: spokenDate(lang, iso), time: iso.slice(11, 16) })
}
