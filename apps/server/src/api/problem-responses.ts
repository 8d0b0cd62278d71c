import { problemSchema } from './problem.ts'

const body = { content: { 'application/problem+json': { schema: problemSchema } } }

/** What every operation of the API may answer besides success, for its documentation. */
export const PROBLEM_RESPONSES = {
  '4xx': { description: 'Declined: see code.', ...body },
  '5xx': { description: 'The fault is ours, or a part does not answer: see code.', ...body },
}
