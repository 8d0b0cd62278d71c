export const matchEn = {} as const
