/** Sizes beyond which a file is refused with `too-large`. A caller checks `fileBytes` before it reads the file at all. */
export const LIMITS: { readonly fileBytes: number; readonly records: number; readonly cellBytes: number } = {
  fileBytes: 200_000_000,
  records: 1_000_000,
  cellBytes: 1_000_000,
}
