import { clean } from './clean.ts'

/**
 * Coded columns of the OMB 2025 inventory and their answers: first the short form the consolidated file prints, then
 * the other spellings of the same answer in the reporting guidance (data dictionary, `valid_selections` and
 * `short_hand_recodings`), without their `a) ` codes. Misprints of the dictionary itself stay, since agencies copied them.
 */
const ANSWERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  is_withheld: [
    ['No'],
    [
      'Yes - Disclosure Risk',
      'Yes – agency has determined that there’s a risk to disclosure, such as a harm to an interest protected by a FOIA exemption',
    ],
    ['Yes - Prohibited by Law', 'Yes – disclosure is prohibited by law'],
    ['Other'],
  ],
  development_stage: [
    ['Pre-deployment', 'Pre-deployment – The use case is in a development or acquisition status.'],
    ['Pilot', 'Pilot – The use case has been deployed in a limited test or pilot capacity.'],
    [
      'Deployed',
      'Deployed – The use case is being actively authorized or utilized to support the functions or mission of an agency.',
    ],
    [
      'Retired',
      'Retired – The use case was reported in the agency’s prior year’s inventory, but its development and/or use has since been discontinued.',
    ],
  ],
  is_high_impact: [
    ['High-impact'],
    ['Presumed High-Impact, but Not High-impact', 'Presumed high-impact, but determined not high impact'],
    ['Not High-impact'],
  ],
  topic_area: [
    ['Admin Functions', 'Administrative Functions'],
    ['Cybersecurity'],
    ['Emergency Mgmt', 'Emergency Management'],
    ['Energy and Environment', 'Energy and the Environment'],
    ['Benefits Processing', 'Government Benefits Processing'],
    ['Health and Medical'],
    ['HR', 'Human Resources'],
    ['IT', 'Information Technology'],
    ['International Affairs'],
    ['Law Enforcement'],
    ['Other'],
    ['Procurement and Finance Mgmt', 'Procurement and Financial Management'],
    ['Science'],
    ['Service Delivery'],
    ['Transportation'],
  ],
  classification: [
    [
      'Agentic AI',
      'Agentic AI: AI systems that perform tasks or make decisions autonomously with minimal human intervention.',
    ],
    [
      'Classical ML',
      'Classical/Predictive Machine Learning: Models trained on data to make predictions or classifications based on identified patterns or relationships.',
    ],
    ['Computer Vision', 'Computer Vision: AI that processes and interprets visual data (e.g., images and videos).'],
    [
      'Generative AI',
      'Generative AI: AI that generates new or synthetic content (e.g., images, videos, audio, text, code).',
    ],
    ['NLP', 'Natural Language Processing: AI that processes, interprets, and shares information in human language.'],
    [
      'Reinforcement Learning',
      'Reinforcement Learning: AI trained through trial and error using rewards and penalties to optimize decision-making policies.',
    ],
  ],
  contracting_usage: [
    ['Vendor Purchased', 'Purchased from a vendor'],
    ['In-house Development', 'Developed in-house'],
    ['Contracting and In House', 'Developed with both contracting and in-house resources'],
  ],
  have_ato: [['No'], ['Yes']],
  has_pii: [['No'], ['Yes']],
  demographic_features: [
    ['a) Race/Ethnicity', 'Race/Ethnicity'],
    ['b) Sex', 'Sex'],
    ['c) Age', 'Age'],
    ['d) Religious Affiliation', 'Religious Affiliation'],
    ['e) Socioeconomic Status', 'Socioeconomic Status'],
    ['f) Ability Status', 'Ability Status'],
    ['g) Residency Status', 'Residency Status'],
    ['h) Marital Status', 'Marital Status'],
    ['i) Income', 'Income'],
    ['j) Employment Status', 'Employment Status'],
    ['k) None of the above', 'None of the above'],
    ['l) Other', 'Other'],
  ],
  has_custom_code: [['No'], ['Yes']],
  hi_testing_conducted: [
    ['Yes'],
    ['In-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_assessment_completed: [
    ['Yes'],
    ['In-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_independent_review: [
    [
      'Internal Independent Review',
      'Yes – by another appropriate agency office or reviewer not directly involved in the AI’s development',
    ],
    ['Oversight Board Review', 'Yes – by an agency AI oversight board not directly involved in the AI’s development'],
    ['CAIO Review', 'Yes – by the CAIO'],
    ['In-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_ongoing_monitoring: [
    ['Yes - Monitoring Established', 'Yes, sufficient monitoring protocols have been established'],
    [
      'In-progress',
      'Development of monitoring protocols is in-progess',
      'Development of monitoring protocols is in-progress',
    ],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_training_established: [
    ['Training Established', 'Yes, sufficient and periodic training has been established'],
    ['Training In-progress', 'Establishment of sufficient and periodic training is in-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_failsafe_presence: [
    ['Yes'],
    ['Not Applicable'],
    ['In-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_appeal_process: [
    ['Appeal Process Established', 'Yes, an appropriate appeal process has been established'],
    ['Not Applicable'],
    ['Appeal Process In-progress', 'Establishment of an appropriate appeal process is in-progress'],
    [
      'Appeal Precluded by Law',
      'Law, operational limitations, or governmentwide guidance precludes an opportunity for an individual to appeal',
    ],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
  hi_public_consultation: [
    ['Usability Testing', 'Direct usability testing'],
    ['Public Feedback Solicitations', 'General solicitations of feedback and comments from the public'],
    ['Public Hearings', 'Public hearings or meetings'],
    ['Other'],
    ['In-progress'],
    ['CAIO Waived', 'Agency CAIO has waived this minimum practice and reported such waiver to OMB'],
  ],
}

const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]\) ?/i, ''],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2018\u2019]/g, "'"],
  [/[\u201C\u201D]/g, '"'],
  [/\.$/, ''],
]

/** An answer as answers are compared: without its `a) ` code, dashes and quotes levelled, no final full stop, any case. */
export function normalAnswer(value: string): string {
  return TYPOGRAPHY.reduce((text, [from, to]) => text.replace(from, to), clean(value)).toLowerCase()
}

/** By column: normal answer to the short form. */
const SHORT_FORMS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(ANSWERS).map(([column, answers]) => [
    column,
    new Map(
      answers.flatMap(([short = '', ...others]) => [short, ...others].map((form) => [normalAnswer(form), short])),
    ),
  ]),
)

/** The same by exact spelling: nearly every cell takes this way, without being levelled first. */
const SPELLINGS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(ANSWERS).map(([column, answers]) => [
    column,
    new Map(answers.flatMap(([short = '', ...others]) => [short, ...others].map((form) => [form, short]))),
  ]),
)

/** The coded columns of OMB 2025, in print order. */
export const CODED_COLUMNS: readonly string[] = [...SHORT_FORMS.keys()]

/** The same for answers spelled exactly as the guidance or the consolidated file spells them: the quick way. */
export function spelledAnswer(column: string, value: string): string | null {
  return SPELLINGS.get(column)?.get(value) ?? null
}

/** The short form of an answer its column offers, `null` where the column does not offer it or is not a coded one. */
export function listedAnswer(column: string, value: string): string | null {
  if (!SPELLINGS.has(column)) return null
  return spelledAnswer(column, value) ?? SHORT_FORMS.get(column)?.get(normalAnswer(value)) ?? null
}

/** From this length on an answer is so particular to its column that elsewhere it stands in the wrong place. */
const TELLING_LENGTH = 20

/**
 * The coded columns that offer this answer although its own does not: where it was probably meant to stand (DQ-04).
 * Empty for answers of fewer than 20 characters, which several columns share.
 */
export function otherColumnsOf(column: string, value: string): readonly string[] {
  const answer = normalAnswer(value)
  if (answer.length < TELLING_LENGTH || SHORT_FORMS.get(column)?.has(answer) === true) return []
  return CODED_COLUMNS.filter((other) => other !== column && SHORT_FORMS.get(other)?.has(answer) === true)
}
