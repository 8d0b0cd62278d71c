import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ApiError, PROBLEMS, problemSchema } from './problem.ts'
import { PROBLEM_TEXTS, problemBody } from './problem-text.ts'

const source = join(import.meta.dirname, '..')
const requestId = '018f0000-0000-7000-8000-000000000001'

describe('the table of problems', () => {
  test('every row is thrown or answered somewhere', () => {
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/test\.tsx?$/.test(file) && !/api\/problem(-text)?\.ts$/.test(file))
      .map((file) => readFileSync(join(source, file), 'utf8'))
      .join('\n')
    expect(Object.keys(PROBLEMS).filter((row) => !code.includes(`'${row}'`))).toEqual([])
  })

  test('every code has a title and a remedy in both languages, and none is a copy', () => {
    for (const code of Object.keys(PROBLEMS)) {
      const texts = [PROBLEM_TEXTS.en, PROBLEM_TEXTS.es].map(
        (catalogue) => Object.entries(catalogue).find(([key]) => key === code)?.[1],
      )
      for (const text of texts) expect(text?.title && text.remedy, code).toMatch(/\.$/)
      expect(texts[0]?.title).not.toBe(texts[1]?.title)
    }
  })

  test('codes are snake_case and statuses are refusals', () => {
    for (const [code, { status }] of Object.entries(PROBLEMS)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(status).toBeGreaterThanOrEqual(400)
    }
  })
})

describe('problemBody', () => {
  test('a refusal carries its rule, its occurrence and its fields, and fits its own schema', () => {
    const body = problemBody(
      new ApiError('request_malformed', {
        detail: 'One field does not fit.',
        ruleId: 'G3-8',
        errors: [{ path: 'body.text', message: 'too long' }],
      }),
      requestId,
    )
    expect(body).toEqual({
      type: '/api/v1/problems/request_malformed',
      title: 'The request does not fit its schema',
      status: 400,
      code: 'request_malformed',
      instance: `urn:uuid:${requestId}`,
      detail: 'One field does not fit.',
      ruleId: 'G3-8',
      errors: [{ path: 'body.text', message: 'too long' }],
    })
    expect(problemSchema.parse(body)).toEqual(body)
  })

  test('a defect tells an incident number and nothing else', () => {
    const body = problemBody(
      new ApiError('internal', { detail: 'row 17 of table case', cause: new Error('secret') }),
      requestId,
    )
    expect(JSON.stringify(body)).not.toMatch(/row 17|secret/)
    expect(body.detail).toBe(`Incident ${requestId}.`)
  })
})
