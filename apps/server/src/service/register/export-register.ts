import { createHash } from 'node:crypto'
import {
  AGREEMENTS,
  type ExportForm,
  type ExportStream,
  evaluate,
  exportChunks,
  NAMED_SYSTEMS,
} from '@recourse/register'
import type { Clock, RegisterStore } from '../ports.ts'
import { withStoredId } from './finding-id.ts'
import { federalMatches } from './judge.ts'
import { withAnswers } from './with-answers.ts'

/**
 * The register as it stands, in one of its export forms. Texts hidden by a report are left out. The only time in an
 * export is that of the newest import, so that the same register gives the same bytes.
 * @throws ExportError `nothing-to-export`
 */
export async function exportStored(
  deps: { readonly store: RegisterStore; readonly clock: Clock },
  to: ExportForm,
  site: string,
): Promise<ExportStream> {
  const { facts, inventories, hidden, asOf } = await gather(deps.store)
  const findings =
    to === 'oscal-assessment-results'
      ? withAnswers(
          evaluate({
            ...facts,
            agreements: AGREEMENTS,
            systems: NAMED_SYSTEMS,
            matches: federalMatches(facts).newest,
            asOf,
          }).map(withStoredId),
          facts.answers,
        )
      : []
  return exportChunks(to, {
    entries: facts.entries,
    findings,
    inventories: [...inventories].reverse(),
    asOf: inventories[0]?.importedAt ?? new Date(deps.clock.now()).toISOString(),
    site,
    hidden,
    sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  })
}

const ATTEMPTS = 3

/** All of one state of the register: read again where an import came in between. */
async function gather(store: RegisterStore) {
  for (let attempt = 1; ; attempt++) {
    const facts = await store.loadFacts()
    const [inventories, hidden] = await Promise.all([store.inventories(), store.hiddenCells()])
    const version = await store.version()
    if (version.facts === facts.version || attempt === ATTEMPTS) {
      return { facts, inventories, hidden, asOf: version.asOf }
    }
  }
}
