import type { matchEn } from './en.ts'

export const matchEs = {} as const satisfies Readonly<Record<keyof typeof matchEn, string>>
