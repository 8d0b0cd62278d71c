import type { agencyEn } from './en.ts'

export const agencyEs = {} as const satisfies Readonly<Record<keyof typeof agencyEn, string>>
