import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { field } from '../entry/field.ts'
import { encodeUtf8 } from './bytes/utf8.ts'
import { OMB_2024 } from './omb-2024/format.ts'
import { readInventory } from './read-inventory.ts'
import type { ReadResult } from './read-result.ts'
import { COLUMNS_2025, csvText, file2025, record2025 } from './synthetic.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function read(bytes: Uint8Array | string, format?: Parameters<typeof readInventory>[0]['format']): ReadResult {
  const given = typeof bytes === 'string' ? encodeUtf8(bytes) : bytes
  return readInventory({ file: 'made.csv', bytes: given, sha256, ...(format && { format }) })
}

function bytesOf(...parts: (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encodeUtf8(part)] : part)))
}

/** The one rejection of a refused file. */
function refusal(bytes: Uint8Array | string, format?: Parameters<typeof readInventory>[0]['format']) {
  const result = read(bytes, format)
  if (result.ok) throw new Error('read, although a refusal was expected')
  expect(result.rejections).toHaveLength(1)
  return result.rejections[0]
}

function accepted(bytes: Uint8Array | string): Extract<ReadResult, { ok: true }> {
  const result = read(bytes)
  if (!result.ok) throw new Error(JSON.stringify(result.rejections))
  expect(result.rows).toBe(
    result.entries.length + result.awards.length + result.sources.length + result.quarantined.length,
  )
  return result
}

describe('headers', () => {
  test('any order, any case, blanks around: the cells go to their columns', () => {
    const order = [...COLUMNS_2025].reverse()
    const record = record2025({ id: 'DHS-9', benefits: 'b' })
    const cells = order.map((column) => record[COLUMNS_2025.indexOf(column)] ?? '')
    const [entry] = accepted(csvText([order.map((column) => ` ${column.toUpperCase()} `), cells], '\r\n')).entries
    expect(entry).toMatchObject({ id: 'DHS-9', key: 'dhs-9' })
    expect(entry && field(entry, 'benefits')).toMatchObject({ value: 'b', header: 'BENEFITS' })
  })

  test('the contact column may be absent', () => {
    const columns = COLUMNS_2025.filter((column) => column !== 'contact_email')
    const cells = columns.map((column) => (column === 'agency' ? 'DHS' : ''))
    expect(accepted(csvText([columns, cells])).entries).toHaveLength(1)
  })

  test('a header alone is a file of no records', () => {
    expect(accepted(csvText([COLUMNS_2025]))).toMatchObject({ rows: 0, format: 'omb-2025', year: 2025 })
  })
})

describe('the nine questions of 2024 that repeat', () => {
  const asked = OMB_2024.columns.map(({ headers }) => headers[1] ?? '')
  const names = OMB_2024.columns.map(({ name }) => name)

  function valuesIn(order: readonly number[]): (string | undefined)[] {
    const cells = order.map((at) =>
      names[at] === '3_abr' ? 'DHS' : names[at]?.endsWith('_question_type') ? `of ${names[at]}` : '',
    )
    const [entry] = accepted(csvText([order.map((at) => asked[at] ?? ''), cells])).entries
    return names.filter((name) => name.endsWith('_question_type')).map((name) => entry && field(entry, name).value)
  }

  const inOrder = names.map((_name, at) => at)
  const expected = names.filter((name) => name.endsWith('_question_type')).map((name) => `of ${name}`)

  test('go to their own columns, also where a question moved together with its explanation', () => {
    expect(valuesIn(inOrder)).toEqual(expected)
    expect(valuesIn([...inOrder.slice(30), ...inOrder.slice(0, 30)])).toEqual(expected)
  })

  test('one without its question is missed by name, never guessed', () => {
    const moved = asked.toSpliced(names.indexOf('35_question_type'), 1).concat('If Other, please explain.')
    expect(refusal(csvText([moved]))).toMatchObject({ code: 'header-missing', column: '35_question_type' })
  })
})

describe('windows-1252', () => {
  const coded = OMB_2024.columns.map(({ name }) => name).join(',')
  const record = (...name: (string | readonly number[])[]) => bytesOf(`${coded}\n`, ...name, `,,DHS${','.repeat(59)}\n`)

  test('is read where UTF-8 fails and the header is that of 2024', () => {
    const result = accepted(record('AI\u0020', [0x92, 0x73, 0x96]))
    expect(result).toMatchObject({ encoding: 'windows-1252', format: 'omb-2024' })
    expect(result.entries[0]?.name).toBe('AI \u2019s\u2013')
  })

  test.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('byte %i is refused, with its record and column', (byte) => {
    expect(refusal(record('AI', [0x92, byte]))).toMatchObject({ code: 'encoding', row: 2, column: '2_use_case_name' })
  })

  test('damaged UTF-8 is refused, not read as gibberish', () => {
    expect(refusal(record('na\u00EFve caf\u00E9 ', [0xe2, 0x80]))).toMatchObject({ code: 'encoding', row: 2 })
  })

  test('a file with a UTF-8 mark is UTF-8', () => {
    expect(refusal(bytesOf([0xef, 0xbb, 0xbf], `${coded}\nAI`, [0x92], ',\n')).code).toBe('encoding')
  })

  test('is not tried for other formats', () => {
    const header = 'publishing_body,tool_name,published,url'
    expect(refusal(bytesOf(`${header}\nD`, [0x92], ',a,b,c\n'))).toMatchObject({ code: 'encoding', row: 2 })
  })
})

describe('an own export comes back as it was', () => {
  test('the apostrophe before a formula lead is taken away', () => {
    const [entry] = accepted(file2025(record2025({ benefits: "'=1+1" }))).entries
    expect(entry && field(entry, 'benefits').value).toBe('=1+1')
  })

  test('a file with bare leads was not exported here: its apostrophes are its own', () => {
    const [entry] = accepted(file2025(record2025({ benefits: "'-save time", problem_solved: '- cost' }))).entries
    expect(entry && field(entry, 'benefits').value).toBe("'-save time")
  })
})
