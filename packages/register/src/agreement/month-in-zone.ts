/**
 * The calendar month, `YYYY-MM`, in which something happened, as clocks of an IANA zone show it. Takes a day
 * (`2026-05-31`) or a local time without offset, which are read as the zone's own, or an instant with `Z` or an offset
 * (`2026-06-01T03:59:59Z`, `...-04:00`). No clock is read; zone rules come with the engine's Intl.
 * Throws a RangeError that says what was expected for any other text, a day that does not exist, and an unknown zone.
 */
export function monthInZone(at: string, zone: string): string {
  const found = MOMENT.exec(at)
  if (found === null) throw new RangeError(`"${at}" is no day or moment: expected YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ`)
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', offset] = found
  const days = daysSinceEpoch(Number(year), Number(month), Number(day))
  const isReal = civilMonth(days) === `${year}-${month}` && Number(hour) < 24 && Number(minute) < 60
  if (!isReal || Number(second) > 60) throw new RangeError(`"${at}" names a day or time that does not exist`)
  if (offset === undefined) {
    monthFormat(zone)
    return `${year}-${month}`
  }
  const minutes = days * 1440 + Number(hour) * 60 + Number(minute) - offsetMinutes(offset)
  const parts = monthFormat(zone).formatToParts(minutes * 60_000 + Number(second) * 1000)
  const part = (type: 'year' | 'month') => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}`
}

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; a day past the month's end runs into the next. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function civilMonth(days: number): string {
  const parts = monthFormat('UTC').formatToParts(days * 86_400_000)
  const part = (type: 'year' | 'month') => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}`
}

const FORMATS = new Map<string, Intl.DateTimeFormat>()

function monthFormat(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone)
  if (known !== undefined) return known
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      calendar: 'iso8601',
    })
    FORMATS.set(zone, made)
    return made
  } catch (cause) {
    throw new RangeError(`"${zone}" is no IANA time zone, such as America/New_York`, { cause })
  }
}
