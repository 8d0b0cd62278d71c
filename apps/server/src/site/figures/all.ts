import type { Lang } from '@recourse/papers'
import { drawAgreements } from './agreements.tsx'
import { drawImpact, drawStage } from './changes.tsx'
import { type Draw, type Drawn, type FigureFacts, type FigureName, sayIn } from './drawn.ts'
import { drawFindings } from './findings.tsx'
import { drawLife } from './life.tsx'
import { drawPractices } from './practices.tsx'
import { drawSpendingOffice, drawSpendingVendor, drawSpendingYear } from './spending.tsx'

const DRAWINGS: Readonly<Record<FigureName, Draw>> = {
  practices: drawPractices,
  impact: drawImpact,
  stage: drawStage,
  'spending-year': drawSpendingYear,
  'spending-office': drawSpendingOffice,
  'spending-vendor': drawSpendingVendor,
  life: drawLife,
  agreements: drawAgreements,
  findings: drawFindings,
}

/** One picture in one language; null where its numbers are not known. */
export function draw(name: FigureName, facts: FigureFacts, lang: Lang): Drawn | null {
  return DRAWINGS[name](facts, { lang, say: sayIn(lang) })
}
