/** Kinds of agency records a FOIA letter can ask for. */
export type RecordKind = keyof typeof RECORDS

/**
 * One request item each, specific enough to be searched for (5 U.S.C. 552(a)(3)(A): "reasonably describes"). They name
 * what OMB Memorandum M-25-21 makes agencies write, and never assert that the record exists.
 */
export const RECORDS = {
  determination:
    'The determination whether this use case is high-impact, or was presumed to be and then determined not to be: the determination itself, its written reasons, who approved it by office, and any later change of it.',
  assessment:
    'The AI impact assessment of this use case (section 4(b)(ii)), completed or in the latest draft, with its approvals and the date of each version.',
  impacts:
    'The part of the impact assessment, or any other record, that states the potential impacts of the use case on individuals and communities and how they are reduced.',
  testing:
    'The plan for testing before deployment (section 4(b)(i)), the test results, a description of the test data, the criteria for passing, and the decision that relied on them.',
  performance:
    'Measurements of accuracy and error of the system in the conditions in which it is used: false-match, false-positive and false-negative rates or their equivalent, with sample sizes, and the same figures by demographic group wherever they were computed.',
  review:
    'The report of any independent review of the impact assessment or of the system (section 4(b)(ii)(F)), and the office or body that made it.',
  monitoring:
    'The plan for ongoing monitoring (section 4(b)(iii)), and its results since deployment, including incident reports, corrective actions, and any decision to pause or stop use.',
  training:
    'The training required of those who operate the system or act on its outputs (section 4(b)(iv)): curriculum, materials, and the number trained by date.',
  failsafe:
    'The procedures by which a person checks, overrides or stops the system and which apply before an action rests on its output (section 4(b)(v)), and any record of the decision that a fail-safe does not apply.',
  appeal:
    'The procedure by which an individual affected by an outcome of this use case may appeal it or seek human review (section 4(b)(vi)): the procedure as given to staff, the text given to affected individuals, and the number of appeals received and their outcomes in total, without any individual case.',
  appealBar:
    'Any record that names the law said to preclude an appeal, or that gives the reasons why an appeal is said not to apply to this use case.',
  notice:
    'The text of any notice given to individuals that the system is used in decisions about them, and the instruction that says when it is given.',
  consultation:
    'Records of consultation with, or feedback sought from, those affected by the use case or the public (section 4(b)(vii)), and what was changed because of it.',
  waiver:
    'Any waiver, extension or exception of a minimum practice asked for, granted, denied or revoked for this use case, with its written reasons, its date, and the report of it to the Office of Management and Budget.',
  privacy:
    'The privacy threshold analysis, the privacy impact assessment (E-Government Act of 2002, section 208) and the system of records notice that cover this use case, in each version.',
  demographics:
    'Records that state which demographic variables the model takes as input, why, and the analysis of differences in its results between groups.',
  data: 'A description of the data used to develop, test and operate the system, and the agreements under which data came from another agency or from a company.',
  ato: 'The authorization to operate that covers the system, with its date and conditions. Security details of the system are not requested.',
  contract:
    'The contracts, task orders, licenses or other agreements under which the system or its data is bought or used: statement of work, requirements on performance and on testing, price, period, and modifications.',
  vendor:
    'Reports and documentation delivered by the vendor on what the system does, its performance, its limits, and its training data, and the statements the vendor made of its accuracy.',
  withholding:
    'The reasons for withholding this use case, its vendor or its name from the public inventory, in whole or in part, and the office that decided.',
  inventory:
    'This use case as reported to the Office of Management and Budget for each inventory since 2023, including the answers left out of the public file, and correspondence about changes, removals or corrections of the entry.',
  policy:
    'Policies, standard operating procedures and instructions to staff on the use of the system and on the weight its output may have, and the number of times it was used by month, in total.',
  agreement:
    'The agreement under which the data is shared: its text, amendments, purpose, quota, term, the steps for verification and for notice to individuals, and the number of records requested and provided by month.',
} as const
