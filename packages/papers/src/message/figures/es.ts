import type { figuresEn } from './en.ts'

export const figuresEs = {} as const satisfies Readonly<Record<keyof typeof figuresEn, string>>
