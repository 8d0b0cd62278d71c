import { componentEn } from './component/en.ts'
import { errorEn } from './error/en.ts'
import { shellEn } from './shell/en.ts'

/** Every message in English. Keys are `<page or component>.<what it says>`; a folder a group of pages. */
export const en = { ...shellEn, ...componentEn, ...errorEn } as const
