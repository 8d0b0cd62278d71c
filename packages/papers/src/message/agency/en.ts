export const agencyEn = {} as const
