import { expect, test } from 'vitest'
import type { Entry } from '../entry/entry.ts'
import { syntheticEntry } from '../entry/synthetic.ts'
import type { MatchPair, MatchResult } from './match.ts'
import { matchYears } from './match-years.ts'

/** Unrelated entries, so that words have weights as in a real agency. */
const FILLER = [
  ['Invoice sorting', 'Sorts incoming invoices by vendor and due day.'],
  ['Parking camera', 'Counts free places in the staff garage.'],
  ['Soil map', 'Estimates soil moisture from satellite pictures.'],
  ['Help desk bot', 'Answers staff questions about passwords.'],
  ['Grant summaries', 'Drafts short summaries of grant applications.'],
  ['Flood model', 'Predicts river levels two days ahead.'],
] as const

function earlier(row: number, name: string, text: string, more: { bureau?: string; stage?: string; id?: string } = {}) {
  return syntheticEntry(
    'omb-2024',
    row,
    { name, bureau: more.bureau ?? 'ABC', id: more.id ?? '', agency: 'AGY' },
    { '11_purpose_benefits': text, '12_outputs': '', '16_dev_stage': more.stage ?? 'Operation and Maintenance' },
  )
}

function later(row: number, name: string, text: string, more: { bureau?: string; stage?: string; id?: string } = {}) {
  return syntheticEntry(
    'omb-2025',
    row,
    { name, bureau: more.bureau ?? 'ABC', id: more.id ?? `AGY-${row}`, agency: 'AGY' },
    { problem_solved: '', benefits: text, system_outputs: '', development_stage: more.stage ?? 'Deployed' },
  )
}

const FROM = FILLER.map(([name, text], at) => earlier(100 + at, name, text))
const TO = FILLER.map(([name, text], at) => later(100 + at, name, text))

function match(
  from: readonly Entry[],
  to: readonly Entry[],
  reviews: Parameters<typeof matchYears>[0]['reviews'] = [],
) {
  return matchYears({ from: [...FROM, ...from], to: [...TO, ...to], reviews })
}

const rows = (pairs: readonly MatchPair[]) =>
  pairs.filter((pair) => pair.from.row < 100).map((pair) => [pair.from.row, pair.to.row])
const outcome = (result: MatchResult) => ({
  pairs: rows(result.pairs),
  undecided: rows(result.undecided),
  vanished: result.vanished.map((end) => end.row),
  new: result.new.map((end) => end.row),
})

test('an entry that kept its name and bureau is the same one', () => {
  const result = match([earlier(2, 'Chat for staff', 'one text')], [later(3, 'CHAT  for staff', 'another wording')])
  expect(outcome(result)).toEqual({ pairs: [[2, 3]], undecided: [], vanished: [], new: [] })
  expect(result.pairs.find((pair) => pair.from.row === 2)).toMatchObject({
    agency: 'AGY',
    why: { accepted: 'equal-name', nameCosine: 1, textCosine: 0, sameBureau: true, equalName: true },
  })
  expect([result.fromYear, result.toYear]).toEqual([2024, 2025])
})

test('a renamed entry is found by its text, with the words that show it', () => {
  const text = 'Transcribes and summarizes bodycam recordings for the evidence desk.'
  const result = match([earlier(2, 'Recording companion', text)], [later(3, 'Recording navigator', text)])
  expect(outcome(result).pairs).toEqual([[2, 3]])
  const why = result.pairs.find((pair) => pair.from.row === 2)?.why
  expect(why).toMatchObject({ accepted: 'score', equalName: false, textCosine: 1 })
  expect(why?.words).toHaveLength(5)
  expect(why?.words).toContain('bodycam')
})

test('what resembles nothing has vanished or is new', () => {
  const result = match(
    [earlier(2, 'Quantum juggling', 'Keeps balls in the air.')],
    [later(3, 'Zebra census', 'Counts stripes.')],
  )
  expect(outcome(result)).toEqual({ pairs: [], undecided: [], vanished: [2], new: [3] })
})

test('trap: the same name in another bureau under another id is left to a person', () => {
  const result = match(
    [earlier(2, 'Public comments analysis', 'Groups letters on plant pest rules by topic.', { bureau: 'Plants' })],
    [later(3, 'Public comments analysis', 'Finds duplicate submissions about budget dockets.', { bureau: 'Office' })],
  )
  expect(outcome(result)).toEqual({ pairs: [], undecided: [[2, 3]], vanished: [], new: [] })
  expect(result.undecided[0]?.why).toMatchObject({ accepted: null, equalName: true, sameBureau: false })
})

test('trap: retired under one id and registered anew with the same text keeps to its retired entry', () => {
  const text = 'Predicts how many households will ask for aid after a storm.'
  const result = match(
    [earlier(2, 'Aid projections', text)],
    [later(3, 'Aid projections', '', { stage: 'Retired' }), later(4, 'Aid workload forecast', text)],
  )
  expect(outcome(result)).toEqual({ pairs: [[2, 3]], undecided: [], vanished: [], new: [4] })
})

test('trap: of two earlier entries, one a retired duplicate, the live one goes on', () => {
  const text = 'Tells whether a fingerprint is good enough to be sent.'
  const result = match(
    [
      earlier(2, 'Enrolment tool fingerprint quality score', `Duplicate of maximization. ${text}`, {
        stage: 'Retired',
      }),
      earlier(3, 'Enrolment tool fingerprint maximization', `${text} Saves people a second visit.`),
    ],
    [later(4, 'Enrolment tool fingerprint quality check', `${text} Saves people a second visit.`)],
  )
  const { pairs, undecided, vanished } = outcome(result)
  expect([...pairs, ...undecided]).toEqual([[3, 4]])
  expect(vanished).toEqual([2])
})

test('trap: names that share generic words only are never accepted', () => {
  const result = match(
    [earlier(2, 'Data and entity resolution', 'Links cargo manifests.', { stage: 'Retired' })],
    [later(3, 'Traveler entity resolution', 'Compares passenger records of carriers.')],
  )
  expect(outcome(result).pairs).toEqual([])
})

test('trap: an entry split in two is paired once at most, the other part is new', () => {
  const result = match(
    [earlier(2, 'Translation service', 'Document translation of filings. Speech interpretation in interviews.')],
    [
      later(3, 'Document translation service', 'Document translation of filings with models.'),
      later(4, 'Speech translation service', 'Speech interpretation in interviews at the counter.'),
    ],
  )
  const { pairs, undecided, new: added } = outcome(result)
  expect([...pairs, ...undecided]).toHaveLength(1)
  expect(added).toHaveLength(1)
})

test('trap: an entry whose bureau moved is followed by name and text', () => {
  const text = 'Compares a visa photo with the consular gallery to find fraud.'
  const result = match(
    [earlier(2, 'Bureau consular photo matching on demand report', text, { bureau: 'Bureau' })],
    [later(3, 'Consular photo matching on demand report', text, { bureau: 'AGY' })],
  )
  expect(outcome(result).pairs).toEqual([[2, 3]])
})

test('a retired entry is never accepted onto a live one, not even by name', () => {
  const result = match(
    [earlier(2, 'Sensor fence', 'Detects climbing.', { stage: 'Retired' })],
    [later(3, 'Sensor fence', 'Detects climbing.')],
  )
  expect(outcome(result)).toMatchObject({ pairs: [], undecided: [[2, 3]] })
})

test('the bureau counts whatever else stands in its cell', () => {
  const cases = [
    ['Census - U.S. Census Bureau', 'CENSUS'],
    ['NIH', 'AGY/NIH'],
    ['Revenue Service', 'Revenue Service (RS)'],
  ] as const
  for (const [before, after] of cases) {
    const result = match(
      [earlier(2, 'Form reader', 'Reads forms.', { bureau: before })],
      [later(3, 'Form reader', '', { bureau: after, stage: '' })],
    )
    expect(outcome(result).pairs, `${before} and ${after}`).toEqual([[2, 3]])
  }
})

test('numbers of the last inventory in a name do not change it; two of them are a merge for a person', () => {
  const from = [earlier(2, 'Shoreline change', 'Maps dunes.'), earlier(3, 'Wetland pilot', 'Maps reeds.')]
  const result = match(from, [
    later(4, 'Shoreline change [2024 INV#WO01]', 'Other words.'),
    later(5, 'Wetland pilot [2024 INV#WO02; 2024 INV#WO03]', 'Maps reeds.'),
  ])
  expect(outcome(result)).toMatchObject({ pairs: [[2, 4]], undecided: [[3, 5]] })
})

test('equal ids of both years win over names and texts; ids that stand twice say nothing', () => {
  const from = [
    earlier(2, 'Old name', 'Old text', { id: 'AGY – 7' }),
    earlier(3, 'Twice', 'Twin text', { id: 'AGY-8' }),
  ]
  const to = [
    later(4, 'Old name', 'Old text', { id: 'AGY-9' }),
    later(5, 'Something else', 'New text', { id: 'agy-7' }),
    later(6, 'Twice again', 'More', { id: 'AGY-8' }),
    later(7, 'Twice more', 'Most', { id: 'AGY-8' }),
  ]
  const result = match(from, to)
  expect(rows(result.pairs)).toContainEqual([2, 5])
  expect(result.pairs.find((pair) => pair.from.row === 2)?.why.accepted).toBe('equal-id')
  expect(rows(result.pairs)).not.toContainEqual([3, 6])
})

test('the running numbers of 2023 are never joined on', () => {
  const from = syntheticEntry('omb-2023', 2, { id: 'AGY-1', name: 'Alpha', agency: 'AGY' }, { Summary: 'One thing' })
  const to = earlier(3, 'Omega', 'Quite another', { id: 'AGY-1' })
  const result = matchYears({ from: [from], to: [to], reviews: [] })
  expect([result.pairs, result.undecided, result.vanished.length, result.new.length]).toEqual([[], [], 1, 1])
})

test('an agency of one year alone is listed whole, the commercial list not at all', () => {
  const gone = syntheticEntry('omb-2024', 2, { agency: 'GONE', name: 'Alpha' })
  const fresh = syntheticEntry('omb-2025', 3, { agency: 'NEW', name: 'Alpha' })
  const cots = syntheticEntry('omb-2025-cots', 4, { agency: 'GONE', name: 'Alpha' })
  const result = matchYears({ from: [gone], to: [fresh, cots], reviews: [] })
  expect(result).toMatchObject({ pairs: [], undecided: [], vanished: [{ row: 2 }], new: [{ row: 3 }] })
  expect(matchYears({ from: [], to: [], reviews: [] })).toMatchObject({ pairs: [], vanished: [], new: [] })
})
