import { z } from 'zod'

/** The register's JSON, as `service/register/view.ts` types it: what validates here is what OpenAPI publishes. */

const instant = z.iso.datetime().describe('Instant, ISO 8601 in UTC')
const key = z.string().describe('Permanent key of an entry or use case, e.g. dhs-2577')

export const severity = z.enum(['critical', 'high', 'medium', 'low', 'info'])
const format = z.enum([
  'omb-2023',
  'omb-2024',
  'omb-2025',
  'omb-2025-cots',
  'omb-2025-sourcing',
  'atrs',
  'nl-1.0',
  'contracts',
])
const entryFormat = z.enum(['omb-2023', 'omb-2024', 'omb-2025', 'omb-2025-cots', 'atrs', 'nl-1.0'])
const count = z.int().nonnegative()

export const severityCounts = z.object({ critical: count, high: count, medium: count, low: count, info: count })

export const useCaseSummary = z
  .object({
    key,
    id: z.string().describe('As declared; empty where blank'),
    name: z.string(),
    format: entryFormat,
    jurisdiction: z.enum(['us', 'uk', 'nl']),
    agency: z.string(),
    agencyName: z.string(),
    bureau: z.string(),
    stage: z.string().describe('Newest declared word'),
    impact: z.string().describe('Newest declared word'),
    vendor: z.string(),
    topic: z.string(),
    marks: z.array(
      z.object({
        year: z.int(),
        key,
        format: entryFormat,
        stage: z.string(),
        impact: z.string(),
        present: z.boolean(),
      }),
    ),
    findings: severityCounts,
  })
  .meta({ id: 'UseCaseSummary' })

export const evidence = z
  .object({
    file: z.string(),
    row: z.int().nullable().describe('Record number, header = 1'),
    column: z.string().nullable().describe('Header as the file prints it'),
    value: z.string().describe('The cell as published; contact data masked'),
  })
  .meta({ id: 'Evidence' })

export const finding = z
  .object({
    id: z.string(),
    rule: z.string(),
    ruleVersion: z.int(),
    severity,
    state: z.enum(['open', 'disputed', 'corrected', 'withdrawn']),
    useCase: z
      .object({ key, id: z.string(), name: z.string(), agency: z.string(), bureau: z.string(), year: z.int() })
      .nullable(),
    useCaseKey: key.nullable(),
    agency: z.string(),
    year: z.int().nullable(),
    evidence: z.array(evidence),
    citation: z.string(),
    message: z.string(),
    basis: z.enum(['exact-name', 'matched']).optional(),
    openedAt: instant,
    changedAt: instant,
    endedAt: instant.nullable().describe('Since when it no longer fires'),
    answers: z
      .array(
        z.object({
          by: z.enum(['agency', 'vendor', 'register']),
          state: z.enum(['open', 'disputed', 'withdrawn']),
          saidOn: z.string().describe('YYYY-MM-DD'),
          words: z.string(),
          source: z.string().describe('Address of the answer, or empty'),
        }),
      )
      .optional()
      .describe('What was answered to it, oldest first'),
  })
  .meta({ id: 'Finding' })

export const inventory = z
  .object({
    id: z.int(),
    format,
    year: z.int(),
    file: z.string(),
    sha256: z.string(),
    sizeBytes: count,
    encoding: z.string(),
    source: z.string().describe('Address it was fetched from; empty for a local file'),
    importedAt: instant,
    records: count,
    quarantined: count,
    added: count,
    updated: count,
    unchanged: count,
    absent: count.describe('Entries kept from an earlier file that this one lacks'),
    supersedes: z.int().nullable(),
  })
  .meta({ id: 'Inventory' })

const field = z.object({
  column: z.string(),
  header: z.string(),
  state: z
    .enum(['value', 'blank', 'unreadable', 'not-asked', 'left-out', 'hidden'])
    .describe(
      'left-out: the agency published no such column; hidden: a report says the text names or endangers a person',
    ),
  value: z.string(),
  items: z.array(z.string()),
  raw: z.string(),
})

export const entry = z
  .object({
    key,
    id: z.string(),
    name: z.string(),
    format: entryFormat,
    year: z.int(),
    file: z.string(),
    row: z.int(),
    agency: z.string(),
    agencyName: z.string(),
    bureau: z.string(),
    present: z.boolean(),
    inventory,
    fields: z.array(field),
  })
  .meta({ id: 'Entry' })

const why = z.object({
  accepted: z.enum(['equal-id', 'equal-name', 'score', 'reviewed']).nullable(),
  nameCosine: z.number(),
  textCosine: z.number(),
  sameBureau: z.boolean(),
  equalName: z.boolean(),
  margin: z.number(),
  words: z.array(z.string()),
})

export const award = z
  .object({
    awardId: z.string(),
    vendor: z.string(),
    office: z.string(),
    agency: z.string(),
    obligatedUsd: z.number(),
    description: z.string(),
    startDate: z.string(),
    permalink: z.string(),
    file: z.string(),
    row: z.int(),
    joinedBy: z.enum(['piid', 'vendor']).nullable().describe('vendor: a lead by name only'),
    useCases: z.array(z.object({ key, name: z.string(), joinedBy: z.enum(['piid', 'vendor']) })),
  })
  .meta({ id: 'Award' })

export const useCaseDetail = z
  .object({
    summary: useCaseSummary,
    entries: z.array(entry),
    links: z.array(z.object({ from: key, to: key, score: z.number(), why })),
    findings: z.array(finding),
    changes: z.array(
      z.object({
        at: instant,
        entryKey: key,
        year: z.int(),
        kind: z.enum(['updated', 'absent', 'returned']),
        inventory: z.object({ id: z.int(), file: z.string(), sha256: z.string() }),
        cells: z.array(z.object({ column: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
      }),
    ),
    awards: z.array(award),
    systems: z.array(z.object({ key: z.string(), name: z.string() })),
    openReports: count,
  })
  .meta({ id: 'UseCase' })

export const facet = z.object({
  name: z.string(),
  values: z.array(z.object({ value: z.string(), label: z.string(), count, selected: z.boolean() })),
})

export const importNote = z.object({
  file: z.string(),
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})

const end = z.object({ key, row: z.int() })
export const matchPair = z.object({ agency: z.string(), from: end, to: end, score: z.number(), why })

const standing = z.enum(['on-record', 'inventory', 'reported', 'reported-uncorroborated'])
const statement = z.object({ text: z.string(), standing, source: z.string() })

export const namedSystem = z
  .object({
    key: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    agency: z.string(),
    bureau: z.string(),
    unit: z.string().nullable(),
    vendor: z.object({ name: z.string(), standing }).nullable(),
    what: z.string(),
    inventoryStatus: z.enum(['listed', 'listed-in-part', 'vendor-withheld', 'retired', 'no-entry-found']),
    declarations: z.array(
      z.object({
        year: z.int(),
        file: z.string(),
        row: z.int(),
        id: z.string(),
        agency: z.string(),
        bureau: z.string(),
        name: z.string(),
        link: z.string(),
        stage: z.string(),
        impact: z.string(),
        operational: z.string().nullable(),
        vendor: z.string(),
        practices: z.record(z.string(), z.string()),
      }),
    ),
    contracts: z.array(
      z.object({
        awardId: z.string().nullable(),
        amountUsd: z.number().nullable(),
        amountText: z.string(),
        kind: z.string(),
        start: z.string().nullable(),
        end: z.string().nullable(),
        standing,
        source: z.string(),
        note: z.string().nullable(),
      }),
    ),
    safeguardsReported: z.array(statement.extend({ code: z.string() })),
    claims: z.array(statement),
    notes: z.array(z.string()),
    sources: z.array(z.string()),
  })
  .meta({ id: 'NamedSystem' })

const step = z.enum(['yes', 'no', 'unknown'])

export const agreement = z
  .object({
    key: z.string(),
    name: z.string(),
    provider: z.string(),
    recipient: z.string(),
    purpose: z.string().nullable(),
    dataTypes: z.array(z.string()),
    quota: z.object({ records: z.int(), per: z.literal('month'), zone: z.string() }).nullable(),
    requested: z.object({ records: z.int(), text: z.string(), withinMonths: z.number() }).nullable(),
    usage: z.array(z.object({ at: z.string(), records: z.int() })),
    effective: z.string().nullable(),
    expires: z.string().nullable(),
    termMonths: z.number().nullable(),
    verificationStep: step,
    noticeStep: step,
    feeds: z.array(z.string()),
    status: z.string(),
    sources: z.array(z.string()),
  })
  .meta({ id: 'Agreement' })
