import type { contractEn } from './en.ts'

export const contractEs = {} as const satisfies Readonly<Record<keyof typeof contractEn, string>>
