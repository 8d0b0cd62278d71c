import { message } from '@recourse/papers'
import type { ChangeItem } from '../../service/register/view.ts'
import { DATA_PATHS } from '../doors.ts'

export interface Feed {
  /** Newest first. */
  readonly items: readonly ChangeItem[]
  /** `https://recourse.example`; null where none is set: then links are relative and ids stand for this machine. */
  readonly origin: string | null
  readonly operator: string | null
  /** When the register was last judged, `YYYY-MM-DD`, '' for never: the feed's time while it has no item. */
  readonly asOf: string
}

/** The year from which the ids' authority is counted (RFC 4151 section 2.1); it never changes, or all ids would. */
const AUTHORITY_SINCE = '2026'

/** An Atom 1.0 feed (RFC 4287). Ids are `tag:` URIs of the origin's host and the change, the same for ever. */
export function atomFeed({ items, origin, operator, asOf }: Feed): string {
  const host = origin === null ? 'localhost' : new URL(origin).hostname
  const tag = (name: string) => `tag:${host},${AUTHORITY_SINCE}:${encodeURIComponent(name)}`
  const address = (path: string) => `${origin ?? ''}${path}`
  const updated = items[0]?.at ?? `${asOf === '' ? '1970-01-01' : asOf}T00:00:00.000Z`
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${tag('changes')}</id>`,
    `<title>${xml(message('en', 'changes.feed-title'))}</title>`,
    `<updated>${updated}</updated>`,
    `<author><name>${xml(operator ?? message('en', 'shell.name'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(address(DATA_PATHS.feed))}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(address('/changes'))}"/>`,
    ...items.map((item) =>
      [
        '<entry>',
        `<id>${tag(`change/${item.id}`)}</id>`,
        `<title>${xml(item.title)}</title>`,
        `<updated>${item.at}</updated>`,
        `<link rel="alternate" type="text/html" href="${xml(address(item.path))}"/>`,
        `<category term="${item.kind}"/>`,
        `<summary>${xml(item.detail)}</summary>`,
        '</entry>',
      ].join('\n'),
    ),
    '</feed>',
    '',
  ].join('\n')
}

/** Text inside XML 1.0: marks escaped, characters that it may not hold replaced. */
function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** All but tab, line feed and carriage return below U+0020, lone surrogates and the two noncharacters (XML 1.0 section 2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
