import { type Figures, PUBLISHED_FIGURES } from '@recourse/register'
import type { RegisterStore } from '../ports.ts'

/** The register's figures, and where they come from: counted here from imported files, or shipped with the project. */
export interface CurrentFigures {
  readonly figures: Figures
  /** `shipped`: no federal inventory of 2025 is imported, so the project's own counts of the published files stand in. */
  readonly from: 'imported' | 'shipped'
  readonly asOf: string
  readonly sources: readonly {
    readonly file: string
    readonly format: string
    readonly sha256: string
    readonly rows: number
  }[]
}

export async function currentFigures(store: RegisterStore): Promise<CurrentFigures> {
  const [imported, counted, version] = await Promise.all([store.inventories(), store.figures(), store.version()])
  if (counted === null || !imported.some((one) => one.format === 'omb-2025')) {
    return {
      figures: PUBLISHED_FIGURES.figures,
      from: 'shipped',
      asOf: PUBLISHED_FIGURES.asOf,
      sources: PUBLISHED_FIGURES.sources,
    }
  }
  return {
    figures: counted,
    from: 'imported',
    asOf: version.asOf,
    sources: imported.map(({ file, format, sha256, records }) => ({ file, format, sha256, rows: records })),
  }
}
