export const contractEn = {} as const
