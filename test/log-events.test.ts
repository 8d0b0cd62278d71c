import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REGISTER_EVENTS } from '@recourse/register'
import { expect, test } from 'vitest'
import { LOG_EVENTS, publicKind, schemaOf } from '../apps/server/src/service/log/event-kind.ts'

const EVENTS = [...Object.entries(LOG_EVENTS), ...Object.entries(REGISTER_EVENTS)]

test('docs/log-events.md lists every event with its code, its schema and its slots, and no other', () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/log-events.md'), 'utf8')
  const documented = text
    .split('\n')
    .filter((line) => /^\| `[0-9a-f]{2}` /.test(line))
    .map((line) =>
      [
        ...line
          .split('|')
          .slice(0, 5)
          .join('|')
          .matchAll(/`([^`]+)`/g),
      ].map(([, word]) => word),
    )
  const byCode = ([, a]: (typeof EVENTS)[number], [, b]: (typeof EVENTS)[number]): number => a.code - b.code
  expect(documented).toEqual(
    [...EVENTS]
      .sort(byCode)
      .map(([name, { code, version, slots }]) => [
        code.toString(16).padStart(2, '0'),
        name,
        schemaOf(code, version).toString(16).padStart(4, '0'),
        ...slots,
      ]),
  )
})

test('no two events share a code, and none has the one that stands for its group', () => {
  const codes = EVENTS.map(([, { code }]) => code)
  expect(new Set(codes).size).toBe(codes.length)
  // Oversight's is the one that tells nothing more, on purpose.
  const whole = EVENTS.filter(([, { code }]) => publicKind('groups', code) === code).map(([name]) => name)
  expect(whole).toEqual(['Oversight'])
})
