import { keyFromName, keyPart } from '../../entry/key.ts'
import { dateInterval } from '../date-interval.ts'
import { column, type TableFormat } from '../format/table-format.ts'
import type { JsonFormat } from '../json/table.ts'

/**
 * Index of the United Kingdom's algorithmic transparency records; `description`, `title` and `organisations` come with
 * the JSON twin alone. A record without a publishing body is an entry all the same: the index has six.
 */
export const ATRS: TableFormat = {
  format: 'atrs',
  year: null,
  columns: [
    column('publishing_body'),
    column('tool_name'),
    column('published', 'date'),
    column('url'),
    column('title', 'text', 'optional'),
    column('description', 'text', 'optional'),
    column('organisations', 'list', 'optional', ['listed_organisations']),
  ],
  recognise: ['publishing_body', 'tool_name'],
  identify: (cell) => ({
    agency: cell('publishing_body'),
    agencyName: cell('publishing_body'),
    bureau: '',
    id: '',
    name: cell('tool_name'),
    year: Number(dateInterval(cell('published'))?.first.slice(0, 4) ?? UNDATED_YEAR),
  }),
  // The record's own address names it for good: `.../hmrc-ask-hmrc-online` is `atrs_hmrc-ask-hmrc-online`.
  key: (identity, cell, sha256) => {
    const [address = ''] = cell('url').split(/[?#]/)
    const slug = address.split('/').findLast((part) => part !== '')
    return slug === undefined
      ? keyFromName({ ...identity, agency: 'atrs', bureau: identity.agency, firstYear: identity.year }, sha256)
      : `atrs_${keyPart(slug)}`
  },
  windows1252: false,
}

/** Year of a record without a readable date: the year of the index that the format was made for. */
const UNDATED_YEAR = 2026

/** The JSON twin of the index. */
export const ATRS_JSON: JsonFormat = {
  table: ATRS,
  invalid: (record) => {
    const lacking = ['tool_name', 'url', 'published'].find((name) => typeof record[name] !== 'string')
    return lacking === undefined ? null : { column: lacking, message: 'An ATRS record states it as a text.' }
  },
}
