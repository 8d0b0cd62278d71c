import type { Agreement } from '../../agreement/agreement.ts'
import { usageByMonth } from '../../agreement/usage-by-month.ts'
import { agreementRule } from '../agreement-rule.ts'
import { inventoryDuty, law, unverified } from '../citation.ts'
import { listed } from '../message.ts'
import type { Rule } from '../rule.ts'
import type { RegisterView } from '../view.ts'

const LIMITED = 'Is shared data limited?'
const OWN_QUOTA = law('The agreement itself', 'quota', "the agreement's quota")
const matching = (clause: string) => unverified(law('5 U.S.C. 552a', clause, `5 U.S.C. 552a${clause}`))
const OWN_TERMS = matching('(o)')
const WHERE_MATCHING = 'where it is a matching programme under 5 U.S.C. 552a'
const MONTHS_ALLOWED = 18

/** Register reference 3.7: data-sharing agreements, as far as they are known. */
export const AGREEMENT_RULES: readonly Rule[] = [
  agreementRule('AG-01', {
    group: LIMITED,
    title: 'More records requested than the quota allows',
    severity: 'critical',
    cites: OWN_QUOTA,
    when: "records requested in one calendar month of the agreement's zone are more than the quota; as many as the quota are not",
    finds: (agreement) => {
      const { quota } = agreement
      const over = usageByMonth(agreement).filter((month) => month.isOver)
      if (quota === null || over.length === 0) return null
      const said = over.map(({ month, records }) => `${records} in ${month}`)
      return {
        facts: [
          ['quota', `${quota.records} per ${quota.per} (${quota.zone})`],
          ...over.map(({ month, records }) => [`usage ${month}`, String(records)] as const),
        ],
        says: `records requested: ${listed(said)}, quota ${quota.records} a month`,
      }
    },
  }),
  agreementRule('AG-02', {
    group: LIMITED,
    title: 'No quota known',
    severity: 'medium',
    cites: OWN_TERMS,
    when: 'no quota is known',
    finds: ({ quota }) =>
      quota === null ? { facts: [['quota', 'not known']], says: 'no quota is stated in what is known of it' } : null,
    asks: `a written agreement on what is matched and why, ${WHERE_MATCHING}`,
  }),
  agreementRule('AG-06', {
    group: LIMITED,
    title: 'No quota known, volume requested known',
    severity: 'high',
    cites: OWN_TERMS,
    when: 'no quota is known, and the volume requested is',
    finds: ({ quota, requested }) =>
      quota === null && requested !== null
        ? {
            facts: [
              ['quota', 'not known'],
              ['requested', `${requested.text} within ${requested.withinMonths} months`],
            ],
            says: `${requested.text} requested within ${requested.withinMonths} months, and no quota is stated in what is known of it`,
          }
        : null,
    asks: `a written agreement on what is matched and why, ${WHERE_MATCHING}`,
  }),
  agreementRule('AG-03', {
    group: LIMITED,
    title: 'No end known, or a term over 18 months',
    severity: 'high',
    cites: matching('(o)(2)'),
    when: `neither expiry nor term is known, or the term is more than ${MONTHS_ALLOWED} months`,
    finds: ({ expires, termMonths }) => {
      if (termMonths !== null && termMonths > MONTHS_ALLOWED) {
        return { facts: [['termMonths', String(termMonths)]], says: `its term is ${termMonths} months` }
      }
      if (expires !== null || termMonths !== null) return null
      return {
        facts: [
          ['expires', 'not known'],
          ['termMonths', 'not known'],
        ],
        says: 'no end is stated in what is known of it',
      }
    },
    asks: `an end, at most ${MONTHS_ALLOWED} months away, ${WHERE_MATCHING}`,
  }),
  agreementRule('AG-04', {
    group: LIMITED,
    title: 'No verification step or no notice step known',
    severity: 'high',
    cites: matching('(p)'),
    when: "the verification step or the notice step is not 'yes'",
    finds: ({ verificationStep, noticeStep }) =>
      verificationStep === 'yes' && noticeStep === 'yes'
        ? null
        : {
            facts: [
              ['verificationStep', verificationStep],
              ['noticeStep', noticeStep],
            ],
            says: `${stepWords('verification before action', verificationStep)}; ${stepWords('notice to the person', noticeStep)}`,
          },
    asks: `independent verification and notice before action against a person, ${WHERE_MATCHING}`,
  }),
  agreementRule('AG-05', {
    group: LIMITED,
    title: 'Feeds a system without an entry',
    severity: 'high',
    cites: inventoryDuty(),
    when: 'it feeds a named system with no entry found, or a key that is neither a named system nor an entry',
    finds: (agreement, view) => {
      const unlisted = agreement.feeds.filter((key) => !isListed(key, view))
      if (unlisted.length === 0) return null
      const names = unlisted.map((key) => view.facts.systems.find((system) => system.key === key)?.name ?? key)
      return {
        facts: unlisted.map((key) => ['feeds', key] as const),
        says: `is said to feed ${listed(names)}, of which no inventory entry was found`,
      }
    },
    asks: 'AI uses to be inventoried, with exceptions',
  }),
]

function stepWords(step: string, known: Agreement['verificationStep']): string {
  if (known === 'unknown') return `whether it asks for ${step} is not known`
  return `it is said ${known === 'yes' ? 'to ask' : 'not to ask'} for ${step}`
}

function isListed(key: string, view: RegisterView): boolean {
  const system = view.facts.systems.find((one) => one.key === key)
  if (system !== undefined) return system.inventoryStatus !== 'no-entry-found'
  return view.facts.entries.some((entry) => entry.key === key)
}
