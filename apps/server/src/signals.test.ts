import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { stopOnSignals } from './signals.ts'

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

test('the first signal stops in order, then exits with 0', async () => {
  const source = new EventEmitter()
  const seen: string[] = []
  let ended = () => {}
  stopOnSignals(source, {
    stop: () => {
      seen.push('stop')
      return new Promise<void>((resolve) => {
        ended = resolve
      })
    },
    exit: (code) => seen.push(`exit ${code}`),
  })
  source.emit('SIGTERM')
  await settle()
  expect(seen).toEqual(['stop'])
  ended()
  await settle()
  expect(seen).toEqual(['stop', 'exit 0'])
})

test('a second signal does not wait, unless it is the first one passed on twice', () => {
  const source = new EventEmitter()
  const codes: number[] = []
  let now = 0
  stopOnSignals(source, { stop: () => new Promise(() => {}), exit: (code) => codes.push(code) }, () => now)
  source.emit('SIGINT')
  now = 999
  source.emit('SIGINT')
  expect(codes).toEqual([])
  now = 1_000
  source.emit('SIGINT')
  source.emit('SIGTERM')
  expect(codes).toEqual([130, 143])
})

test('a stop that fails exits with 1 and its reason', async () => {
  const source = new EventEmitter()
  const exits: unknown[] = []
  stopOnSignals(source, { stop: () => Promise.reject(new Error('stuck')), exit: (...given) => exits.push(given) })
  source.emit('SIGINT')
  await settle()
  expect(exits).toEqual([[1, new Error('stuck')]])
})

test('let go of, signals are the process’s again', () => {
  const source = new EventEmitter()
  stopOnSignals(source, { stop: () => Promise.resolve(), exit: () => undefined })()
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0)
})
