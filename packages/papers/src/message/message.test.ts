import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { spokenDate } from './date.ts'
import { CATALOGUE, LANGS, type MessageKey, message, messageParts } from './message.ts'
import { spokenDollars, spokenNumber } from './number.ts'

type Node = ReturnType<IntlMessageFormat['getAst']>[number]

const keys = Object.keys(CATALOGUE.en).filter((key): key is MessageKey => key in CATALOGUE.en)

function ast(text: string): Node[] {
  return new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()
}

/** Placeholder names with the kind of each, branches included. */
function placeholders(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!('value' in node) || node.type === 0) return []
    const inner = 'options' in node ? Object.values(node.options).flatMap((option) => placeholders(option.value)) : []
    return [`${node.value}:${node.type}`, ...inner]
  })
}

describe('the catalogue', () => {
  test('has the same keys in every language', () => {
    for (const lang of LANGS) expect(Object.keys(CATALOGUE[lang]).sort()).toEqual([...keys].sort())
  })

  test.each(keys)('%s has the same placeholders in every language', (key) => {
    const english = [...new Set(placeholders(ast(CATALOGUE.en[key])))].sort()
    for (const lang of LANGS)
      expect([...new Set(placeholders(ast(CATALOGUE[lang][key])))].sort(), lang).toEqual(english)
  })

  test.each(keys)('%s is written, and in its own language', (key) => {
    for (const lang of LANGS) expect(CATALOGUE[lang][key].trim()).toBe(CATALOGUE[lang][key])
    for (const lang of LANGS) expect(CATALOGUE[lang][key]).not.toBe('')
    if (CATALOGUE.en[key].split(' ').length > 3) expect(CATALOGUE.es[key]).not.toBe(CATALOGUE.en[key])
  })

  test('keeps named placeholders out of branches, where their type would be lost', () => {
    for (const key of keys)
      for (const node of ast(CATALOGUE.en[key]))
        if ('options' in node)
          for (const option of Object.values(node.options)) expect(placeholders(option.value), key).toEqual([])
  })

  test('never uses the words that no page says', () => {
    const banned = /\b(flagged|suspects?|hits?|targets?|cleared|alien|user|submit|invalid)\b/i
    for (const key of keys) expect(CATALOGUE.en[key], key).not.toMatch(banned)
  })
})

describe('message', () => {
  test('fills placeholders and counts by the language', () => {
    expect(message('en', 'error.reference', { id: 'r-1' })).toContain('r-1')
    expect(message('en', 'pagination.all', { total: 3611 })).toBe('3,611 results')
    expect(message('es', 'pagination.all', { total: 1 })).toBe('1 resultado')
    expect(message('es', 'pagination.all', { total: 0 })).toBe('No se encontró nada')
  })

  test('asks for every placeholder when it is compiled, and when it runs', () => {
    // @ts-expect-error the placeholder has no value
    expect(() => message('en', 'error.reference')).toThrow()
    // @ts-expect-error another name than the message has
    expect(() => message('en', 'error.reference', { ref: 'r-1' })).toThrow()
    // @ts-expect-error the message has no placeholder
    expect(message('en', 'shell.name', { id: 'r-1' })).toBe('Recourse')
  })

  test('leaves markup characters as words', () => {
    expect(message('en', 'error.reference', { id: '<b>' })).toContain('<b>')
  })

  test('hands back the pieces around something that is no text', () => {
    const mark = { mark: true }
    expect(messageParts('en', 'figure.source', { source: mark })).toEqual(['Source: ', mark])
  })
})

describe('spoken numbers and dates', () => {
  test('numbers as the reader writes them', () => {
    expect(spokenNumber('en', 3611)).toBe('3,611')
    expect(spokenDollars('en', 952_799_598.8)).toBe('$952,799,599')
    expect(spokenDollars('en', 952_799_598.8, 'short')).toBe('$952.8M')
  })

  test('dates day first, in both languages', () => {
    expect(spokenDate('en', '2026-04-13')).toBe('13 April 2026')
    expect(spokenDate('es', '2026-04-13')).toBe('13 de abril de 2026')
    expect(spokenDate('en', '2024-02-29T23:59:59.000Z')).toBe('29 February 2024')
    expect(spokenDate('en', '1969-12-31')).toBe('31 December 1969')
  })

  test('an unreadable date stays as declared', () => {
    expect(spokenDate('en', 'Jan-03')).toBe('Jan-03')
  })
})
