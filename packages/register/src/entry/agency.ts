import { normalName } from './clean.ts'

/**
 * Codes of the federal inventories 2023 to 2025 with every name they are printed under there, the 2025 name first; and
 * the bodies that the commercial list and the sourcing summary name without a code of their own elsewhere.
 */
const AGENCIES: readonly (readonly [code: string, name: string, ...others: string[]])[] = [
  ['CFPB', 'Consumer Financial Protection Bureau'],
  ['CFTC', 'Commodity Futures Trading Commission'],
  [
    'CPPBSD',
    'Committee for Purchase From People Who Are Blind or Severely Disabled',
    'Committee for Purchase From People Who Are Blind or Significantly Disabled',
  ],
  ['CSOSA', 'Court Services and Offender Supervision Agency'],
  ['DHS', 'Department of Homeland Security'],
  ['DOC', 'Department of Commerce'],
  ['DOE', 'Department of Energy'],
  ['DOI', 'Department of the Interior', 'Department of Interior'],
  ['DOJ', 'Department of Justice'],
  ['DOL', 'Department of Labor'],
  ['DOT', 'Department of Transportation'],
  ['EAC', 'Election Assistance Commission', 'United States Election Assistance Commission'],
  ['ED', 'Department of Education'],
  ['EEOC', 'Equal Employment Opportunity Commission'],
  ['EPA', 'Environmental Protection Agency', 'U.S. Environmental Protection Agency'],
  ['EXIM', 'Export-Import Bank of the United States', 'Export-Import Bank of the U.S.'],
  ['FCA', 'Farm Credit Administration'],
  ['FCC', 'Federal Communications Commission'],
  ['FDIC', 'Federal Deposit Insurance Corporation'],
  ['FERC', 'Federal Energy Regulatory Commission'],
  ['FHFA', 'Federal Housing Finance Agency'],
  ['FLRA', 'Federal Labor Relations Authority'],
  ['FMC', 'Federal Maritime Commission'],
  [
    'FRB',
    'Federal Reserve Board',
    'Board of Governors of the Federal Reserve System',
    'Federal Reserve Board of Governors',
  ],
  ['FRTIB', 'Federal Retirement Thrift Investment Board'],
  ['FTC', 'Federal Trade Commission'],
  ['GSA', 'General Services Administration', 'U.S. General Services Administration'],
  ['HHS', 'Department of Health and Human Services'],
  ['HUD', 'Department of Housing and Urban Development'],
  ['NARA', 'National Archives and Records Administration'],
  ['NASA', 'National Aeronautics and Space Administration'],
  ['NCUA', 'National Credit Union Administration'],
  ['NEA', 'National Endowment for the Arts', 'National Endowment of the Arts'],
  ['NEH', 'National Endowment for the Humanities'],
  ['NIGC', 'National Indian Gaming Commission'],
  ['NLRB', 'National Labor Relations Board'],
  ['NRC', 'Nuclear Regulatory Commission'],
  ['NSF', 'National Science Foundation'],
  ['NTSB', 'National Transportation Safety Board'],
  ['OPM', 'Office of Personnel Management', 'U.S. Office of Personnel Management'],
  ['OSC', 'Office of Special Counsel', 'United States Office of Special Counsel'],
  ['OSHRC', 'Occupational Safety and Health Review Commission'],
  ['PBGC', 'Pension Benefit Guaranty Corporation'],
  ['PRC', 'Postal Regulatory Commission'],
  ['PT', 'Presidio Trust'],
  ['SBA', 'Small Business Administration'],
  ['SEC', 'Securities and Exchange Commission'],
  ['SSA', 'Social Security Administration'],
  ['STATE', 'Department of State'],
  ['STB', 'Surface Transportation Board'],
  ['TREAS', 'Department of the Treasury', 'Department of Treasury'],
  ['TVA', 'Tennessee Valley Authority'],
  ['UDALL', 'Morris K. Udall and Stewart L. Udall Foundation'],
  ['USAGM', 'United States Agency for Global Media'],
  ['USAID', 'United States Agency for International Development', 'U.S. Agency for International Development'],
  ['USCCR', 'United States Commission on Civil Rights'],
  ['USDA', 'Department of Agriculture'],
  ['USITC', 'U.S. International Trade Commission', 'United States International Trade Commission'],
  ['USTDA', 'United States Trade and Development Agency'],
  ['VA', 'Department of Veterans Affairs'],
  ['VAOIG', 'Department of Veterans Affairs Office of Inspector General', 'Department of Veteran Affairs-OIG'],
]

/** Codes of one agency that differ between years. */
const OTHER_CODES: ReadonlyMap<string, string> = new Map([['DOS', 'STATE']])

const NAME_BY_CODE = new Map(AGENCIES.map(([code, name]) => [code, name]))
const CODE_BY_NAME = new Map(AGENCIES.flatMap(([code, ...names]) => names.map((name) => [normalName(name), code])))

/** The one code under which an agency's years meet: `DOS` is `STATE`. Unknown codes stand for themselves, in capitals. */
export function canonicalAgency(code: string): string {
  const upper = code.trim().toUpperCase()
  return OTHER_CODES.get(upper) ?? upper
}

/** Whether two codes, of whatever year, mean one agency. */
export function sameAgency(a: string, b: string): boolean {
  return canonicalAgency(a) === canonicalAgency(b)
}

/** Full name of a federal agency by its code of any year, `null` for a code the inventories 2023 to 2025 do not hold. */
export function agencyName(code: string): string | null {
  return NAME_BY_CODE.get(canonicalAgency(code)) ?? null
}

/** Code of a federal agency by a name as any of its inventories prints it, `null` where none prints it so. */
export function agencyCode(name: string): string | null {
  return CODE_BY_NAME.get(normalName(name)) ?? null
}
