import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import { nothing } from '../http/read.ts'
import { ApiError, PROBLEMS, type ProblemCode } from './problem.ts'
import { PROBLEM_TEXTS, problemType } from './problem-text.ts'

const text = z.object({ en: z.string(), es: z.string() })

const described = z
  .object({
    code: z.string(),
    type: z.string(),
    status: z.int(),
    retry: z
      .enum(['no', 'reload', 'later'])
      .meta({ description: 'Whether repeating the request can help, and what comes first.' }),
    title: text,
    remedy: text,
  })
  .meta({ id: 'ProblemDescription', description: 'One code that an answer may carry.' })

/** The descriptions that `type` of a problem points to. */
export const problemRoutes: Routes = ({ json }) => {
  json({
    url: '/api/v1/problems',
    operationId: 'listProblems',
    summary: 'Every code a declined request may carry',
    tag: 'problems',
    params: nothing,
    query: nothing,
    body: z.object({ problems: z.array(described) }),
    answer: async () => ({ problems: codes().map(describe) }),
  })
  json({
    url: '/api/v1/problems/:code',
    operationId: 'getProblem',
    summary: 'What one code means and what to do about it',
    tag: 'problems',
    params: z.object({ code: z.string() }),
    query: nothing,
    body: described,
    answer: async ({ params }) => {
      const code = codes().find((known) => known === params.code)
      if (code === undefined) throw new ApiError('not_found')
      return describe(code)
    },
  })
}

function codes(): readonly ProblemCode[] {
  const isCode = (text: string): text is ProblemCode => text in PROBLEMS
  return Object.keys(PROBLEMS).filter(isCode)
}

function describe(code: ProblemCode): z.output<typeof described> {
  const { status, retry } = PROBLEMS[code]
  const [en, es] = [PROBLEM_TEXTS.en[code], PROBLEM_TEXTS.es[code]]
  return {
    code,
    type: problemType(code),
    status,
    retry,
    title: { en: en.title, es: es.title },
    remedy: { en: en.remedy, es: es.remedy },
  }
}
