import { readPublishedFigures } from './codec.ts'
import json from './published.json' with { type: 'json' }
import type { PublishedFigures } from './published.ts'

/** What a fresh clone shows before anything is imported: our own counts, with the digests of the files they come from. */
export const PUBLISHED_FIGURES: PublishedFigures = readPublishedFigures(json)
