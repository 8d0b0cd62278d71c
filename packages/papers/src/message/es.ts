import { aboutEs } from './about/es.ts'
import { agencyEs } from './agency/es.ts'
import { changesEs } from './changes/es.ts'
import { compareEs } from './compare/es.ts'
import { componentEs } from './component/es.ts'
import { conceptEs } from './concept/es.ts'
import { contractEs } from './contract/es.ts'
import { editorEs } from './editor/es.ts'
import type { en } from './en.ts'
import { errorEs } from './error/es.ts'
import { figuresEs } from './figures/es.ts'
import { findingEs } from './finding/es.ts'
import { homeEs } from './home/es.ts'
import { inventoryEs } from './inventory/es.ts'
import { letterEs } from './letter/es.ts'
import { lettersEs } from './letters/es.ts'
import { logEs } from './log/es.ts'
import { matchEs } from './match/es.ts'
import { reportEs } from './report/es.ts'
import { shellEs } from './shell/es.ts'
import { systemEs } from './system/es.ts'
import { useCaseEs } from './use-case/es.ts'
import { verifyEs } from './verify/es.ts'

/** Every message in Spanish: written, not translated word by word. A missing or extra key does not compile. */
export const es = {
  ...shellEs,
  ...componentEs,
  ...errorEs,
  ...letterEs,
  ...conceptEs,
  ...useCaseEs,
  ...homeEs,
  ...systemEs,
  ...findingEs,
  ...agencyEs,
  ...figuresEs,
  ...contractEs,
  ...inventoryEs,
  ...matchEs,
  ...editorEs,
  ...changesEs,
  ...compareEs,
  ...lettersEs,
  ...reportEs,
  ...aboutEs,
  ...logEs,
  ...verifyEs,
} as const satisfies Readonly<Record<keyof typeof en, string>>
