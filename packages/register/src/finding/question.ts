/**
 * What a reader asks of the register: the headings rules are grouped under (design reference, "Findings"), in the order
 * they are shown.
 */
export const QUESTIONS = [
  'Can a person appeal?',
  'Was it tested first?',
  'Were its effects assessed?',
  'Is it watched, and can it be stopped?',
  'Were people asked, and are they told?',
  'Is it called high-impact?',
  'Is personal data protected?',
  'Can the public see what it is?',
  'Did the answer change?',
  'Do offices give the same answer?',
  'Was the deadline kept?',
  'Who built it, under which contract?',
  'Is shared data limited?',
  'Is a reported system on record?',
  'Can the record be relied on?',
] as const

export type Question = (typeof QUESTIONS)[number]
