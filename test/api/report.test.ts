import { randomUUID } from 'node:crypto'
import { EXPORT_FORMS } from '@recourse/register'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationsOf } from '../../apps/server/src/api/testing/document.ts'
import { here } from '../cli/here.ts'
import { dump } from '../register/digest.ts'
import { type Cells, MADE_REGISTER, made2025 } from '../register/made.ts'
import { type Served, serve, settled } from './served.ts'

/** Error reports: their words are nobody's to read, what they hide is hidden everywhere, and a flood hides little. */

/** Stands for a private person's name in a cell: in no answer while it is hidden. */
const NAMED = 'Zyxomma Quillfeather'
const WORDS = 'Brillig slithy toves are described here'

const USES = 8
const cells = (at: number): Cells => ({
  agency: 'VA',
  agency_name: 'Department of Veterans Affairs',
  id: `VA-${at}`,
  agency_bureau: 'VBA',
  use_case_name: `Claim sorter ${at}`,
  problem_solved: `Letters ${at} wait.`,
  system_outputs: `Piles ${at}.`,
  development_stage: 'Deployed',
  is_high_impact: 'Presumed High-Impact, but Not High-impact',
  HI_justification: `A human reviewer decides ${at}.`,
  hi_potential_impacts: `Delay ${at}`,
})

let served: Served
beforeAll(async () => {
  served = await serve()
  const first = {
    ...cells(0),
    use_case_name: `Sorter of ${NAMED}`,
    HI_justification: `The reviewer ${NAMED} decides.`,
    vendor_name: `${NAMED}, ${NAMED}`,
  }
  const rows = [first, ...Array.from({ length: USES - 1 }, (_, at) => cells(at + 1))]
  // Twice, so that there is a change to tell of.
  await served.import({
    ...MADE_REGISTER,
    '2025.csv': made2025(...rows.map((row) => ({ ...row, benefits: `Before ${NAMED}` }))),
  })
  await served.import({ 'corrected.csv': made2025(...rows) })
})
afterAll(() => served.close())

const get = (path: string): Promise<Response> => fetch(new URL(path, served.origin))

function report(key: string, body: unknown, idempotencyKey: string = randomUUID()): Promise<Response> {
  return fetch(new URL(`/api/v1/use-cases/${key}/reports`, served.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
  })
}

const codeOf = async (response: Response): Promise<[number, string | undefined]> => [
  response.status,
  ((await response.json()) as { code?: string }).code,
]

/** Every page that can be reached by links, every read of the API, every feed and export, and the log. */
async function everythingShown(): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>()
  const document = (await (await get('/api/v1/openapi.json')).json()) as Record<string, unknown>
  const queue = [
    '/',
    '/sitemap.xml',
    '/changes',
    '/use-cases/va-0',
    '/use-cases/va-0?lang=es',
    '/api/v1/use-cases/va-0',
    '/api/v1/use-cases?query=sorter&limit=200',
    '/api/v1/findings?agency=VA&limit=200',
    '/api/v1/findings?rule=IM-04',
    '/api/v1/matches',
    ...operationsOf(document)
      .filter(({ method, path }) => method === 'get' && !path.includes('{'))
      .map(({ path }) => path),
  ]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path) || seen.size > 400) continue
    const response = await get(path)
    const text = await response.text()
    seen.set(path, text)
    expect(response.status, path).toBeLessThan(500)
    const links = [...text.matchAll(/(?:href|src|action)="(\/[^"#]*)|<(?:loc|id)>https?:\/\/[^/<]+(\/[^<#]*)/g)]
    for (const [, link, located] of links) {
      const to = (link ?? located ?? '').replaceAll('&amp;', '&')
      // Of the facets' endless combinations one selection is enough.
      if (!to.startsWith('/static/') && (to.match(/[&?]/g) ?? []).length <= 1) queue.push(to)
    }
  }
  for (const form of EXPORT_FORMS) {
    const ran = await here(['register', 'export', '--to', form], { DATABASE_URL: served.connectionString })
    seen.set(`export ${form}`, ran.stdout + ran.stderr)
  }
  for (const argv of [
    ['register', 'findings'],
    ['register', 'list'],
    ['register', 'show', 'va-0'],
  ]) {
    const ran = await here([...argv, '--json'], { DATABASE_URL: served.connectionString })
    seen.set(argv.join(' '), ran.stdout + ran.stderr)
  }
  seen.set('log', served.logged())
  return seen
}

const placesOf = (shown: ReadonlyMap<string, string>, text: string): readonly string[] =>
  [...shown].filter(([, content]) => content.includes(text)).map(([place]) => place)

describe('a report', () => {
  const body = { year: 2025, column: '', kind: 'wrong', text: `The stage is another. ${WORDS}` }

  test('is kept once, however often it is sent', async () => {
    const key = randomUUID()
    const [first, again] = [await report('VA-1', body, key), await report('VA-1', body, key)]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(await again.json()).toEqual(await first.json())
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await served.store.openReports()).filter(({ entryKey }) => entryKey === 'va-1')).toHaveLength(1)
    expect(await codeOf(await report('va-1', { ...body, text: 'Another' }, key))).toEqual([
      422,
      'idempotency_key_reused',
    ])
    await settled()
    const shown = (await (await get('/api/v1/use-cases/va-1')).json()) as { openReports: number }
    expect(shown.openReports).toBe(1)
  })

  test.each([
    ['no such entry', 'va-99', body, 404, 'unknown_entry'],
    ['no such year', 'va-1', { ...body, year: 2019 }, 404, 'unknown_entry'],
    ['no such column', 'va-1', { ...body, column: 'colour' }, 422, 'unknown_column'],
    ['no words', 'va-1', { ...body, text: '' }, 400, 'request_malformed'],
    ['blanks alone', 'va-1', { ...body, text: ' \n' }, 422, 'report_empty'],
    ['too many words', 'va-1', { ...body, text: 'x'.repeat(2_001) }, 400, 'request_malformed'],
    ['a NUL', 'va-1', { ...body, text: 'a\0b' }, 400, 'request_malformed'],
    ['another kind', 'va-1', { ...body, kind: 'praise' }, 400, 'request_malformed'],
    ['a field too many', 'va-1', { ...body, name: 'Jo' }, 400, 'request_malformed'],
    ['a list', 'va-1', [body], 400, 'request_malformed'],
  ])('%s: refused, and nothing is kept', async (_name, key, given, status, code) => {
    const before = (await served.store.openReports()).length
    expect(await codeOf(await report(key, given))).toEqual([status, code])
    expect(await served.store.openReports()).toHaveLength(before)
  })

  test('without an Idempotency-Key, or from a form of another site: refused', async () => {
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(new URL('/api/v1/use-cases/va-1/reports', served.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    expect(await codeOf(await send({}))).toEqual([400, 'idempotency_key_missing'])
    expect((await send({ 'idempotency-key': 'x', 'content-type': 'text/plain' })).status).toBe(415)
    expect(await codeOf(await send({ 'idempotency-key': 'x', 'sec-fetch-site': 'cross-site' }))).toEqual([
      403,
      'cross_site_write',
    ])
  })
})

describe('what a report says', () => {
  test('is in no page, answer, feed, export or log, and gone from the database once settled', async () => {
    const open = await served.store.openReports()
    expect(open.some(({ text }) => text.includes(WORDS))).toBe(true)
    const shown = await everythingShown()
    expect(shown.size).toBeGreaterThan(60)
    expect(placesOf(shown, WORDS)).toEqual([])
    expect(placesOf(shown, 'Brillig')).toEqual([])

    for (const { id } of open) expect(await served.store.settleReport(id, 'kept', '2026-11-22')).toBe(true)
    expect(await served.store.settleReport(open[0]?.id ?? '', 'kept', '2026-11-22')).toBe(false)
    for (const [table, rows] of await dump(served.connectionString)) {
      expect(
        rows.filter((row) => row.includes('Brillig')),
        table,
      ).toEqual([])
    }
  }, 120_000)
})

describe('a report that a text names a person', () => {
  const columns = ['use_case_name', 'HI_justification', 'vendor_name'] as const

  test('hides that text everywhere, and no finding', async () => {
    const findings = async () =>
      (await served.store.findingList({ useCase: 'va-0' }, { after: null, limit: 1_000 })).page.items.map(
        ({ id }) => id,
      )
    const before = await findings()
    expect(before.some((id) => id.startsWith('IM-04'))).toBe(true)
    const foundBy = async (words: string): Promise<readonly string[]> =>
      (await served.store.searchUseCases({ query: words }, { after: null, limit: 50 })).page.items.map(({ key }) => key)
    for (const words of ['Quillfeather', 'Quillfeathre']) expect(await foundBy(words), words).toEqual(['va-0'])
    expect(placesOf(await everythingShown(), NAMED).length).toBeGreaterThan(5)

    for (const column of columns) {
      const response = await report('va-0', { year: 2025, column, kind: 'names-person', text: 'Names a person.' })
      expect(response.status).toBe(201)
    }
    await settled()
    const shown = await everythingShown()
    // `benefits` was not reported: that it is no longer declared is still told, with what it was.
    const places = placesOf(shown, NAMED).filter((place) =>
      (shown.get(place) ?? '').replaceAll(`Before ${NAMED}`, '').includes(NAMED),
    )
    expect(places).toEqual([])
    expect(placesOf(shown, 'hidden').length).toBeGreaterThan(2)
    expect(await findings()).toEqual(before)
    // Nor is it found by that text, or a word with a typing error corrected to it; by its other words it is.
    for (const words of ['Quillfeather', 'Quillfeathre', NAMED]) expect(await foundBy(words), words).toEqual([])
    expect(await foundBy('letters wait')).toContain('va-0')

    const body = (await (await get('/api/v1/use-cases/va-0')).json()) as {
      entries: { year: number; fields: { column: string; state: string; value: string; raw: string }[] }[]
      findings: { rule: string; message: string }[]
    }
    for (const column of columns) {
      expect(body.entries[0]?.fields.find((field) => field.column === column)).toMatchObject({
        state: 'hidden',
        value: '',
        raw: '',
      })
    }
    expect(body.entries[0]?.fields.find((field) => field.column === 'problem_solved')?.state).toBe('value')
    expect(body.findings.find(({ rule }) => rule === 'IM-04')?.message).toMatch(/^This finding stands/)
  }, 180_000)

  test('reappears when nobody answered, stays hidden when an editor agrees', async () => {
    const [kept, ...others] = await served.store.openReports()
    await served.store.settleReport(kept?.id ?? '', 'text-hidden', '2026-11-22')
    expect(await served.store.endHiding(Date.now() + 1_000)).toBe(0)
    expect(await served.store.endHiding(Date.now() + 5 * 86_400_000)).toBe(others.length)
    expect(await served.store.hiddenCells()).toEqual([{ key: 'va-0', year: 2025, column: kept?.column }])
    // Answered or shown again, the same text is hidden by no second report.
    for (const column of columns) {
      await report('va-0', { year: 2025, column, kind: 'endangers', text: 'Once more.' })
    }
    expect(await served.store.hiddenCells()).toHaveLength(1)
  })

  test('a flood hides three texts of an entry at most, and a page stays a page', async () => {
    const fields = ['problem_solved', 'system_outputs', 'HI_justification', 'hi_potential_impacts', 'use_case_name']
    const flood = fields.flatMap((column) =>
      [1, 2, 3].map(() => report('va-3', { year: 2025, column, kind: 'names-person', text: 'Names me.' })),
    )
    expect((await Promise.all(flood)).map(({ status }) => status)).toEqual(Array(15).fill(201))
    const hidden = (await served.store.hiddenCells()).filter(({ key }) => key === 'va-3')
    expect(hidden).toHaveLength(3)
    await settled()
    const page = await get('/use-cases/va-3')
    expect(page.status).toBe(200)
    expect((await served.store.openReports()).filter(({ entryKey }) => entryKey === 'va-3')).toHaveLength(15)
  })
})

test('writes are counted: too many at once are told to come later', async () => {
  const limited = await serve({ RECOURSE_WRITES_PER_MINUTE: '3' })
  try {
    const statuses: number[] = []
    for (let at = 0; at < 5; at++) {
      const response = await fetch(new URL('/api/v1/use-cases/va-1/reports', limited.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ year: 2025, kind: 'wrong', text: 'x' }),
      })
      statuses.push(response.status)
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(statuses).toEqual([404, 404, 404, 429, 429])
  } finally {
    await limited.close()
  }
})
