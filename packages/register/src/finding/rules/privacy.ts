import { guidance, law, memo, withAlso } from '../citation.ts'
import { all, any, blank, contains, given, is, isNot, not, reads, whereItems } from '../condition.ts'
import { entryRule } from '../entry-rule.ts'
import { ALL25, LIVE, P } from '../population.ts'
import { DONE } from '../practice.ts'
import type { Rule } from '../rule.ts'

const PRIVACY = 'Is personal data protected?'
const E_GOVERNMENT = law('E-Government Act of 2002', 'section 208', 'E-Government Act s.208')
const AN_ASSESSMENT = 'a privacy impact assessment, published where practicable'

const NO_FEATURE = /^(?:k\) none|none|not applicable|unknown)/i
const BLANKET = 'this ai use case utilizes one or more of the demographic variables'

const PERSONAL_DATA_NO_LINK = all(
  is('has_pii', 'Yes'),
  reads("`pia_url` has no 'http' (blank included)", not(contains('pia_url', 'http'))),
)

/** Register reference 3.3: personal data. */
export const PRIVACY_RULES: readonly Rule[] = [
  entryRule('PV-01', {
    group: PRIVACY,
    title: 'Personal data declared, no link to a privacy assessment',
    severity: 'medium',
    cites: E_GOVERNMENT,
    among: LIVE,
    when: PERSONAL_DATA_NO_LINK,
    asks: AN_ASSESSMENT,
  }),
  entryRule('PV-02', {
    group: PRIVACY,
    title: 'Personal data in a deployed high-impact use, no link to a privacy assessment',
    severity: 'high',
    cites: withAlso(E_GOVERNMENT, memo('4(b)(ii)(C)')),
    among: P,
    when: PERSONAL_DATA_NO_LINK,
    asks: AN_ASSESSMENT,
  }),
  entryRule('PV-03', {
    group: PRIVACY,
    title: 'Privacy link that is no link to an assessment',
    severity: 'low',
    cites: E_GOVERNMENT,
    among: ALL25,
    when: all(
      given('pia_url'),
      any(
        reads("`pia_url` has no 'http'", not(contains('pia_url', 'http'))),
        contains('pia_url', 'sharepoint', 'collections/privacy-impact-assessments'),
      ),
    ),
    asks: AN_ASSESSMENT,
  }),
  entryRule('PV-04', {
    group: PRIVACY,
    title: 'Demographic features declared, impact assessment not declared complete',
    severity: 'high',
    cites: memo('4(b)(ii)(B)', '4(b)(ii)(C)'),
    among: LIVE,
    when: all(
      whereItems(
        'demographic_features',
        "has an item that does not begin with 'k) none', none, not applicable or unknown",
        (list) => list.some((item) => !NO_FEATURE.test(item)),
      ),
      isNot('hi_assessment_completed', ...DONE.hi_assessment_completed),
    ),
    asks: 'data and potential impacts to be assessed, where a use is high-impact',
  }),
  entryRule('PV-05', {
    group: PRIVACY,
    title: 'Demographic features given by a blanket sentence',
    severity: 'high',
    cites: guidance('column 25'),
    among: ALL25,
    when: whereItems(
      'demographic_features',
      "has an item that begins 'This AI use case utilizes one or more of the demographic variables'",
      (list) => list.some((item) => item.toLowerCase().startsWith(BLANKET)),
    ),
    asks: 'the features themselves',
  }),
  entryRule('PV-06', {
    group: PRIVACY,
    title: 'Silent on personal data',
    severity: 'low',
    cites: guidance(),
    among: LIVE,
    when: blank('has_pii'),
    asks: 'an answer for every use that is deployed or a pilot',
  }),
]
