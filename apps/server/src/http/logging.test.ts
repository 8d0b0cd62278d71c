import { describe, expect, test } from 'vitest'
import { createLog, traceOf } from './logging.ts'

function linesOf(work: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  work(createLog({ level: 'info', sink: { write: (line) => lines.push(line) } }))
  return lines
}

describe('createLog', () => {
  test('one JSON line with time, severity, event and fields', () => {
    const [line = ''] = linesOf((log) =>
      log('info', 'request', { route: '/use-cases/:key', status: 200, durationMs: 3 }),
    )
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      event: 'request',
      route: '/use-cases/:key',
      status: 200,
      durationMs: 3,
    })
  })

  test('a property no field is named for is not written, even past the type', () => {
    const smuggled: Record<string, unknown> = { route: '/', url: '/?q=MARKER', headers: { cookie: 'MARKER' } }
    expect(linesOf((log) => log('info', 'request', smuggled)).join()).not.toContain('MARKER')
  })

  test('lines below the level are not written', () => {
    expect(linesOf((log) => log('debug', 'detail'))).toEqual([])
  })
})

describe('traceOf', () => {
  test('tells where, and never quotes a message or another property, of the causes neither', () => {
    const cause = Object.assign(new Error('Key (code)=(MARKER) exists\n    at MARKER (file:///x.ts:1:2)'), {
      code: '23505',
      detail: 'MARKER',
    })
    const error = new Error('cannot save MARKER\n    at MARKER (a.ts:1:1)', { cause })
    const trace = traceOf(error)
    expect(trace.frames.length).toBeGreaterThan(0)
    expect(trace.frames[0]).toMatch(/logging\.test\.ts:\d+:\d+/)
    expect(trace.cause).toMatchObject({ name: 'Error', code: '23505' })
    expect(JSON.stringify(trace)).not.toContain('MARKER')
  })

  test('names and codes that are no plain word are left out; what is no error has its type only', () => {
    const error = Object.assign(new Error('x'), { code: 'a MARKER', name: 'MARKER from outside' })
    expect(JSON.stringify(traceOf(error))).not.toContain('MARKER')
    expect(traceOf('MARKER')).toEqual({ name: 'string', frames: [] })
  })
})
