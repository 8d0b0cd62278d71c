import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inventory2023, inventory2025 } from '../testing/inventory.ts'
import { EDITOR_TOKEN, openTestRegister, type TestRegister } from '../testing/register.ts'

const FILES = {
  '2023.csv': inventory2023({
    Use_Case_ID: 'DHS-0001-2023',
    Department_Code: 'DHS',
    Agency: 'Example Office',
    Title: 'Duplicate record finder',
    Summary: 'Finds records that stand twice in the parcel file',
    Department: 'Department of Homeland Security',
  }),
  '2025.csv': inventory2025(
    {
      agency: 'DHS',
      agency_name: 'Department of Homeland Security',
      id: 'DHS-9001',
      use_case_name: 'Record deduplication for the duplicate parcel finder',
      agency_bureau: 'Example Office',
      development_stage: 'Deployed',
      is_high_impact: 'High-impact',
      problem_solved: 'Records stand twice in the parcel file',
      benefits: 'A planted text about somebody',
      hi_appeal_process: 'Not Applicable',
    },
    {
      agency: 'DHS',
      agency_name: 'Department of Homeland Security',
      id: 'DHS-9002',
      use_case_name: 'Letter translator',
      agency_bureau: 'Other Office',
      development_stage: 'Deployed',
      is_high_impact: 'High-impact',
      problem_solved: 'Letters come in many languages',
    },
  ),
}

const OWN = { host: 'desk.example', origin: 'http://desk.example', 'sec-fetch-site': 'same-origin' }

let register: TestRegister
let cookie = ''

async function get(url: string, headers: Record<string, string> = { cookie }): Promise<LightMyRequestResponse> {
  // The version of what is shown is asked for at most every 250 ms.
  register.world.now += 1_000
  return register.app.inject({ url, headers: { host: 'desk.example', ...headers } })
}

function post(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { ...OWN, cookie },
): Promise<LightMyRequestResponse> {
  register.world.now += 10_000
  return register.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  })
}

async function signIn(): Promise<string> {
  const reply = await post('/editor/sign-in', { token: EDITOR_TOKEN, office: 'REGISTER-2' }, OWN)
  expect(reply.statusCode).toBe(303)
  return String(reply.headers['set-cookie']).split(';')[0] ?? ''
}

beforeAll(async () => {
  register = await openTestRegister()
  await register.import(FILES)
})

beforeEach(async () => {
  cookie = await signIn()
})

afterAll(() => register.close())

describe('the way in', () => {
  test('whoever is not signed in sees the sign-in alone, and nothing is kept of it', async () => {
    for (const url of ['/editor', '/editor/pairs?agency=DHS', '/editor/reports', '/editor/answer?finding=x']) {
      const reply = await get(url, {})
      expect(reply.statusCode).toBe(401)
      expect(reply.body).toContain('name="token"')
      expect(reply.body).not.toContain('Duplicate record finder')
      expect(reply.headers['cache-control']).toBe('no-store')
      expect(reply.headers['x-robots-tag']).toContain('noindex')
    }
  })

  test('the cookie is for the desk alone, read by no script, sent by no other site', async () => {
    const reply = await post('/editor/sign-in', { token: ` ${EDITOR_TOKEN}\n`, office: 'REGISTER-2' }, OWN)
    expect(reply.headers['set-cookie']).toMatch(
      /^recourse-editor=[\w-]{43}; Path=\/editor; HttpOnly; SameSite=Strict; Max-Age=28800; Secure$/,
    )
  })

  test.each([
    ['a wrong token', { token: `${EDITOR_TOKEN}x`, office: 'REGISTER-2' }, 'not the token of this server'],
    ['no token', { token: '', office: 'REGISTER-2' }, 'not the token of this server'],
    ['a name for an office', { token: EDITOR_TOKEN, office: 'Jane Doe' }, 'capital letters, digits and dashes'],
  ])('%s opens nothing', async (_, fields, words) => {
    const reply = await post('/editor/sign-in', fields, OWN)
    expect(reply.statusCode).toBe(422)
    expect(reply.body).toContain(words)
    expect(reply.body).not.toContain(EDITOR_TOKEN)
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  test('a session ends when it is closed, and after eight hours', async () => {
    expect((await get('/editor')).statusCode).toBe(200)
    expect((await post('/editor/sign-out', {})).headers['set-cookie']).toContain('Max-Age=0')
    expect((await get('/editor')).statusCode).toBe(401)
    cookie = await signIn()
    register.world.now += 8 * 3_600_000
    expect((await get('/editor')).statusCode).toBe(401)
  })

  test('an unknown, doubled or malformed session id is none', async () => {
    const other = await signIn()
    for (const value of ['recourse-editor=x', `recourse-editor=${'a'.repeat(43)}`, `${cookie}; ${other}`]) {
      expect((await get('/editor', { cookie: value })).statusCode, value).toBe(401)
    }
  })

  test.each([
    ['another site', { ...OWN, origin: 'https://evil.example' }],
    ['another site of this host', { ...OWN, 'sec-fetch-site': 'same-site' }],
    ['nobody says whose page', { host: 'desk.example' }],
    ['no origin is told', { ...OWN, origin: 'null' }],
  ])('a form of %s counts for nothing', async (_, headers) => {
    for (const url of ['/editor/sign-in', '/editor/sign-out', '/editor/pairs', '/editor/reports', '/editor/answer']) {
      const reply = await post(url, { token: EDITOR_TOKEN, office: 'REGISTER-2' }, { ...headers, cookie })
      expect(reply.statusCode, url).toBe(403)
    }
    expect((await get('/editor')).statusCode).toBe(200)
  })

  test('guessing is counted like every write', async () => {
    const guesses = Array.from({ length: 70 }, () =>
      register.app.inject({ method: 'POST', url: '/editor/sign-in', headers: OWN, remoteAddress: '203.0.113.9' }),
    )
    const replies = await Promise.all(guesses)
    expect(replies.filter((reply) => reply.statusCode === 429).length).toBeGreaterThanOrEqual(9)
  })
})

test('a pair is settled by an office, stands among the settled ones, and joins the years', async () => {
  const shown = await get('/editor/pairs?agency=DHS')
  expect(shown.body).toContain('Duplicate record finder')
  const [, from = ''] = /name="from" value="([^"]+)"/.exec(shown.body) ?? []
  const [, to = ''] = /name="to" value="([^"]+)"/.exec(shown.body) ?? []
  expect((await get('/matches?agency=DHS', {})).body).toContain('Record deduplication')

  expect((await post('/editor/pairs', { agency: 'DHS', from, to, verdict: 'perhaps' })).statusCode).toBe(422)
  expect((await post('/editor/pairs', { agency: 'DHS', from: 'nobody', to, verdict: 'same' })).body).toContain(
    'no longer in the register',
  )
  const settled = await post('/editor/pairs', { agency: 'DHS', from, to, verdict: 'same' })
  expect(settled.statusCode).toBe(303)
  expect((await get(String(settled.headers.location))).body).toContain(`Settled: ${from} and ${to}.`)

  const after = await get('/matches?agency=DHS', {})
  expect(after.body).toContain('REGISTER-2')
  expect(after.body).toContain('No pair is undecided here.')
  expect((await register.store.findUseCase(to))?.summary.marks.map((mark) => mark.year)).toEqual([2023, 2025])
})

describe('error reports', () => {
  const words = 'PLANTED words of a report'
  const report = {
    entryKey: 'dhs-9001',
    year: 2025,
    column: 'hi_appeal_process',
    kind: 'names-person',
    text: words,
    receivedOn: '2026-05-04',
  } as const

  test('are read at the desk alone, hide their text everywhere, and lose their words with the answer', async () => {
    const id = '11111111-2222-3333-4444-555555555555'
    await register.store.saveReport({ ...report, id, hiddenUntil: register.world.now + 86_400_000 })
    const desk = await get('/editor/reports')
    expect(desk.body).toContain(words)
    expect(desk.body).toContain('Not Applicable')
    for (const url of ['/findings/HI-02', '/findings/HI-02.csv', '/findings/HI-02.json', '/use-cases/dhs-9001']) {
      const open = await get(url, {})
      expect(open.statusCode).toBe(200)
      expect(open.body, url).not.toContain(words)
      expect(open.body, url).toContain('hidden')
      expect(open.body.replaceAll(/Appeal declared 'Not Applicable'|'Not Applicable'<\/code>/g, ''), url).not.toMatch(
        /cell[^<]*Not Applicable|"value":"Not Applicable"/,
      )
    }
    // The finding itself is never hidden.
    expect((await register.store.findingList({ rule: 'HI-02' }, { after: null, limit: 5 })).total).toBe(1)

    expect((await post('/editor/reports', { id, outcome: '' })).statusCode).toBe(422)
    expect((await post('/editor/reports', { id, outcome: 'kept' })).headers.location).toBe('/editor/reports?done=1')
    expect((await get('/editor/reports?done=1')).body).not.toContain(words)
    expect((await get('/findings/HI-02', {})).body).toContain('Not Applicable')
    expect((await post('/editor/reports', { id, outcome: 'kept' })).body).toContain('answered already')
  })

  test('without a signed-in editor nothing is answered', async () => {
    const id = '11111111-2222-3333-4444-777777777777'
    await register.store.saveReport({ ...report, id, kind: 'wrong', hiddenUntil: null })
    expect((await post('/editor/reports', { id, outcome: 'kept' }, OWN)).statusCode).toBe(401)
    expect((await register.store.openReports()).map((one) => one.id)).toContain(id)
    await register.store.settleReport(id, 'kept', '2026-05-05')
  })
})

describe('answers to findings', () => {
  const finding = async () => {
    const [found] = (await register.store.findingList({ rule: 'HI-02' }, { after: null, limit: 5 })).page.items
    if (!found) throw new Error('HI-02 found nothing')
    return found
  }
  const answer = {
    by: 'agency',
    state: 'disputed',
    saidOn: '2026-05-02',
    words: 'An appeal was established in March.',
    source: 'https://agency.example/answer',
  }

  test('a dispute stands beside its finding everywhere, and outlives judgements and imports', async () => {
    const { id } = await finding()
    const lookedUp = await get('/editor?about=DHS-9001')
    expect(lookedUp.body).toContain(`/editor/answer?finding=${encodeURIComponent(id)}`)
    expect((await post('/editor/answer', { ...answer, finding: id })).statusCode).toBe(303)

    const expectDisputed = async () => {
      const page = await get('/findings/HI-02', {})
      expect(page.body).toContain('Disputed: 1.')
      expect(page.body).toContain('The agency answered on 2 May 2026')
      expect(page.body).toContain('An appeal was established in March.')
      expect((await get('/findings/HI-02.json?state=disputed', {})).json()).toMatchObject({
        findings: [{ id, state: 'disputed', answers: [{ by: 'agency', words: answer.words }] }],
      })
      expect((await get('/findings/HI-02.csv', {})).body).toContain('disputed')
    }
    await expectDisputed()
    register.world.now += 86_400_000
    await register.import({ '2023b.csv': FILES['2023.csv'].replace('Finds records', 'Finds all records') })
    await expectDisputed()
  })

  test('a withdrawal is kept visible, counted nowhere, and can be taken back', async () => {
    const { id } = await finding()
    const before = (await register.store.agencies()).find((one) => one.agency === 'DHS')?.findings.high ?? 0
    const withdrawn = { ...answer, by: 'register', state: 'withdrawn', words: 'The rule was wrong.', source: '' }
    expect((await post('/editor/answer', { ...withdrawn, finding: id })).statusCode).toBe(303)
    cookie = await signIn()
    expect((await get('/findings/HI-02', {})).body).toContain('Withdrawn: 1.')
    expect((await register.store.agencies()).find((one) => one.agency === 'DHS')?.findings.high).toBe(before - 1)
    expect((await register.store.findUseCase('dhs-9001'))?.summary.findings.high).toBe(before - 1 - (await others()))

    const again = { ...withdrawn, state: 'open', words: 'The rule was right after all.' }
    expect((await post('/editor/answer', { ...again, finding: id })).statusCode).toBe(303)
    expect(await finding()).toMatchObject({ state: 'open', answers: [{}, {}, {}] })
  })

  /** Findings of high severity that are about other use cases. */
  async function others(): Promise<number> {
    const list = await register.store.findingList({ agency: 'DHS', severity: 'high' }, { after: null, limit: 200 })
    return list.page.items.filter((one) => one.state !== 'withdrawn' && one.useCaseKey !== 'dhs-9001').length
  }

  test.each([
    ['answer_empty', { words: ' ' }],
    ['answer_too_long', { words: 'x'.repeat(2_001) }],
    ['answer_names_contact', { words: 'Write to somebody@agency.example' }],
    ['source_not_https', { source: 'http://agency.example' }],
    ['date_unreadable', { saidOn: '2026-02-30' }],
    ['date_ahead', { saidOn: '2036-01-01' }],
    ['state_not_theirs', { state: 'withdrawn' }],
    ['choice_missing', { by: 'somebody' }],
  ])('%s is said on the page, and nothing is published', async (_, change) => {
    const { id, answers = [] } = await finding()
    const reply = await post('/editor/answer', { ...answer, ...change, finding: id })
    expect(reply.statusCode).toBe(422)
    expect(reply.body).toContain('role="alert"')
    expect((await finding()).answers ?? []).toHaveLength(answers.length)
  })

  test('a finding that does not exist is not found', async () => {
    expect((await get('/editor/answer?finding=HI-02%20nobody')).statusCode).toBe(404)
    expect((await post('/editor/answer', { ...answer, finding: 'HI-02 nobody' })).statusCode).toBe(404)
  })
})
