import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Routes } from '../http/door.ts'
import { aboutRoutes } from './about/routes.ts'
import { agenciesRoutes } from './agencies/routes.ts'
import { agencyRoutes } from './agency/routes.ts'
import { agreementsRoutes } from './agreements/routes.ts'
import { type Assets, assetAddress } from './assets.ts'
import { changesRoutes } from './changes/routes.ts'
import { compareRoutes } from './compare/routes.ts'
import { contractRoutes } from './contract/routes.ts'
import { contractsRoutes } from './contracts/routes.ts'
import { dataRoutes } from './data/routes.ts'
import type { SiteDeps } from './deps.ts'
import { editorRoutes } from './editor/routes.ts'
import { figuresRoutes } from './figures/routes.ts'
import { findingsRoutes } from './findings/routes.ts'
import type { Site } from './frame.ts'
import { homeRoutes } from './home/routes.ts'
import { inventoriesRoutes } from './inventories/routes.ts'
import { inventoryRoutes } from './inventory/routes.ts'
import { letterRoutes } from './letters/routes.ts'
import { logRoutes } from './log/routes.ts'
import { matchesRoutes } from './matches/routes.ts'
import { reportRoutes } from './report/routes.ts'
import { robotsRoutes } from './robots/routes.ts'
import { ruleRoutes } from './rule/routes.ts'
import { systemRoutes } from './system/routes.ts'
import { systemsRoutes } from './systems/routes.ts'
import { useCaseRoutes } from './use-case/routes.ts'
import { verifyRoutes } from './verify/routes.ts'

/** Every page's routes, in the order of the site's doors. */
const PAGES: readonly ((deps: SiteDeps) => Routes)[] = [
  homeRoutes,
  useCaseRoutes,
  reportRoutes,
  compareRoutes,
  findingsRoutes,
  ruleRoutes,
  figuresRoutes,
  systemsRoutes,
  systemRoutes,
  letterRoutes,
  changesRoutes,
  agenciesRoutes,
  agencyRoutes,
  contractsRoutes,
  contractRoutes,
  agreementsRoutes,
  inventoriesRoutes,
  inventoryRoutes,
  matchesRoutes,
  dataRoutes,
  logRoutes,
  verifyRoutes,
  aboutRoutes,
  robotsRoutes,
  editorRoutes,
]

export function siteRoutes(deps: SiteDeps): readonly Routes[] {
  return PAGES.map((page) => page(deps))
}

/** Where the build puts styles, fonts and islands. */
export const STATIC_FOLDER: string = fileURLToPath(new URL('../../dist/static', import.meta.url))

/** The site of a server whose keys lie beside the data and whom nobody witnesses: what is better than that is told by who knows it. */
export function siteOf(settings: {
  readonly origin: string | null
  readonly operator: string | null
  readonly staticFolder?: string
}): Site {
  const folder = settings.staticFolder ?? STATIC_FOLDER
  const assets = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Assets
  return {
    assets,
    style: readFileSync(join(folder, basename(assetAddress(assets, 'site.css'))), 'utf8'),
    origin: settings.origin,
    operator: { name: settings.operator, keysBesideData: true, independentWitnesses: 0 },
    demo: false,
  }
}
