import type { aboutEn } from './en.ts'

export const aboutEs = {} as const satisfies Readonly<Record<keyof typeof aboutEn, string>>
