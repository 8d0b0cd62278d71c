import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** Columns that say whose record it is, by format: the code, and the id that begins with it. */
const FILES = [
  { path: 'omb-2023/2023_consolidated_ai_inventory_raw.csv', encoding: 'utf8', code: 1, id: 0, parts: 1 },
  { path: 'omb-2024/2024_consolidated_ai_inventory_raw_v2.csv', encoding: 'latin1', code: 2, id: null, parts: 2 },
  { path: 'omb-2025/2025_individually_reported_AI_use_cases.csv', encoding: 'utf8', code: 0, id: 2, parts: 2 },
]

/** More agencies, each with the same records: what a register of ten or a hundred governments would hold. */
export function multiply(data, factor, folder) {
  return FILES.flatMap(({ path, encoding, code, id, parts }) => {
    const text = readFileSync(join(data, path), encoding)
    const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
    const [header, ...records] = parse(text, { bom: true, relax_column_count: true })
    const files = factor < 50 ? 1 : parts
    return Array.from({ length: files }, (_, part) => {
      const name = join(folder, `${factor}x-${part + 1}-${path.split('/').pop()}`)
      const chunks = [mark + line(header)]
      for (let copy = Math.floor((part * factor) / files); copy < Math.floor(((part + 1) * factor) / files); copy++) {
        const suffix = copy === 0 ? '' : `Q${copy}`
        for (const record of records) chunks.push(line(renamed(record, code, id, suffix)))
      }
      writeFileSync(name, chunks.join(''), encoding)
      return name
    })
  })
}

function renamed(record, code, id, suffix) {
  if (suffix === '') return record
  const changed = [...record]
  const was = changed[code]
  changed[code] = `${was}${suffix}`
  if (id !== null && changed[id].toUpperCase().startsWith(was.toUpperCase())) {
    changed[id] = `${changed[code]}${changed[id].slice(was.length)}`
  }
  return changed
}

function line(cells) {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
