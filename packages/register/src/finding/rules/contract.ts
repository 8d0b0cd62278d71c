import { piidTokens } from '../../contract/piid.ts'
import { isNotApplicable } from '../../entry/clean.ts'
import { unlistedAwardRule } from '../award-rule.ts'
import { guidance, inventoryDuty, law, unverified } from '../citation.ts'
import { all, any, begins, contains, is, not, reads, where } from '../condition.ts'
import { otherVendorRule, sharedContractRule, vendorWithoutAwardRule, withheldVendorRule } from '../contract-rule.ts'
import { entryRule } from '../entry-rule.ts'
import { declares } from '../message.ts'
import { ALL24, OPS24 } from '../population.ts'
import type { Rule } from '../rule.ts'

const BUILT = 'Who built it, under which contract?'
const NUMBER = '23_contract_piids'
const GUIDANCE_2024 = law('OMB guidance on 2024 inventories', 'contract number', '2024 reporting guidance')

/** Register reference 3.7: awards and the entries they pay for. */
export const CONTRACT_RULES: readonly Rule[] = [
  unlistedAwardRule('CT-01', {
    group: BUILT,
    title: 'Award without an entry that names it',
    severity: 'medium',
    cites: inventoryDuty(),
    fromUsd: 0,
    asks: 'uses to be listed; not every award is for a use that must be',
  }),
  unlistedAwardRule('CT-02', {
    group: BUILT,
    title: 'Award of a million dollars or more without an entry that names it',
    severity: 'high',
    cites: inventoryDuty(),
    fromUsd: 1_000_000,
    asks: 'uses to be listed; not every award is for a use that must be',
  }),
  entryRule('CT-03', {
    group: BUILT,
    title: 'No number of the usual shape in the contract cell',
    severity: 'low',
    cites: unverified(law('Federal Acquisition Regulation', '4.1603', 'FAR 4.1603')),
    among: ALL24,
    when: all(
      where(NUMBER, 'is not blank, n/a, na, none, not applicable or -', (value) => !isNotApplicable(value)),
      where(
        NUMBER,
        'holds no PIID: six letters or digits, two digits, a letter, four to eight letters or digits, dashes allowed between the parts, no letter or digit beside it',
        (value) => piidTokens(value).length === 0,
      ),
    ),
    says: (view, entry) =>
      `${declares(view, entry, NUMBER)}; that is what was declared, and no number in it has the shape of six letters or digits, two digits, a letter, four to eight letters or digits`,
    asks: 'contract numbers of this shape',
  }),
  sharedContractRule('CT-04', {
    group: BUILT,
    title: 'One contract, five or more entries',
    severity: 'info',
    cites: GUIDANCE_2024,
    atLeast: 5,
  }),
  entryRule('CT-05', {
    group: BUILT,
    title: 'Contract resources declared in 2024, no contract number',
    severity: 'medium',
    cites: GUIDANCE_2024,
    among: ALL24,
    when: all(
      reads(
        "`22_dev_method` says that contracting or contract/external resources were used (not 'No contract...')",
        all(
          contains('22_dev_method', 'contracting', 'contract/external resources'),
          not(begins('22_dev_method', 'no contract')),
        ),
      ),
      any(OPS24, is('16_dev_stage', 'Implementation and Assessment')),
      where(NUMBER, 'is blank, n/a, na, none, not applicable or -', isNotApplicable),
    ),
    asks: 'the numbers of the contracts used',
  }),
  vendorWithoutAwardRule('CT-06', {
    group: BUILT,
    title: 'Vendor without an award in the file',
    severity: 'info',
    cites: guidance(),
  }),
  withheldVendorRule('CT-07', {
    group: BUILT,
    title: 'Vendor withheld, award of the bureau names one',
    severity: 'high',
    cites: guidance('1(b)(i)'),
    asks: 'only those details to be left out that cannot be released',
  }),
  otherVendorRule('CT-08', {
    group: BUILT,
    title: 'Award and entry name different vendors',
    severity: 'high',
    cites: guidance(),
    asks: "the vendor's name",
  }),
]
