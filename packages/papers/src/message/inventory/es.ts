import type { inventoryEn } from './en.ts'

export const inventoryEs = {} as const satisfies Readonly<Record<keyof typeof inventoryEn, string>>
