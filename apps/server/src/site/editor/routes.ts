import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../../http/door.ts'
import { ApiError } from '../../http/refusal.ts'
import { answerFinding } from '../../service/register/answer-finding.ts'
import { settleMatch } from '../../service/register/match-years.ts'
import { pairReader } from '../../service/register/undecided-pairs.ts'
import type { SiteDeps } from '../deps.ts'
import { inLanguage } from '../frame.ts'
import { renderPage } from '../shell.tsx'
import { ANSWER_BY, ANSWER_STATES, type AnswerFields, answerPage } from './answer.tsx'
import { deskPage } from './desk.tsx'
import { type Fields, fieldsOf, langOf, putSession, queryValue, requireOwnPage, sendDesk, sessionOf } from './gate.ts'
import { pairsPage, VERDICTS } from './pairs.tsx'
import { OUTCOMES, reportsPage } from './reports.tsx'
import { shownReports } from './shown-reports.ts'
import { signInPage } from './sign-in.tsx'

type Signed = (request: FastifyRequest, reply: FastifyReply, office: string) => Promise<FastifyReply>

/**
 * `/editor` and what is below it. Reads show the sign-in to whoever is not signed in; writes are declined to them, and to
 * forms that no page of this site sent. The server counts writes by client network.
 */
export function editorRoutes({ site, store, clock, editor }: SiteDeps): Routes {
  const pairs = pairReader(store)

  const read =
    (answer: Signed) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const office = await editor.officeOf(sessionOf(request))
      if (office !== null) return answer(request, reply, office)
      return sendDesk(reply, renderPage(site, signInPage(langOf(request), { office: '', error: null })), 401)
    }

  const write = (answer: Signed) =>
    read((request, reply, office) => {
      requireOwnPage(request, site)
      return answer(request, reply, office)
    })

  const back = (request: FastifyRequest, reply: FastifyReply, path: string) =>
    reply.header('cache-control', 'no-store').redirect(inLanguage(langOf(request), path), 303)

  async function showPairs(
    request: FastifyRequest,
    reply: FastifyReply,
    office: string,
    agency: string,
    error: Parameters<typeof pairsPage>[1]['error'],
  ): Promise<FastifyReply> {
    const [from, to] = [queryValue(request, 'from'), queryValue(request, 'to')]
    const props = {
      office,
      agency,
      pairs: await pairs.undecided(agency),
      done: error === null && from !== '' ? { from, to } : null,
      error,
    }
    return sendDesk(reply, renderPage(site, pairsPage(langOf(request), props)), error === null ? 200 : 422)
  }

  async function showReports(
    request: FastifyRequest,
    reply: FastifyReply,
    office: string,
    error: Parameters<typeof reportsPage>[1]['error'],
  ): Promise<FastifyReply> {
    const done = error === null && queryValue(request, 'done') === '1'
    const props = { office, reports: await shownReports(store), done, error }
    return sendDesk(reply, renderPage(site, reportsPage(langOf(request), props)), error === null ? 200 : 422)
  }

  return ({ app, refuseBacklog }) => {
    app.get(
      '/editor',
      read(async (request, reply, office) => {
        const asked = queryValue(request, 'about').trim()
        const [undecided, reports, findings] = await Promise.all([
          pairs.undecided(null),
          store.openReports(),
          asked === '' ? null : findingsAbout(asked),
        ])
        const props = {
          office,
          pairs: countByAgency(undecided.map(({ pair }) => pair.agency)),
          reports: reports.length,
          about: findings === null ? null : { asked, findings },
        }
        return sendDesk(reply, renderPage(site, deskPage(langOf(request), props)))
      }),
    )

    app.post('/editor/sign-in', async (request, reply) => {
      requireOwnPage(request, site)
      const { token = '', office = '' } = fieldsOf(request)
      const signed = await editor.signIn({ token, office })
      if (!signed.ok) {
        return sendDesk(reply, renderPage(site, signInPage(langOf(request), { office, error: signed.code })), 422)
      }
      putSession(request, reply, site, signed.sessionId)
      return back(request, reply, '/editor')
    })

    app.post('/editor/sign-out', async (request, reply) => {
      requireOwnPage(request, site)
      const session = sessionOf(request)
      if (session !== null) await editor.signOut(session)
      putSession(request, reply, site, null)
      return back(request, reply, '/editor')
    })

    app.get(
      '/editor/pairs',
      read((request, reply, office) => showPairs(request, reply, office, queryValue(request, 'agency'), null)),
    )
    app.post(
      '/editor/pairs',
      write(async (request, reply, office) => {
        const { agency = '', from = '', to = '', verdict: given } = fieldsOf(request)
        const verdict = VERDICTS.find((known) => known === given)
        if (verdict === undefined) {
          return showPairs(request, reply, office, agency, { code: 'verdict_missing', from, to })
        }
        await refuseBacklog('ordinary')
        const settled = await settleMatch({ store, clock }, { from, to, verdict, reviewer: office })
        if (!settled) return showPairs(request, reply, office, agency, { code: 'pair_gone', from, to })
        const query = new URLSearchParams({ agency, from, to })
        return back(request, reply, `/editor/pairs?${query.toString()}`)
      }),
    )

    app.get(
      '/editor/reports',
      read((request, reply, office) => showReports(request, reply, office, null)),
    )
    app.post(
      '/editor/reports',
      write(async (request, reply, office) => {
        const { id = '', outcome: given } = fieldsOf(request)
        const outcome = OUTCOMES.find((known) => known === given)
        if (outcome === undefined) return showReports(request, reply, office, { code: 'outcome_missing', id })
        const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
        const on = new Date(clock.now()).toISOString().slice(0, 10)
        if (!isId || !(await store.settleReport(id, outcome, on))) {
          return showReports(request, reply, office, { code: 'report_gone', id })
        }
        return back(request, reply, '/editor/reports?done=1')
      }),
    )

    app.get(
      '/editor/answer',
      read(async (request, reply, office) => {
        const finding = await findingOf(queryValue(request, 'finding'))
        const done = queryValue(request, 'done') === '1'
        const props = { office, finding, fields: NOTHING_TYPED, error: null, done }
        return sendDesk(reply, renderPage(site, answerPage(langOf(request), props)))
      }),
    )
    app.post(
      '/editor/answer',
      write(async (request, reply, office) => {
        const sent = fieldsOf(request)
        const finding = await findingOf(sent.finding ?? '')
        const fields = typed(sent)
        const by = ANSWER_BY.find((known) => known === fields.by)
        const state = ANSWER_STATES.find((known) => known === fields.state)
        await refuseBacklog('ordinary')
        const outcome =
          by === undefined || state === undefined
            ? ({ ok: false, code: 'choice_missing' } as const)
            : await answerFinding({ store, clock }, { ...fields, by, state, findingId: finding.id, editor: office })
        if (!outcome.ok) {
          const props = { office, finding, fields, error: outcome.code, done: false }
          return sendDesk(reply, renderPage(site, answerPage(langOf(request), props)), 422)
        }
        return back(request, reply, `/editor/answer?finding=${encodeURIComponent(finding.id)}&done=1`)
      }),
    )
  }

  async function findingOf(id: string) {
    const finding = id === '' ? null : await store.finding(id)
    if (finding === null) throw new ApiError('not_found')
    return finding
  }

  /** Of a use case by any of its keys, or the one finding of that id. */
  async function findingsAbout(asked: string) {
    const [useCase, finding] = await Promise.all([store.findUseCase(asked.toLowerCase()), store.finding(asked)])
    return finding === null ? (useCase?.findings ?? []) : [finding]
  }
}

const NOTHING_TYPED: AnswerFields = { by: '', state: '', saidOn: '', words: '', source: '' }

function typed({ by = '', state = '', saidOn = '', words = '', source = '' }: Fields): AnswerFields {
  return { by, state, saidOn, words, source }
}

function countByAgency(agencies: readonly string[]): readonly { readonly agency: string; readonly count: number }[] {
  return [...new Set(agencies)]
    .sort()
    .map((agency) => ({ agency, count: agencies.filter((one) => one === agency).length }))
}
