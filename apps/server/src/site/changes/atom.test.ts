import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { ChangeItem } from '../../service/register/view.ts'
import { atomFeed } from './atom.ts'

const item: ChangeItem = {
  id: 'entry-ex/1-2025-3',
  at: '2026-05-02T10:00:00.000Z',
  kind: 'entry',
  title: 'ex/1 (2025): declaration <changed> & "more"',
  detail: 'by example.csv: hi_appeal_process\u0000\uD800',
  path: '/use-cases/ex%2F1',
}
const older: ChangeItem = { ...item, id: 'inventory-3', at: '2026-04-20T10:00:00.000Z', kind: 'inventory', title: 'x' }
const feed = { items: [item, older], origin: 'https://recourse.example:8443', operator: null, asOf: '2026-05-03' }

function parsed(text: string) {
  const { DOMParser } = parseHTML('<html></html>')
  const document = new DOMParser().parseFromString(text, 'text/xml')
  const root = document.documentElement
  if (root === null) throw new Error('the feed has no root')
  const texts = (name: string) => [...root.querySelectorAll(name)].map((element) => element.textContent ?? '')
  return { root, texts }
}

describe('atomFeed', () => {
  test('has what RFC 4287 asks of a feed and of each entry', () => {
    const { root, texts } = parsed(atomFeed(feed))
    expect(root.tagName).toBe('feed')
    expect(root.getAttribute('xmlns')).toBe('http://www.w3.org/2005/Atom')
    expect(texts('feed > id, feed > title, feed > updated, feed > author > name')).toHaveLength(4)
    for (const entry of root.querySelectorAll('entry'))
      for (const name of ['id', 'title', 'updated', 'link', 'summary'])
        expect(entry.querySelectorAll(name), name).toHaveLength(1)
  })

  test('is as new as its newest entry, each entry with its own time', () => {
    const { texts } = parsed(atomFeed(feed))
    expect(texts('updated')).toEqual([item.at, item.at, older.at])
  })

  test('ids are tag URIs, unique, the same whatever else changes', () => {
    const ids = parsed(atomFeed(feed)).texts('id')
    expect(ids).toEqual([
      'tag:recourse.example,2026:changes',
      'tag:recourse.example,2026:change%2Fentry-ex%2F1-2025-3',
      'tag:recourse.example,2026:change%2Finventory-3',
    ])
    const later = atomFeed({ ...feed, items: [{ ...item, title: 'other words', at: '2026-06-01T00:00:00.000Z' }] })
    expect(parsed(later).texts('id')[1]).toBe(ids[1])
  })

  test('text of entries cannot become markup, nor hold what XML forbids', () => {
    const text = atomFeed(feed)
    expect(parsed(text).texts('entry > title')[0]).toBe(item.title)
    expect(text).not.toContain('\u0000')
    expect(text).not.toContain('\uD800')
    expect(text).toContain('hi_appeal_process\uFFFD\uFFFD')
  })

  test('links are whole where an origin is set, and relative where none is', () => {
    expect(atomFeed(feed)).toContain('href="https://recourse.example:8443/use-cases/ex%2F1"')
    expect(atomFeed({ ...feed, origin: null })).toContain('href="/use-cases/ex%2F1"')
  })

  test('an empty feed is as new as the judgement, and was never before there was one', () => {
    expect(parsed(atomFeed({ ...feed, items: [] })).texts('updated')).toEqual(['2026-05-03T00:00:00.000Z'])
    expect(parsed(atomFeed({ ...feed, items: [], asOf: '' })).texts('updated')).toEqual(['1970-01-01T00:00:00.000Z'])
  })
})
