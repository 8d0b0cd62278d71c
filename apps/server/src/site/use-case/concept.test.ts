import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CATALOGUE } from '@recourse/papers'
import { type EntryFormat, readInventory } from '@recourse/register'
import { describe, expect, test } from 'vitest'
import { CONCEPTS, PRACTICE_CONCEPTS } from './concept.ts'

const DATA = join(import.meta.dirname, '../../../../../../shared/data/register')
const FILES: readonly (readonly [EntryFormat, string])[] = [
  ['omb-2023', 'omb-2023/2023_consolidated_ai_inventory_raw.csv'],
  ['omb-2024', 'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv'],
  ['omb-2025', 'omb-2025/2025_individually_reported_AI_use_cases.csv'],
  ['omb-2025-cots', 'omb-2025/2025_consolidated_COTS_AI_use_cases.csv'],
  ['atrs', 'uk-atrs/atrs_records.json'],
]

describe('concepts', () => {
  test('each has a name in the catalogue, once', () => {
    expect(new Set(CONCEPTS.map((concept) => concept.id)).size).toBe(CONCEPTS.length)
    for (const { id, group } of CONCEPTS) {
      expect(CATALOGUE.en).toHaveProperty([`concept.${id}`])
      expect(CATALOGUE.en).toHaveProperty([`concept-group.${group}`])
    }
  })

  test('no column stands under two concepts', () => {
    const columns = CONCEPTS.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([format, names]) => names.map((name) => `${format} ${name}`)),
    )
    expect(columns.filter((column, at) => columns.indexOf(column) !== at)).toEqual([])
  })

  test('every practice with a tone is a concept with answers', () => {
    for (const id of PRACTICE_CONCEPTS) expect(CONCEPTS.find((concept) => concept.id === id)?.form).toBe('answer')
  })

  test.skipIf(!existsSync(DATA)).each(FILES)(
    'every column named for %s stands in the file (needs ../shared)',
    (format, path) => {
      const read = readInventory({
        file: basename(path),
        bytes: readFileSync(join(DATA, path)),
        sha256: (bytes) => createHash('sha256').update(bytes).digest(),
      })
      const layout = read.ok ? read.entries[0]?.layout : undefined
      expect(layout?.format).toBe(format)
      const named = CONCEPTS.flatMap((concept) => concept.columns[format] ?? [])
      expect(named.filter((column) => !layout?.position.has(column))).toEqual([])
    },
  )
})
