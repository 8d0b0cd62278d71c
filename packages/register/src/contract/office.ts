/** Bureaus of DHS by the contracting office an award names; offices that buy for all bureaus are none of them. */
const BUREAU_BY_OFFICE: ReadonlyMap<string, string> = new Map([
  ['u.s. immigration and customs enforcement', 'ICE'],
  ['u.s. customs and border protection', 'CBP'],
  ['u.s. citizenship and immigration services', 'USCIS'],
  ['transportation security administration', 'TSA'],
  ['u.s. coast guard', 'USCG'],
  ['federal emergency management agency', 'FEMA'],
  ['u.s. secret service', 'USSS'],
])

/** The bureau whose own office made an award, as inventories name it; `null` where a shared office did. */
export function bureauOfOffice(office: string): string | null {
  return BUREAU_BY_OFFICE.get(office.trim().toLowerCase()) ?? null
}
