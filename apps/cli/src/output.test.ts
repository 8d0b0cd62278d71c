import { expect, test } from 'vitest'
import { type Output, output, table } from './output.ts'

/** Streams that keep what is written, the second one a terminal or not. */
function streams(isTTY: boolean) {
  const written = { out: '', err: '' }
  const write = (name: 'out' | 'err') =>
    Object.assign(Object.create(process[name === 'out' ? 'stdout' : 'stderr']), {
      isTTY,
      columns: 20,
      write(chunk: string, done?: () => void) {
        written[name] += chunk
        done?.()
        return true
      },
    })
  return { written, given: { stdout: write('out'), stderr: write('err') } }
}

async function speak(out: Output): Promise<void> {
  out.progress('x.csv: 1 of 2 MB and more than a line')
  out.progress('x.csv: 2 of 2 MB')
  out.note('read')
  out.progress('judging')
  await out.result({ a: 1 }, () => ['one', 'two'])
}

test('on a terminal progress is one line, drawn over and gone before anything else', async () => {
  const { written, given } = streams(true)
  await speak(output(given, true))
  expect(written.err).toBe('x.csv: 1 of 2 MB an\r\x1b[Kx.csv: 2 of 2 MB\r\x1b[Kread\njudging\r\x1b[K')
  expect(written.out).toBe('{"a":1}\n')
})

test('elsewhere there is none', async () => {
  const { written, given } = streams(false)
  await speak(output(given, false))
  expect(written).toEqual({ err: 'read\n', out: 'one\ntwo\n' })
})

test('a closed pipe is no failure, and told to whoever would write on', async () => {
  const { given } = streams(false)
  given.stdout.write = (_chunk: string, done: (error: Error) => void) => {
    done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    return false
  }
  const out = output(given, true)
  expect(await out.text('x')).toBe(false)
  await out.result({}, () => [])
})

test('columns are as wide as their widest cell', () => {
  expect(
    table([
      ['a', 'long cell', 'x'],
      ['bb', '', 'y'],
    ]),
  ).toEqual(['a   long cell  x', 'bb             y'])
})
