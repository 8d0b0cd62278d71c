import type { Agreement } from './agreement.ts'

/**
 * The data-sharing agreements named in public reporting, in our own words. All of it is reported, none checked against
 * an agreement's text: null is unknown, never unlimited. The one reported quota names no zone; its month is counted
 * where the provider has its seat.
 */
export const AGREEMENTS: readonly Agreement[] = [
  reported({
    key: 'ssa-ice',
    name: 'Social Security data for ICE',
    provider: 'SSA',
    recipient: 'DHS ICE',
    dataTypes: ['addresses', 'banking data', 'contact information'],
    quota: { records: 50_000, per: 'month', zone: 'America/New_York' },
    sources: ['newsweek-politico-digest'],
  }),
  reported({
    key: 'irs-ice',
    name: 'Tax data for ICE',
    provider: 'TREAS IRS',
    recipient: 'DHS ICE',
    dataTypes: ['taxpayer data'],
    requested: { records: 1_000_000, text: 'more than a million records', withinMonths: 4 },
    sources: ['newsweek-politico-digest'],
  }),
  reported({
    key: 'hhs-ice',
    name: 'Health-department data for ICE',
    provider: 'HHS',
    recipient: 'DHS ICE',
    dataTypes: [],
    sources: ['newsweek-politico-digest'],
  }),
  reported({
    key: 'bsa-ice',
    name: 'Bank Secrecy Act and suspicious-activity data in ImmigrationOS',
    provider: 'TREAS FinCEN',
    recipient: 'DHS ICE',
    dataTypes: ['suspicious activity reports', 'flagged transactions'],
    feeds: ['immigrationos'],
    status: 'reported-no-agreement-named',
    sources: ['cnn-2025-09-22', 'law-firm-article'],
  }),
  reported({
    key: 'census-ice',
    name: 'Census data in ImmigrationOS',
    provider: 'DOC Census Bureau',
    recipient: 'DHS ICE',
    dataTypes: ['household data'],
    feeds: ['immigrationos'],
    status: 'reported-one-unnamed-source',
    sources: ['cnn-2025-09-22', 'law-firm-article'],
  }),
]

/** An agreement of which nothing is known but what is given. */
function reported(
  known: Pick<Agreement, 'key' | 'name' | 'provider' | 'recipient' | 'dataTypes' | 'sources'> & Partial<Agreement>,
): Agreement {
  return {
    purpose: null,
    quota: null,
    requested: null,
    usage: [],
    effective: null,
    expires: null,
    termMonths: null,
    verificationStep: 'unknown',
    noticeStep: 'unknown',
    feeds: [],
    status: 'reported',
    ...known,
  }
}
