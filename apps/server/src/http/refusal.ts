/** What a route throws to be answered by a problem, or by its page: pages reach it here, since they import nothing of the API. */
export { ApiError } from '../api/problem.ts'
