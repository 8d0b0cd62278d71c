import { type Lang, LOCALE } from './message.ts'

const DAY_MS = 86_400_000

const long = { en: dateFormat('en', 'long'), es: dateFormat('es', 'long') }
const short = { en: dateFormat('en', 'short'), es: dateFormat('es', 'short') }

function dateFormat(lang: Lang, month: 'long' | 'short'): Intl.DateTimeFormat {
  // INVARIANT: 'en-GB' and 'es' put the day first, as in "13 April 2026"; the same order in both languages.
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : LOCALE.es, {
    day: 'numeric',
    month,
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/**
 * `13 April 2026` for a civil date `2026-04-13`; `short`: `13 Apr 2026`. An instant is spoken by its date in UTC. Anything
 * else comes back as it is, since a declared date that cannot be read is shown as declared.
 */
export function spokenDate(lang: Lang, date: string, length: 'long' | 'short' = 'long'): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T.*Z)?$/.exec(date)
  if (!found) return date
  const [, year, month, day] = found
  const at = daysSince1970(Number(year), Number(month), Number(day)) * DAY_MS
  return (length === 'long' ? long : short)[lang].format(at)
}

/** Days from 1 January 1970 in the proleptic Gregorian calendar (era arithmetic; no clock, no time zone). */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
