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
  const [facts, inventories, hidden, version] = await Promise.all([
    deps.store.loadFacts(),
    deps.store.inventories(),
    deps.store.hiddenCells(),
    deps.store.version(),
  ])
  const findings =
    to === 'oscal-assessment-results'
      ? withAnswers(
          evaluate({
            ...facts,
            agreements: AGREEMENTS,
            systems: NAMED_SYSTEMS,
            matches: federalMatches(facts).newest,
            asOf: version.asOf,
          }),
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
