import { RULES } from '@recourse/register'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventory2023, inventory2025 } from './testing/inventory.ts'
import { openTestRegister, type TestRegister } from './testing/register.ts'

const DEPARTMENT = { agency: 'DHS', agency_name: 'Department of Homeland Security' } as const

const use = (at: number, cells: object) => ({
  ...DEPARTMENT,
  id: `DHS-${9000 + at}`,
  use_case_name: `Parcel Matcher ${at}`,
  agency_bureau: 'Example Office',
  contact_email: 'planted.person@example.gov',
  development_stage: 'Deployed',
  is_high_impact: 'High-impact',
  problem_solved: 'Write to planted.person@example.gov about parcels.',
  hi_appeal_process: 'Not Applicable',
  ...cells,
})

const FILES = {
  '2023.csv': inventory2023({
    Use_Case_ID: 'DHS-0001-2023',
    Department_Code: 'DHS',
    Agency: 'Example Office',
    Title: 'Parcel Sorter',
    Summary: 'Sorts parcels',
    Department: 'Department of Homeland Security',
  }),
  // 60 uses, so that findings have a second page; one whose cells a spreadsheet would run.
  '2025.csv': inventory2025(
    ...Array.from({ length: 60 }, (_, at) => use(at, {})),
    use(60, { use_case_name: '=HYPERLINK("https://evil.example","x")', vendor_name: 'Ms. Jane Doe' }),
  ),
  'awards.json': JSON.stringify({
    about: 'made up',
    contracts: [
      {
        award_id: '70EXMP25P00000001',
        vendor: 'EXAMPLE MATCHING, INC.',
        agency: 'Office of Procurement Operations',
        amount: 3_750_000,
        description: '=CMD() licences, call (202) 555-0199 or planted.person@example.gov',
        start_date: '2025-09-05',
        permalink: 'https://awards.example/1',
      },
      {
        award_id: '70EXMP25P00000002',
        vendor: 'DOE, JANE',
        agency: 'Office of Procurement Operations',
        amount: 12_000,
        description: 'Translation',
        start_date: '',
        permalink: 'https://awards.example/2',
      },
    ],
  }),
}

let register: TestRegister

async function get(url: string) {
  const reply = await register.app.inject({ url })
  return { status: reply.statusCode, headers: reply.headers, text: reply.payload }
}

const PAGES = [
  '/findings',
  '/findings/HI-02',
  '/findings/HI-02?agency=DHS&year=2025&state=open',
  '/figures',
  '/agencies',
  '/agencies/DHS',
  '/contracts',
  '/contracts?sort=vendor',
  '/agreements',
  '/inventories',
  '/inventories/1',
  '/matches',
  '/matches?agency=DHS',
  '/data',
  '/about',
]

const FIGURES = [
  'practices',
  'impact',
  'stage',
  'spending-year',
  'spending-office',
  'spending-vendor',
  'life',
  'agreements',
  'findings',
]

/** Pages of rules have a test of their own; an address in Spanish is looked at where its English one was not. */
function isOwnPage(href: string): boolean {
  return !/^\/(api|static)\/|^\/findings\/[A-Z0-9-]+(\?lang=es)?$/.test(href)
}

/** Every address a page or a file links to, inside the site. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:href|action)="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

describe('before anything is imported', () => {
  beforeAll(async () => {
    register = await openTestRegister()
  })
  afterAll(() => register?.close())

  test.each(PAGES.filter((url) => !/inventories\/|agency=DHS$/.test(url)))(
    '%s answers in both languages',
    async (url) => {
      const spanish = `${url}${url.includes('?') ? '&' : '?'}lang=es`
      expect((await get(url)).status).toBe(200)
      expect((await get(spanish)).text).toContain('<html lang="es">')
    },
  )

  test('figures are the shipped ones and say so', async () => {
    const { text } = await get('/figures')
    expect(text).toContain('16 of 227 deployed high-impact uses declare an established way to appeal')
    expect(text).toContain('These are the figures this project counted')
    expect(JSON.parse((await get('/figures/practices.json')).text)).toMatchObject({
      countedFrom: 'shipped',
      shareOfAllDecisions: 'unknown',
      sources: [{ file: '2025_individually_reported_AI_use_cases.csv' }, {}],
    })
    expect((await get('/figures/spending-vendor.csv')).status).toBe(404)
  })

  test('NUL in any part of any address is declined, by name or by query', async () => {
    expect(register.addresses).toEqual(expect.arrayContaining(['/', '/agencies/:agency', '/use-cases/:key']))
    for (const pattern of register.addresses) {
      for (const text of ['%00', 'a%00b']) {
        const named = pattern.replace(/:\w+/g, text)
        if (named !== pattern) expect((await get(named)).status, named).toBe(400)
        const asked = `${pattern.replace(/:\w+/g, 'x')}?q=${text}&cursor=${text}&lang=${text}`
        expect((await get(asked)).status, asked).toBe(400)
      }
    }
  })

  test('there is nothing to export, and it is said', async () => {
    expect((await get('/data')).text).toContain('nothing to export yet')
    expect((await get('/data/oscal-poam')).status).toBe(404)
  })
})

describe('with inventories and awards', () => {
  beforeAll(async () => {
    register = await openTestRegister()
    await register.import(FILES)
  })
  afterAll(() => register?.close())

  test('every link of these pages leads somewhere, in both languages', async () => {
    const seen = new Set<string>()
    for (const url of PAGES) {
      for (const at of [url, `${url}${url.includes('?') ? '&' : '?'}lang=es`]) {
        const { status, text } = await get(at)
        expect(status, at).toBe(200)
        for (const href of linksOf(text)) if (isOwnPage(href)) seen.add(href)
      }
    }
    const broken: string[] = []
    for (const href of seen) {
      if (/[?&]lang=es$/.test(href) && seen.has(href.replace(/[?&]lang=es$/, ''))) continue
      const { status } = await get(href)
      if (status >= 400) broken.push(`${status} ${href}`)
    }
    expect(broken).toEqual([])
    expect(seen.size).toBeGreaterThan(60)
  })

  test('no e-mail address, telephone number or name of a supplier who is a person, on any page or in any file', async () => {
    const files = ['/findings/HI-02.csv', '/findings/HI-02.json', '/contracts.csv', '/data/omb-2025', '/data/jsonld']
    const figures = FIGURES.flatMap((name) => [`/figures/${name}.csv`, `/figures/${name}.json`, `/figures/${name}.svg`])
    for (const url of [
      ...PAGES,
      ...files,
      ...figures,
      '/contracts/70EXMP25P00000001',
      '/contracts/70EXMP25P00000002',
    ]) {
      const { status, text } = await get(url)
      expect(status, url).toBe(200)
      expect(text, url).not.toMatch(/planted\.person|555.{0,3}0199|DOE, JANE|Jane Doe/)
    }
    expect((await get('/contracts')).text).toContain('an individual')
  })

  test('cells that a spreadsheet would run bear an apostrophe in every table to download', async () => {
    for (const url of ['/findings/HI-02.csv', '/contracts.csv', ...FIGURES.map((name) => `/figures/${name}.csv`)]) {
      const { text, headers } = await get(url)
      expect(headers['content-type']).toContain('text/csv')
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.csv"$/)
      // A cell begins a line or follows a comma, in quotes or not.
      expect(text.slice(1), url).not.toMatch(/(^|,|\r\n)"?[=+@]/)
    }
    expect((await get('/findings/HI-02.csv')).text).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`)
    expect((await get('/contracts.csv')).text).toContain("'=CMD() licences")
  })

  test('a rule lists all its findings over its pages, each once, and its files hold the same', async () => {
    const ids = new Set<string>()
    let url: string | undefined = '/findings/HI-02'
    let pages = 0
    while (url !== undefined && pages++ < 5) {
      const { text } = await get(url)
      for (const [, id = ''] of text.matchAll(/id="(finding-HI-02:[^"]+)"/g)) ids.add(id)
      url = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect([pages, ids.size]).toEqual([2, 61])
    const { findings } = JSON.parse((await get('/findings/HI-02.json')).text)
    expect(findings).toHaveLength(61)
    expect((await get('/findings/HI-02.csv')).text.trimEnd().split('\r\n')).toHaveLength(62)
    expect(JSON.parse((await get('/findings/HI-02.json?agency=NOBODY')).text)).toEqual({ findings: [] })
  })

  test('an altered cursor is declined, one of another list too', async () => {
    const { text } = await get('/findings/HI-02')
    const next = /rel="next" href="\/findings\/HI-02\?cursor=([^"]+)"/.exec(text)?.[1] ?? ''
    expect(next).not.toBe('')
    expect((await get(`/findings/HI-01?cursor=${next}`)).status).toBe(400)
    expect((await get(`/findings/HI-02?cursor=${next}x`)).status).toBe(400)
  })

  test('every rule has a page under any spelling; what is no rule has none', async () => {
    for (const rule of RULES) expect((await get(`/findings/${rule.id}`)).status, rule.id).toBe(200)
    const lower = await get('/findings/hi-02')
    expect([lower.status, lower.headers.location]).toEqual([308, '/findings/HI-02'])
    for (const url of [
      '/findings/XX-99',
      '/findings/XX-99.csv',
      '/agencies/NOBODY',
      '/contracts/1',
      '/inventories/999',
    ]) {
      expect((await get(url)).status, url).toBe(404)
    }
    expect((await get('/agencies/dhs')).headers.location).toBe('/agencies/DHS')
    const key = await get('/use-cases/DHS-9000')
    expect([key.status, key.headers.location]).toEqual([308, '/use-cases/dhs-9000'])
    expect((await get('/use-cases/DHS-NONE')).status).toBe(404)
    for (const [url, to] of [
      ['/findings/hi-02', '/findings/HI-02'],
      ['/agencies/dhs', '/agencies/DHS'],
      ['/use-cases/DHS-9000', '/use-cases/dhs-9000'],
    ]) {
      expect((await get(`${url}?lang=es`)).headers.location).toBe(`${to}?lang=es`)
    }
  })

  test('an award is joined, and its sums are the sums of the awards', async () => {
    const { text } = await get('/contracts')
    expect(text).toContain('2 awards, $3,762,000 obligated in all.')
    expect((await get('/contracts/70EXMP25P00000001')).text).toContain('$3,750,000')
    const byOffice = (await get('/figures/spending-office.csv')).text.split('\r\n')
    expect(byOffice[1]).toBe('Office of Procurement Operations,3762000,2')
  })

  test('an imported file adds up, with its digest whole', async () => {
    const { text } = await get('/inventories/2')
    expect(text).toContain('61 added + 0 updated + 0 unchanged + 0 rejected = 61 records.')
    expect(text).toMatch(/[0-9a-f]{64}/)
    expect(text).toContain('personal-data')
  })

  test('exports are whole documents', async () => {
    const cyclonedx = await get('/data/cyclonedx')
    expect(JSON.parse(cyclonedx.text)).toMatchObject({ bomFormat: 'CycloneDX' })
    expect(cyclonedx.headers['content-disposition']).toContain('attachment')
    expect((await get('/data/omb-2025')).text).toContain('DHS-9060')
    expect((await get('/data/nothing')).status).toBe(404)
  })

  test('programs find their way: robots, sitemap, search', async () => {
    expect((await get('/robots.txt')).text).toMatch(
      /Disallow: \/editor\n[\s\S]*Sitemap: https:\/\/recourse\.example\/sitemap\.xml/,
    )
    const maps = [...(await get('/sitemap.xml')).text.matchAll(/<loc>https:\/\/recourse\.example([^<]+)</g)]
    expect(maps.map(([, path]) => path)).toEqual(['/sitemap/pages.xml', '/sitemap/uses-1.xml'])
    let named = 0
    for (const [, path = ''] of maps) {
      for (const [, place = ''] of (await get(path)).text.matchAll(/<loc>https:\/\/recourse\.example([^<]+)</g)) {
        named++
        if (named % 7 === 0) expect((await get(place.replaceAll('&amp;', '&'))).status, place).toBe(200)
      }
    }
    expect(named).toBeGreaterThan(RULES.length + 61)
    expect((await get('/sitemap/uses-2.xml')).status).toBe(404)
    expect((await get('/opensearch.xml')).text).toContain('https://recourse.example/?q={searchTerms}')
  })

  test('pages are kept until the register changes, and the same bytes for every reader', async () => {
    const first = await get('/figures')
    const again = await register.app.inject({
      url: '/figures',
      headers: { 'if-none-match': String(first.headers.etag) },
    })
    expect(again.statusCode).toBe(304)
    const signed = await register.app.inject({ url: '/figures', headers: { cookie: 'recourse-editor=anything' } })
    expect(signed.payload).toBe(first.text)
    expect(signed.headers['set-cookie']).toBeUndefined()
  })
})
