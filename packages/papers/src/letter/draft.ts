import { message } from '../message/message.ts'
import { recordsAsked } from './asked.ts'
import { bindCitations } from './bind.ts'
import type { Block, LetterDraft } from './block.ts'
import { oneLine, quoted } from './quote.ts'
import { RECORDS } from './record.ts'
import type { LetterEvidence, LetterRequest } from './request.ts'

/** How many places a letter names; a rule over a group can have more. */
const PLACES = 6

/** How the register marks a clause that was not yet read at its source; a letter never states such a clause as law. */
const UNCONFIRMED = /\((?:to be confirmed|clause to be confirmed|confirm)\)/i

const TITLE = {
  foia: 'Freedom of Information Act request',
  'privacy-act': 'Privacy Act request for access to records',
} as const

const OFFICE = { foia: 'FOIA Officer', 'privacy-act': 'Privacy Act Officer' } as const

/**
 * Drafts the letter. The requester's particulars are blank lines and nothing else: no input of this function can hold
 * them. The cover sheet comes first and says what the letter could give away (abuse P25).
 */
export function draftLetter(request: LetterRequest): LetterDraft {
  return {
    title: `${TITLE[request.law]}: ${subject(request)}`,
    cover: cover(request),
    letter: {
      title: TITLE[request.law],
      blocks: [
        ...head(request),
        ...(request.law === 'foia' ? foiaBody(request) : privacyActBody(request)),
        ...signature(request),
      ],
    },
  }
}

function cover({ law, coverLang: lang = 'en' }: LetterRequest): LetterDraft['cover'] {
  const [first, ...warnings] =
    law === 'foia'
      ? (['letter.foia-name', 'letter.foia-who', 'letter.foia-own'] as const)
      : (['letter.privacy-where', 'letter.privacy-exempt', 'letter.privacy-covered', 'letter.privacy-proof'] as const)
  return {
    lang,
    title: message(lang, 'letter.cover-title'),
    blocks: [
      { kind: 'paragraph', text: message(lang, 'letter.keep') },
      { kind: 'heading', text: message(lang, 'letter.before') },
      { kind: 'strong', text: message(lang, first) },
      { kind: 'bullets', items: warnings.map((key) => message(lang, key)) },
      { kind: 'heading', text: message(lang, 'letter.filling') },
      {
        kind: 'bullets',
        items: (['letter.blank', 'letter.address', 'letter.options', 'letter.no-advice'] as const).map((key) =>
          message(lang, key),
        ),
      },
    ],
  }
}

function head(request: LetterRequest): Block[] {
  const agency = oneLine(request.agencyName)
  const bureau = oneLine(request.useCase?.bureau ?? '')
  const date = oneLine(request.dateLine)
  return [
    date === '' ? { kind: 'blanks', labels: ['Date'] } : { kind: 'lines', lines: [date] },
    { kind: 'lines', lines: [OFFICE[request.law], ...(bureau === '' ? [] : [bureau]), agency] },
    { kind: 'blanks', labels: ['Address of that office', ''] },
    { kind: 'strong', text: `Re: ${TITLE[request.law]}, ${subject(request)}` },
    { kind: 'paragraph', text: `Dear ${OFFICE[request.law]}:` },
  ]
}

function subject({ useCase, agencyName, finding }: LetterRequest): string {
  if (useCase === null) return `AI use case inventory of ${oneLine(agencyName)} (${finding.rule})`
  const name = oneLine(useCase.name)
  const id = oneLine(useCase.id)
  return `AI use case ${name === '' ? '(published without a name)' : `“${name}”`}${id === '' ? '' : ` (${id})`}`
}

function foiaBody(request: LetterRequest): Block[] {
  const contracts = (request.contracts ?? []).map(oneLine).filter((piid) => piid !== '')
  const kinds = recordsAsked(request.finding.rule, contracts.length)
  return [
    {
      kind: 'paragraph',
      text: `Under the Freedom of Information Act, 5 U.S.C. 552(a)(3), I request copies of the records listed below. They concern ${
        request.useCase === null
          ? 'what is described next.'
          : 'one use of artificial intelligence that the agency has published in its AI use case inventory.'
      }`,
    },
    ...declaration(request),
    { kind: 'heading', text: 'Records requested' },
    ...(kinds.some((kind) => RECORDS[kind].includes('(section '))
      ? [{ kind: 'paragraph' as const, text: 'Sections named below are those of OMB Memorandum M-25-21.' }]
      : []),
    {
      kind: 'numbered',
      items: kinds.map((kind) => {
        const asked = request.useCase === null ? ofSeveral(RECORDS[kind]) : RECORDS[kind]
        return kind === 'contract' && contracts.length > 0
          ? `${asked} On record under contract number (PIID): ${contracts.join(', ')}.`
          : asked
      }),
    },
    {
      kind: 'paragraph',
      text: 'Please search the program office that runs the use case and the offices responsible for AI governance, privacy and acquisition, for records made from the first planning of the use case to the day the search begins. Where a record exists in several versions, I request the final version and, if there is none, the latest draft.',
    },
    {
      kind: 'paragraph',
      text: 'I do not request names, contact details or other personal information about any individual; they may be removed.',
    },
    { kind: 'heading', text: 'Form and release in part' },
    {
      kind: 'paragraph',
      text: 'Please provide the records in electronic form, in the format in which they are kept (5 U.S.C. 552(a)(3)(B)). If part of a record is exempt, please release every reasonably segregable portion (5 U.S.C. 552(b)), and state for each withholding the exemption and the foreseeable harm on which it rests (5 U.S.C. 552(a)(8)(A)).',
    },
    { kind: 'heading', text: 'Fees' },
    ...fees(request.feeWaiver ?? true),
    ...(request.expedited === true ? expedited() : []),
    { kind: 'heading', text: 'Reply' },
    {
      kind: 'paragraph',
      text: 'I expect a determination within 20 days, Saturdays, Sundays and legal public holidays excepted (5 U.S.C. 552(a)(6)(A)(i)). If the request is refused in whole or in part, please state the reasons and the right to appeal to the head of the agency, for which the Act leaves at least 90 days. If the request should be sent to another office, please forward it and tell me. If it is unclear, please ask before you close it.',
    },
  ]
}

function privacyActBody(request: LetterRequest): Block[] {
  const system = request.useCase === null ? 'the systems described above' : subject(request)
  return [
    {
      kind: 'paragraph',
      text: 'Under the Privacy Act of 1974, 5 U.S.C. 552a(d)(1), I request access to the records about me that are listed below, and a copy of them in a form that I can understand. Please treat this letter also as a request under the Freedom of Information Act, 5 U.S.C. 552(a)(3), and release under either law whatever that law makes available.',
    },
    ...declaration(request),
    { kind: 'heading', text: 'Records requested' },
    {
      kind: 'numbered',
      items: [
        `Every record about me that was taken in, made or changed by ${system}, in any system of records it reads from or writes to: inputs, outputs, matches, scores, classifications and alerts, each with its date and the version of the system.`,
        'The sources of those records, and the name of each system of records in which they are kept.',
        'Records of what was done or proposed because of an output: the review by a person, the reasons, the decision, and any notice to me.',
        'Any correction, dispute or statement of disagreement concerning those records.',
        'The accounting of disclosures of those records to any person or other agency (5 U.S.C. 552a(c)(3)).',
      ],
    },
    {
      kind: 'paragraph',
      text: 'If you hold no such record, please say so in writing. If access is refused, please name the exemption for each record and tell me how to ask for a review of the refusal.',
    },
    { kind: 'heading', text: 'Fees' },
    {
      kind: 'paragraph',
      text: 'Fees under the Privacy Act may cover copies, not the search for or the review of the record (5 U.S.C. 552a(f)(5)). Please tell me before you make copies that cost more than the amount below.',
    },
    { kind: 'blanks', labels: ['Amount I agree to pay without further notice, in dollars'] },
  ]
}

/** A finding about an agency, a system or an agreement concerns no one entry. */
function ofSeveral(record: string): string {
  return record
    .replace(/^This use case as/, 'Each use case concerned, as')
    .replace(/\bthis use case\b/g, 'each use case concerned')
}

/** What the finding rests on: the statement, the places, and the clause where it is confirmed. */
function declaration({ finding, useCase }: LetterRequest): Block[] {
  const places = finding.evidence.slice(0, PLACES)
  const more = finding.evidence.length - places.length
  const stated = statement(finding.message)
  const citation = oneLine(finding.citation)
  const cited = citation !== '' && !UNCONFIRMED.test(citation)
  return [
    { kind: 'heading', text: 'What this is about' },
    ...(useCase === null ? [] : [facts(useCase)]),
    ...(stated === '' ? [] : [{ kind: 'paragraph' as const, text: stated }]),
    ...(places.length === 0 ? [] : [{ kind: 'bullets' as const, items: places.map(place) }]),
    ...(more > 0
      ? [
          {
            kind: 'paragraph' as const,
            text: `It rests on ${more} further ${more === 1 ? 'place' : 'places'} in the published files.`,
          },
        ]
      : []),
    ...(cited ? [{ kind: 'paragraph' as const, text: `This is read beside: ${citation}.` }] : []),
  ]
}

/** The finding's sentences up to one whose clause is unconfirmed. `U.S.C. 552` ends no sentence. */
function statement(message: string): string {
  const text = bindCitations(oneLine(message))
  const doubt = UNCONFIRMED.exec(text)
  const end = doubt === null ? -1 : text.lastIndexOf('. ', doubt.index)
  return doubt === null ? text : text.slice(0, end + 1)
}

function facts(useCase: NonNullable<LetterRequest['useCase']>): Block {
  const name = oneLine(useCase.name)
  const id = oneLine(useCase.id)
  return {
    kind: 'facts',
    items: [
      { term: 'Use case', text: name === '' ? 'published without a name' : name },
      ...(id === '' ? [] : [{ term: 'Inventory id', text: id }]),
      { term: 'Inventory', text: String(useCase.year) },
    ],
  }
}

function place({ file, row, column, value }: LetterEvidence): string {
  const where = [
    `file ${oneLine(file)}`,
    ...(row === null ? [] : [`record ${row}`]),
    ...(column === null ? [] : [`column ${oneLine(column)}`]),
  ].join(', ')
  return `${capital(where)}: ${quoted(value)}`
}

function fees(waiver: boolean): Block[] {
  return [
    ...(waiver
      ? [
          {
            kind: 'paragraph' as const,
            text: 'I request that fees be waived (5 U.S.C. 552(a)(4)(A)(iii)). Disclosure is in the public interest because it is likely to contribute significantly to public understanding of the operations or activities of the government: the records show how the agency tests, checks and corrects a system that it has declared to the public, and what is published leaves that open. The request is not primarily in the commercial interest of the requester.',
          },
        ]
      : []),
    {
      kind: 'paragraph',
      text: `${waiver ? 'If the waiver is refused, please' : 'Please'} tell me before you do work that costs more than the amount below.`,
    },
    { kind: 'blanks', labels: ['Amount I agree to pay without further notice, in dollars'] },
  ]
}

function expedited(): Block[] {
  return [
    { kind: 'heading', text: 'Expedited processing' },
    {
      kind: 'paragraph',
      text: 'I request expedited processing because of a compelling need (5 U.S.C. 552(a)(6)(E)), for the reasons that I state here and certify to be true and correct to the best of my knowledge and belief. Please decide on this within 10 days of the date of this request.',
    },
    { kind: 'blanks', labels: ['Reasons', '', ''] },
  ]
}

function signature({ law }: LetterRequest): Block[] {
  if (law === 'foia')
    return [
      {
        kind: 'closing',
        text: 'Sincerely,',
        labels: ['Signature', 'Name', 'Address for the reply', '', 'Telephone or e-mail (not required)'],
      },
    ]
  return [
    { kind: 'heading', text: 'Identity' },
    {
      kind: 'paragraph',
      text: 'The lines below are for what your regulations require to verify identity. I declare under penalty of perjury that the foregoing is true and correct (28 U.S.C. 1746).',
    },
    {
      kind: 'blanks',
      labels: [
        'Signature',
        'Executed on (date)',
        'Full name',
        'Address for the reply',
        '',
        'Further particulars your regulations require',
        '',
      ],
    },
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
