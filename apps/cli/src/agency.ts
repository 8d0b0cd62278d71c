import type { RegisterDeps } from '@recourse/server'

/** The agency's code as the register writes it, from the code or the name in any case; the text itself where it has none such. */
export async function agencyCodeOf(store: RegisterDeps['store'], text: string): Promise<string> {
  const wanted = text.trim().toLowerCase()
  const agencies = await store.agencies()
  const found =
    agencies.find((one) => one.agency.toLowerCase() === wanted) ??
    agencies.find((one) => one.agencyName.toLowerCase() === wanted)
  return found?.agency ?? text
}
