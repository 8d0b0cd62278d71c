/** The days a declared date can mean. `ambiguous`: a two-digit year, or a bare year. Days are `YYYY-MM-DD`. */
export interface DateInterval {
  readonly first: string
  readonly last: string
  readonly precision: 'day' | 'month' | 'year'
  readonly ambiguous: boolean
}

const TIME = '(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?([AaPp][Mm]))?(?:Z|[+-]\\d{2}:?\\d{2})?)?'
const ISO_DAY = new RegExp(`^(\\d{4})-(\\d{2})-(\\d{2})${TIME}$`)
const US_DAY = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`)
const US_MONTH = /^(\d{1,2})\/(\d{4})$/
const ISO_MONTH = /^(\d{4})-(\d{2})$/
const NAMED_MONTH = /^([A-Za-z]{3})-(\d{2})$/
const BARE_YEAR = /^(\d{4})$/

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads the date shapes of the inventories (register reference, section 2 "Dates"); month before day always.
 * `null`: no shape fits, or there is no such day or time.
 */
export function dateInterval(text: string): DateInterval | null {
  const source = text.trim()
  const iso = ISO_DAY.exec(source)
  if (iso !== null) return day(iso[1], iso[2], iso[3], iso.slice(4))
  const us = US_DAY.exec(source)
  if (us !== null) return day(us[3], us[1], us[2], us.slice(4))
  const usMonth = US_MONTH.exec(source)
  if (usMonth !== null) return month(Number(usMonth[2]), Number(usMonth[1]), false)
  const isoMonth = ISO_MONTH.exec(source)
  if (isoMonth !== null) return month(Number(isoMonth[1]), Number(isoMonth[2]), false)
  const named = NAMED_MONTH.exec(source)
  if (named !== null) return month(2000 + Number(named[2]), MONTHS.indexOf((named[1] ?? '').toLowerCase()) + 1, true)
  const bare = BARE_YEAR.exec(source)
  if (bare === null || Number(bare[1]) === 0) return null
  return { first: `${bare[1]}-01-01`, last: `${bare[1]}-12-31`, precision: 'year', ambiguous: true }
}

function day(
  yearText: string | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  time: readonly (string | undefined)[],
): DateInterval | null {
  const [year, monthNumber, dayNumber] = [Number(yearText), Number(monthText), Number(dayText)]
  if (dayNumber < 1 || dayNumber > daysInMonth(year, monthNumber) || !isTime(time)) return null
  const written = `${pad(year, 4)}-${pad(monthNumber, 2)}-${pad(dayNumber, 2)}`
  return { first: written, last: written, precision: 'day', ambiguous: false }
}

function month(year: number, monthNumber: number, ambiguous: boolean): DateInterval | null {
  const days = daysInMonth(year, monthNumber)
  if (days === 0) return null
  const written = `${pad(year, 4)}-${pad(monthNumber, 2)}`
  return { first: `${written}-01`, last: `${written}-${days}`, precision: 'month', ambiguous }
}

/** 0 where there is no such month. */
function daysInMonth(year: number, monthNumber: number): number {
  if (year < 1 || monthNumber < 1 || monthNumber > 12) return 0
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (monthNumber === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(monthNumber) ? 30 : 31
}

function isTime([hour, minute, second, half]: readonly (string | undefined)[]): boolean {
  if (hour === undefined) return true
  const hours = Number(hour)
  if (Number(minute) > 59 || Number(second ?? 0) > 59) return false
  return half === undefined ? hours < 24 : hours >= 1 && hours <= 12
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
