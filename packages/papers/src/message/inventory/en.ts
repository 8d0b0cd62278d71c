export const inventoryEn = {} as const
