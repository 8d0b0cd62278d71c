import { componentEs } from './component/es.ts'
import { conceptEs } from './concept/es.ts'
import type { en } from './en.ts'
import { errorEs } from './error/es.ts'
import { homeEs } from './home/es.ts'
import { letterEs } from './letter/es.ts'
import { shellEs } from './shell/es.ts'
import { systemEs } from './system/es.ts'
import { useCaseEs } from './use-case/es.ts'

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
} as const satisfies Readonly<Record<keyof typeof en, string>>
