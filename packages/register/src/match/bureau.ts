import { clean } from '../entry/clean.ts'
import type { Entry } from '../entry/entry.ts'

/**
 * The part of a bureau cell that names the bureau, lower case, '' where none. Agencies print the same bureau
 * differently from year to year: `Census - U.S. Census Bureau` and `Census`, `HHS/NIH` and `NIH`,
 * `Department of Justice / ATF` and `ATF`. The lead is the first part that is not the agency itself.
 */
export function bureauLead(entry: Entry): string {
  const parts = clean(entry.bureau)
    .toLowerCase()
    .split(/[:;/()]| - /)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const [first = '', second] = parts
  const isAgency = first === clean(entry.agency).toLowerCase() || first === clean(entry.agencyName).toLowerCase()
  return isAgency && second !== undefined ? second : first
}
