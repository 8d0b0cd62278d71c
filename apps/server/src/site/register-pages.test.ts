import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventory2023, inventory2025 } from './testing/inventory.ts'
import { openTestRegister, type TestRegister } from './testing/register.ts'

const DEPARTMENT = { agency: 'DHS', agency_name: 'Department of Homeland Security' } as const

const MATCHER = {
  ...DEPARTMENT,
  id: 'DHS-9001',
  use_case_name: 'Parcel Matcher',
  agency_bureau: 'Example Office',
  contact_email: 'somebody@example.gov',
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  topic_area: 'Law Enforcement',
  classification: 'Computer Vision',
  problem_solved: 'Parcels are compared with pictures, says PLANTED-WORD.',
  benefits: 'Saves time.',
  system_outputs: 'A candidate parcel.',
  operational_date: '2025-05-20',
  contracting_usage: 'Vendor Purchased',
  vendor_name: 'Example Vision Systems',
  has_pii: 'Yes',
  hi_testing_conducted: 'In-progress',
  hi_appeal_process: 'Not Applicable',
  hi_failsafe_presence: 'Not Applicable',
} as const

const TRANSLATOR = {
  ...DEPARTMENT,
  id: 'DHS-9002',
  use_case_name: 'Letter Translator',
  agency_bureau: 'Other Office',
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  problem_solved: 'Letters come in many languages.',
  hi_appeal_process: 'Appeal Process Established',
} as const

const ODD = {
  ...DEPARTMENT,
  id: 'DO/9 003',
  use_case_name: '',
  development_stage: 'Pilot',
  is_high_impact: 'Not High-impact',
} as const

const FILES = {
  '2023.csv': inventory2023({
    Use_Case_ID: 'DHS-0001-2023',
    Department_Code: 'DHS',
    Agency: 'Border office',
    Title: 'Parcel Sorter',
    Summary: 'Sorts parcels',
    Department: 'Department of Homeland Security',
  }),
  '2025.csv': inventory2025(MATCHER, TRANSLATOR, ODD),
}

describe('a register with inventories', () => {
  let register: TestRegister
  const get = async (url: string, accept = 'text/html') => {
    const answer = await register.app.inject({ url, headers: { accept } })
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload }
  }

  beforeAll(async () => {
    register = await openTestRegister()
    await register.import(FILES)
  })
  afterAll(() => register?.close())

  test('home counts what is imported, one square a use, each a link', async () => {
    const { status, text } = await get('/')
    expect(status).toBe(200)
    expect(text).toContain('2 deployed high-impact uses.')
    expect(text).toContain('1 reports an established way to appeal.')
    expect(text).toMatch(/<a href="\/use-cases\/dhs-9001" aria-label="Parcel Matcher"/)
    expect(text).toContain('2025.csv')
    expect(text).not.toContain('No inventory has been imported')
  })

  test('a search by words and limits; a spelling that comes near', async () => {
    expect((await get('/?q=parcel+pictures')).text).toContain('1 use holds these words.')
    expect((await get('/?agency=DHS&stage=Deployed')).text).toContain('2 uses are within these limits.')
    const near = (await get('/?q=tranzlator')).text
    expect(near).toContain('Letter Translator')
    expect(near).toContain('were searched for instead')
    const none = await get('/?q=zebra+crossing')
    expect(none.status).toBe(200)
    expect(none.text).toContain('What you can try')
  })

  test('what somebody searches for is in no log line', async () => {
    await get('/?q=SECRET-WORDS')
    await get('/compare?q=SECRET-WORDS')
    expect(register.lines.join('\n')).not.toContain('SECRET')
    expect(register.lines.length).toBeGreaterThan(0)
  })

  test('a use case answers under the key of any entry and names one as its own; other spellings lead there', async () => {
    for (const url of ['/use-cases/dhs-9001', '/use-cases/dhs-9001/?lang=en']) {
      const { status, text } = await get(url)
      expect(status, url).toBe(200)
      expect(text).toContain('<link rel="canonical" href="https://recourse.example/use-cases/dhs-9001"')
      expect(text).toContain('<link rel="alternate" type="application/json" href="/api/v1/use-cases/dhs-9001"')
    }
    const spelled = await get('/use-cases/DHS-9001?lang=es')
    expect(spelled.status).toBe(308)
    expect(spelled.headers.location).toBe('/use-cases/dhs-9001?lang=es')
  })

  test('a key with a slash and a blank has an address, and a use without a name a page', async () => {
    const found = await register.store.searchUseCases({ stage: ['Pilot'] }, { after: null, limit: 1 })
    const key = found.page.items[0]?.key ?? ''
    expect(key).toContain('/')
    const { status, text } = await get(`/use-cases/${encodeURIComponent(key)}`)
    expect(status).toBe(200)
    expect(text).toContain('Published without a name')
    expect(text).toContain(`href="/use-cases/${encodeURIComponent(key)}/report"`)
    expect((await get(`/use-cases/${encodeURIComponent(key)}/report`)).status).toBe(200)
  })

  test('declared words, what is missing and each finding with its rule and its source', async () => {
    const { text } = await get('/use-cases/dhs-9001')
    expect(text).toContain('says PLANTED-WORD.')
    expect(text).toContain('href="/findings/HI-02"')
    expect(text).toContain('href="/letters?use-case=dhs-9001&amp;rule=HI-02"')
    expect(text).toContain('hi_appeal_process')
    expect(text).not.toContain('somebody@example.gov')
    const { document } = parseHTML(text)
    const columns = ['declared', 'on-record', 'reported'].map((id) => document.getElementById(id)?.parentElement)
    expect(columns.every((column) => column?.tagName === 'SECTION')).toBe(true)
    expect(new Set(columns).size).toBe(3)
  })

  test('every link inside the site leads somewhere', async () => {
    const seen = new Set<string>()
    const pages = ['/', '/use-cases/dhs-9001', '/systems', '/systems/mobile-fortify', '/changes', '/compare?a=dhs-9001']
    for (const url of [...pages, '/letters?use-case=dhs-9001&rule=HI-02&law=foia', '/use-cases/dhs-9001/report']) {
      const { text } = await get(url)
      for (const [, href = ''] of text.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) seen.add(href.replaceAll('&amp;', '&'))
    }
    const broken: string[] = []
    for (const href of seen) {
      if (href.startsWith('/api/')) continue
      const { status } = await get(href)
      if (status !== 200) broken.push(`${status} ${href}`)
    }
    expect(broken).toEqual([])
    expect(seen.size).toBeGreaterThan(40)
  })

  test('an unknown key is a page that helps', async () => {
    const { status, text } = await get('/use-cases/nobody-1')
    expect(status).toBe(404)
    expect(text).toContain('name="q"')
    expect((await get('/systems/nobody')).status).toBe(404)
    expect((await get('/use-cases/nobody-1/report')).status).toBe(404)
  })

  test('two uses side by side, and a way to the second', async () => {
    const one = (await get('/compare?a=dhs-9001')).text
    expect(one).toContain('/compare?a=dhs-9001&amp;b=dhs-9002')
    const two = (await get('/compare?a=DHS-9001&b=dhs-9002')).text
    expect(two).toContain('Differs')
    expect(two).toContain('Appeal Process Established')
    expect((await get('/compare?a=nobody-1')).text).toContain('No use case has the key')
  })

  test('a letter as page, text and PDF, from key, rule and law alone', async () => {
    const asked = 'use-case=dhs-9001&rule=HI-02&law=foia'
    const page = (await get(`/letters?${asked}`)).text
    expect(page.indexOf('can tell an enforcement agency who and where')).toBeLessThan(page.indexOf('letter.pdf'))
    const text = await get(`/letters/letter.txt?${asked}`)
    expect(text.headers['content-type']).toContain('text/plain')
    expect(text.headers['content-disposition']).toBe('attachment; filename="request-foia-dhs-9001-hi-02.txt"')
    expect(text.text).toContain('Not Applicable')
    const pdf = await register.app.inject({ url: `/letters/letter.pdf?${asked}` })
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await get('/letters/letter.txt?use-case=dhs-9001&rule=HI-99&law=foia')).status).toBe(404)
    expect((await get('/letters?use-case=dhs-9001&rule=HI-99&law=foia')).text).toContain('does not stand')
    expect((await get('/letters?use-case=nobody-1')).text).toContain('“nobody-1”')
  })

  test('the feed of changes is Atom and is linked from every page', async () => {
    const feed = await get('/changes.atom', '*/*')
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const { DOMParser } = parseHTML('<html></html>')
    const root = new DOMParser().parseFromString(feed.text, 'text/xml').documentElement
    const ids = [...(root?.querySelectorAll('entry > id') ?? [])].map((id) => id.textContent ?? '')
    expect(ids.length).toBeGreaterThanOrEqual(2)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^tag:recourse\.example,2026:change%2F/)
    const titles = [...(root?.querySelectorAll('entry > title') ?? [])].map((title) => title.textContent)
    expect(titles).toContain('2025.csv imported')
    expect((await get('/changes')).text).toContain('2025.csv imported')
    expect((await get('/')).text).toContain('type="application/atom+xml"')
  })
})

describe('reports of an error', () => {
  let register: TestRegister
  const send = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    register.app.inject({
      method: 'POST',
      url: '/use-cases/DHS-9001/report',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    })
  const page = async () => (await register.app.inject({ url: '/use-cases/dhs-9001' })).payload
  const PURPOSE = '2025 dhs-9001 problem_solved'

  beforeAll(async () => {
    register = await openTestRegister()
    await register.import(FILES)
  })
  afterAll(() => register?.close())

  test('what is missing is said beside the form, and what was typed stays', async () => {
    const answer = await send({ kind: '', field: '', text: 'TYPED <b>' })
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain('Choose what is the matter')
    expect(answer.payload).toContain('TYPED &lt;b')
  })

  test('a form that another site sends is declined', async () => {
    const answer = await send({ kind: 'other', field: '', text: 'x' }, { 'sec-fetch-site': 'cross-site' })
    expect(answer.statusCode).toBe(403)
  })

  test('one that says a text names a person hides that text, never a finding, and is nowhere printed', async () => {
    const before = await page()
    expect(before).toContain('PLANTED-WORD')
    const answer = await send({ kind: 'names-person', field: PURPOSE, text: 'The text names SOMEBODY-PRIVATE.' })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/use-cases/dhs-9001/report/kept')
    expect((await register.app.inject({ url: String(answer.headers.location) })).payload).toContain('is kept with')

    register.world.now += 1_000
    const hidden = await page()
    expect(hidden).not.toContain('PLANTED-WORD')
    expect(hidden).toContain('Hidden while a report about it is looked at')
    expect(hidden).toContain('1 error report about this entry waits')
    expect(count(hidden, 'class="finding"')).toBe(count(before, 'class="finding"'))
    for (const url of [
      '/',
      '/changes',
      '/changes.atom',
      '/use-cases/dhs-9001',
      '/use-cases/dhs-9001/report',
      '/?q=parcel',
    ])
      expect((await register.app.inject({ url })).payload, url).not.toContain('SOMEBODY-PRIVATE')
    expect(register.lines.join('\n')).not.toContain('SOMEBODY-PRIVATE')
  })

  test('after two business days without an answer the text is shown again, and another report hides it no more', async () => {
    register.world.now += 3 * 86_400_000
    await register.store.endHiding(register.world.now)
    register.world.now += 1_000
    expect(await page()).toContain('PLANTED-WORD')
    await send({ kind: 'endangers', field: PURPOSE, text: 'again' })
    register.world.now += 1_000
    expect(await page()).toContain('PLANTED-WORD')
  })

  test('more than a network may send is declined for a while', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 70; at++) statuses.push((await send({ kind: 'other', field: '', text: 'flood' })).statusCode)
    expect(statuses[0]).toBe(303)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('a fresh register', () => {
  let register: TestRegister
  const get = async (url: string) => (await register.app.inject({ url })).payload

  beforeAll(async () => {
    register = await openTestRegister()
  })
  afterAll(() => register?.close())

  test('shows the shipped figures, says calmly what is missing, and the exact command', async () => {
    const text = await get('/')
    expect(text).toContain('227 deployed high-impact uses.')
    expect(text).toContain('16 report an established way to appeal.')
    expect(text).toContain('npx recourse register import')
    expect(text).toContain('2025_individually_reported_AI_use_cases.csv')
  })

  test('finds named systems by their name, and says so where it finds none', async () => {
    expect(await get('/?q=mobile+fortify')).toContain('href="/systems/mobile-fortify"')
    expect(await get('/?q=zebra')).toContain('No named system holds these words')
  })

  test('a named system has its page from the shipped facts, with the findings about itself', async () => {
    const text = await get('/systems/immigrationos')
    expect(text).toContain('coded facts shipped with this project')
    expect(text).toContain('href="/findings/NS-01"')
    expect(await get('/changes')).toContain('Nothing has changed yet')
  })
})

function count(text: string, piece: string): number {
  return text.split(piece).length - 1
}
