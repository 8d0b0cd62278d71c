import type { FastifyInstance } from 'fastify'
import { ApiError } from '../api/problem.ts'

/**
 * Tells an address that exists under another method (405 with `Allow`) from one that does not exist (404), and answers `OPTIONS`
 * with the same list (RFC 9110 sections 9.3.7, 15.5.6). Call before the routes are added: it notes them as they come.
 */
export function addMethodAnswers(app: FastifyInstance): void {
  const routes = new Map<string, { readonly matches: RegExp; readonly methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? { matches: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) known.methods.add(one)
    routes.set(url, known)
  })
  app.setNotFoundHandler(async (request, reply) => {
    const path = (request.url.split('?', 1)[0] ?? '').replace(/\/+$/, '') || '/'
    const methods = new Set<string>()
    for (const route of routes.values())
      if (route.matches.test(path)) for (const method of route.methods) methods.add(method)
    if (methods.size === 0 || methods.has(request.method)) throw new ApiError('not_found')
    const allow = [...methods, 'OPTIONS'].sort().join(', ')
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send()
    throw new ApiError('method_not_allowed', { headers: { allow } })
  })
}

/** A route pattern as a regular expression: `:name` is one part of a path, `*` the rest. */
function patternOf(url: string): RegExp {
  const source = url
    .split(/(:[A-Za-z0-9_]+|\*)/)
    .map((part) =>
      part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`)
}
