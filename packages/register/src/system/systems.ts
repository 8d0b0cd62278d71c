import { BENEFIT_SYSTEMS } from './benefit.ts'
import { BORDER_SYSTEMS } from './border.ts'
import { CASE_SYSTEMS } from './case-system.ts'
import { FACE_MATCHING } from './face-match.ts'
import { OBSERVATION } from './observation.ts'
import { OFFICE_TOOLS } from './office.ts'
import { SUPERVISION } from './supervision.ts'
import type { NamedSystem } from './system.ts'
import { WHEREABOUTS } from './whereabouts.ts'

/**
 * The systems named in public reporting on AI in immigration enforcement, in the register from the first start and in
 * our own words (register reference 4). Declarations are coded from the inventories with file and record; what is
 * only reported says so. Nothing here tells how a system is worked, where it stands or what it is set to (abuse G04, G07).
 */
export const NAMED_SYSTEMS: readonly NamedSystem[] = [
  ...CASE_SYSTEMS,
  ...FACE_MATCHING,
  ...BORDER_SYSTEMS,
  ...SUPERVISION,
  ...OBSERVATION,
  ...WHEREABOUTS,
  ...BENEFIT_SYSTEMS,
  ...OFFICE_TOOLS,
]
