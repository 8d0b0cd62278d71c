import { aboutEn } from './about/en.ts'
import { agencyEn } from './agency/en.ts'
import { changesEn } from './changes/en.ts'
import { compareEn } from './compare/en.ts'
import { componentEn } from './component/en.ts'
import { conceptEn } from './concept/en.ts'
import { contractEn } from './contract/en.ts'
import { editorEn } from './editor/en.ts'
import { errorEn } from './error/en.ts'
import { figuresEn } from './figures/en.ts'
import { findingEn } from './finding/en.ts'
import { homeEn } from './home/en.ts'
import { inventoryEn } from './inventory/en.ts'
import { letterEn } from './letter/en.ts'
import { lettersEn } from './letters/en.ts'
import { logEn } from './log/en.ts'
import { matchEn } from './match/en.ts'
import { reportEn } from './report/en.ts'
import { shellEn } from './shell/en.ts'
import { systemEn } from './system/en.ts'
import { useCaseEn } from './use-case/en.ts'
import { verifyEn } from './verify/en.ts'

/** Every message in English. Keys are `<page or component>.<what it says>`; a folder a group of pages. */
export const en = {
  ...shellEn,
  ...componentEn,
  ...errorEn,
  ...letterEn,
  ...conceptEn,
  ...useCaseEn,
  ...homeEn,
  ...systemEn,
  ...findingEn,
  ...agencyEn,
  ...figuresEn,
  ...contractEn,
  ...inventoryEn,
  ...matchEn,
  ...editorEn,
  ...changesEn,
  ...compareEn,
  ...lettersEn,
  ...reportEn,
  ...aboutEn,
  ...logEn,
  ...verifyEn,
} as const
