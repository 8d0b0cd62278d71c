import { describe, expect, test } from 'vitest'
import { siteForTests } from '../testing/site.ts'
import { errorPages } from './error.tsx'

const render = errorPages(siteForTests())

describe.each([400, 404, 405, 410, 413, 429, 500, 503])('%i', (status) => {
  test.each(['en', 'es'] as const)('says what happened, that nothing was lost and what to do, in %s', (lang) => {
    const html = render({ status, code: 'some_code', requestId: 'req-7f', lang })
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(lang === 'en' ? 'Nothing was lost' : 'No se perdió nada')
    expect(html).toContain(lang === 'en' ? 'What you can do' : 'Qué puede hacer')
    expect(html).toContain('some_code')
    expect(html).toContain('req-7f')
    expect(html).toContain('noindex')
    expect(html.match(/<h1/g)?.length).toBe(1)
  })
})

test('a status without words of its own speaks as its class', () => {
  expect(render({ status: 418, code: 'teapot', requestId: 'r', lang: 'en' })).toContain('could not be read')
  expect(render({ status: 502, code: 'gateway', requestId: 'r', lang: 'en' })).toContain('made a mistake')
})

test('what comes from outside stands as text', () => {
  expect(render({ status: 404, code: '<img src=x>', requestId: '"><script>', lang: 'en' })).not.toMatch(
    /<img src=x>|"><script>/,
  )
})

test('only the page that was not found offers the search', () => {
  expect(render({ status: 404, code: 'not_found', requestId: 'r', lang: 'en' })).toContain('type="search"')
  expect(render({ status: 500, code: 'defect', requestId: 'r', lang: 'en' })).not.toContain('type="search"')
})
