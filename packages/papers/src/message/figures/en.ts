export const figuresEn = {} as const
