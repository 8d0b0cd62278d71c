import type { editorEn } from './en.ts'

export const editorEs = {} as const satisfies Readonly<Record<keyof typeof editorEn, string>>
