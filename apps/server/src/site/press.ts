import { PRESS_SOURCES, type PressSource } from '@recourse/register'

/** Every press source by its id. */
export const PRESS: ReadonlyMap<string, PressSource> = new Map(PRESS_SOURCES.map((source) => [source.id, source]))
