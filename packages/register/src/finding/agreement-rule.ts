import type { Agreement } from '../agreement/agreement.ts'
import type { Evidence } from '../entry/entry.ts'
import { asking } from './message.ts'
import { completeRule, type Rule, type RuleHead } from './rule.ts'
import { compareText, type RegisterView } from './view.ts'

/** A fact of an agreement a rule rests on: its field and what is known of it. */
type AgreementFact = readonly [field: string, value: string]

export interface AgreementRuleSpec extends RuleHead {
  readonly when: string
  /** What the rule rests on and what is said of it; `null` where it does not fire. */
  readonly finds: (
    agreement: Agreement,
    view: RegisterView,
  ) => { readonly facts: readonly AgreementFact[]; readonly says: string } | null
  readonly asks?: string
}

/** A rule about what is known of a data-sharing agreement; missing is unknown, never unlimited. */
export function agreementRule(id: string, spec: AgreementRuleSpec): Rule {
  return completeRule(id, spec, {
    population: 'data-sharing agreements of the register',
    predicate: spec.when,
    unit: 'agreement',
    judge: (view) => {
      const agreements = [...view.facts.agreements].sort((a, b) => compareText(a.key, b.key))
      const hits = agreements.flatMap((agreement) => {
        const found = spec.finds(agreement, view)
        if (found === null) return []
        return {
          subject: { kind: 'agreement' as const, key: agreement.key },
          entry: null,
          agency: agreement.recipient.split(' ')[0] ?? '',
          year: null,
          evidence: found.facts.map(([field, value]) => factEvidence(agreement, field, value)),
          message: `${agreement.name}: ${found.says} (known from ${knownFrom(agreement)}).${asking(spec.cites, spec.asks)}`,
        }
      })
      return { hits, silent: [] }
    },
  })
}

const KNOWN_FROM: ReadonlyMap<string, string> = new Map([
  ['reported', 'press reports'],
  ['reported-no-agreement-named', 'press reports that name no agreement'],
  ['reported-one-unnamed-source', 'one unnamed source in a press report'],
])

/** The standing of what is known, in words: our codes stay out of sentences. */
function knownFrom({ status }: Agreement): string {
  return KNOWN_FROM.get(status) ?? status.replaceAll('-', ' ')
}

/** The register's own facts have no file: they are quoted by agreement and field. */
function factEvidence(agreement: Agreement, column: string, value: string): Evidence {
  return { file: `agreement:${agreement.key}`, row: null, column, value }
}
