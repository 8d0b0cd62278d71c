import { type PublishedFigures, readPublishedFigures } from '@recourse/register'
import json from '@recourse/register/published-figures.json' with { type: 'json' }

/** The figures shipped with the project: what a server shows before anything is imported. */
export const PUBLISHED_FIGURES: PublishedFigures = readPublishedFigures(json)
