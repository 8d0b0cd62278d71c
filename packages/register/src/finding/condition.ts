import { type Entry, text } from '../entry/entry.ts'
import type { DateInterval } from '../inventory/date-interval.ts'
import { answer, dates, isBlank, items } from './read.ts'

/** `null`: the field is unreadable, so nothing can be said. */
export type Truth = boolean | null

/** A predicate over one entry that says itself: the same object is run, shown unfolded, and names its evidence. */
export interface Condition {
  readonly words: string
  /** Columns it rests on, in the order evidence quotes them. */
  readonly columns: readonly string[]
  readonly test: (entry: Entry) => Truth
  /** How its words are joined, so that they are bracketed where they are joined again. */
  readonly joined?: 'and' | 'or'
}

/** The answer is one of these, case ignored. */
export function is(column: string, ...answers: readonly string[]): Condition {
  const wanted = new Set(answers.map((one) => one.toLowerCase()))
  return {
    words: `${ticked(column)} is ${either(answers)}`,
    columns: [column],
    test: (entry) => wanted.has(answer(entry, column).toLowerCase()),
  }
}

/** The answer is none of these; a blank is none of them. */
export function isNot(column: string, ...answers: readonly string[]): Condition {
  return { ...not(is(column, ...answers)), words: `${ticked(column)} is not ${either(answers)} (blank included)` }
}

export function blank(column: string): Condition {
  return { words: `${ticked(column)} is blank`, columns: [column], test: (entry) => isBlank(entry, column) }
}

export function given(column: string): Condition {
  return { ...not(blank(column)), words: `${ticked(column)} is not blank` }
}

/** The text contains one of these, case ignored. */
export function contains(column: string, ...parts: readonly string[]): Condition {
  const wanted = parts.map((part) => part.toLowerCase())
  return {
    words: `${ticked(column)} contains ${either(parts)}`,
    columns: [column],
    test: (entry) => {
      const value = answer(entry, column).toLowerCase()
      return wanted.some((part) => value.includes(part))
    },
  }
}

/** The text begins with one of these, case ignored. */
export function begins(column: string, ...parts: readonly string[]): Condition {
  const wanted = parts.map((part) => part.toLowerCase())
  return {
    words: `${ticked(column)} begins ${either(parts)}`,
    columns: [column],
    test: (entry) => {
      const value = answer(entry, column).toLowerCase()
      return wanted.some((part) => value.startsWith(part))
    },
  }
}

/** Any other test of one column's cleaned text; `words` complete a sentence that the column's name begins. */
export function where(column: string, words: string, test: (value: string) => boolean): Condition {
  return { words: `${ticked(column)} ${words}`, columns: [column], test: (entry) => test(text(entry, column)) }
}

/** A test of a list column's items; silent where the list is unreadable. */
export function whereItems(column: string, words: string, test: (list: readonly string[]) => boolean): Condition {
  return {
    words: `${ticked(column)} ${words}`,
    columns: [column],
    test: (entry) => {
      const list = items(entry, column)
      return list === null ? null : test(list)
    },
  }
}

/** A test of a declared date; false where blank, silent where unreadable. */
export function whereDate(column: string, words: string, test: (days: DateInterval) => boolean): Condition {
  return {
    words: `${ticked(column)} ${words}`,
    columns: [column],
    test: (entry) => {
      const days = dates(entry, column)
      if (days === 'unreadable') return null
      return days !== null && test(days)
    },
  }
}

export function not(condition: Condition): Condition {
  return {
    words: `not (${condition.words})`,
    columns: condition.columns,
    test: (entry) => {
      const truth = condition.test(entry)
      return truth === null ? null : !truth
    },
  }
}

/** All hold. One that is false settles it, whatever is unreadable beside it. */
export function all(...conditions: readonly Condition[]): Condition {
  return {
    words: conditions.map((one) => bracketed(one, 'or')).join(', and '),
    columns: columnsOf(conditions),
    joined: 'and',
    test: (entry) => {
      let truth: Truth = true
      for (const condition of conditions) {
        const one = condition.test(entry)
        if (one === false) return false
        if (one === null) truth = null
      }
      return truth
    },
  }
}

/** One holds. One that is true settles it, whatever is unreadable beside it. */
export function any(...conditions: readonly Condition[]): Condition {
  return {
    words: conditions.map((one) => bracketed(one, 'and')).join(', or '),
    columns: columnsOf(conditions),
    joined: 'or',
    test: (entry) => {
      let truth: Truth = false
      for (const condition of conditions) {
        const one = condition.test(entry)
        if (one === true) return true
        if (one === null) truth = null
      }
      return truth
    },
  }
}

/** The same condition in shorter words. */
export function reads(words: string, condition: Condition): Condition {
  return { words, columns: condition.columns, test: condition.test }
}

function bracketed(condition: Condition, when: 'and' | 'or'): string {
  return condition.joined === when ? `(${condition.words})` : condition.words
}

function columnsOf(conditions: readonly Condition[]): readonly string[] {
  return [...new Set(conditions.flatMap((one) => one.columns))]
}

/** `'a', 'b' or 'c'`. */
function either(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

function ticked(column: string): string {
  return `\`${column}\``
}
