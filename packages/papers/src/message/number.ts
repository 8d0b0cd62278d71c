import { type Lang, LOCALE } from './message.ts'

const whole = {
  en: new Intl.NumberFormat(LOCALE.en, { maximumFractionDigits: 0 }),
  es: new Intl.NumberFormat(LOCALE.es, { maximumFractionDigits: 0 }),
}

const dollars = {
  en: new Intl.NumberFormat(LOCALE.en, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }),
  es: new Intl.NumberFormat(LOCALE.es, { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }),
}

const shortDollars = {
  en: new Intl.NumberFormat(LOCALE.en, {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
  }),
  es: new Intl.NumberFormat(LOCALE.es, {
    style: 'currency',
    currency: 'USD',
    notation: 'compact',
    maximumFractionDigits: 1,
  }),
}

const percent = {
  en: new Intl.NumberFormat(LOCALE.en, { style: 'percent', maximumFractionDigits: 0 }),
  es: new Intl.NumberFormat(LOCALE.es, { style: 'percent', maximumFractionDigits: 0 }),
}

/** `3,611`. */
export function spokenNumber(lang: Lang, value: number): string {
  return whole[lang].format(value)
}

/** `$952,799,599`; `short`: `$952.8M`, for axes and labels beside a mark, never in a table. */
export function spokenDollars(lang: Lang, value: number, length: 'full' | 'short' = 'full'): string {
  return (length === 'full' ? dollars : shortDollars)[lang].format(value)
}

/** A share of 0 to 1 as whole percent. */
export function spokenShare(lang: Lang, share: number): string {
  return percent[lang].format(share)
}
