import type { MessageKey } from '@recourse/papers'
import type { Question } from '@recourse/register'
import type { Say } from '../frame.ts'

type Slug = Extract<MessageKey, `question.${string}`> extends `question.${infer Rest}` ? Rest : never

/** Each question's anchor, which is also the name of its words in both languages. */
const SLUGS: Readonly<Record<Question, Slug>> = {
  'Can a person appeal?': 'appeal',
  'Was it tested first?': 'tested',
  'Were its effects assessed?': 'assessed',
  'Is it watched, and can it be stopped?': 'watched',
  'Were people asked, and are they told?': 'told',
  'Is it called high-impact?': 'impact',
  'Is personal data protected?': 'privacy',
  'Can the public see what it is?': 'open',
  'Did the answer change?': 'changed',
  'Do offices give the same answer?': 'offices',
  'Was the deadline kept?': 'deadline',
  'Who built it, under which contract?': 'contract',
  'Is shared data limited?': 'shared',
  'Is a reported system on record?': 'on-record',
  'Can the record be relied on?': 'reliable',
}

export function questionAnchor(question: Question): string {
  return SLUGS[question]
}

export function questionWords(say: Say, question: Question): string {
  return say(`question.${SLUGS[question]}`)
}
