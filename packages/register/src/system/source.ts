import type { PressSource } from './system.ts'

/**
 * Where reported statements come from. `reported`: a press report that was not checked against a primary text.
 * `reported-uncorroborated`: one weak source, which never leaves the page of its system. Neither is a fact of the
 * register, fills a gap in an entry or fires a safeguard rule (register reference 4).
 */
export const PRESS_SOURCES: readonly PressSource[] = [
  {
    id: 'cnn-2025-09-22',
    kind: 'news',
    reports: 'CNN',
    date: '2025-09-22',
    reliability: 'Primary reporting; the officials are not named.',
  },
  {
    id: 'law-firm-article',
    kind: 'law-firm article',
    reports: 'Several reports, by a law firm',
    date: null,
    reliability: 'Secondary and promotional.',
  },
  {
    id: 'lever-retold',
    kind: 'news',
    reports: 'The Lever, retold by another site',
    date: null,
    reliability: 'Secondary; the year in its footer does not agree with the dates of the contract.',
  },
  {
    id: 'newsweek-politico-digest',
    kind: 'news digest',
    reports: 'Newsweek and Politico',
    date: null,
    reliability: 'Secondary.',
  },
  {
    id: 'web-article-unsourced',
    kind: 'web article',
    reports: 'No source named',
    date: null,
    reliability: 'Low: it names no source, and no award that fits was found.',
  },
]
