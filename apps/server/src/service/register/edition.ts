import type { Layout } from '@recourse/register'

/**
 * Which edition of its inventory a file is, told by its columns: a higher one supersedes a lower one whatever order they
 * are imported in (docs/decisions/0004). Formats and files of which no order is known are all of edition 1: of two such
 * files the one imported later is the newer.
 */
export function editionOf(layout: Layout): number {
  switch (layout.format) {
    case 'omb-2024':
      // Coded headers in the file of January 2025, questions in the corrected one, which supersedes it.
      return layout.columns.every((column) => column.header === null || column.header === column.name) ? 1 : 2
    case 'atrs':
      // The JSON twin of the index is the fuller one: it alone has descriptions.
      return layout.columns.some((column) => column.name === 'description' && column.header !== null) ? 2 : 1
    case 'omb-2023':
    case 'omb-2025':
    case 'omb-2025-cots':
    case 'nl-1.0':
      return 1
  }
}
