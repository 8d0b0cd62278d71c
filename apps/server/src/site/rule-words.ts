import { RULES } from '@recourse/register'

/** What a rule is called where a finding links to it. */
export interface RuleWords {
  readonly title: string
  /** A word rule: a reason to look, not a verdict. */
  readonly needsALook: boolean
}

/** Every rule by its id. */
export const RULE_WORDS: ReadonlyMap<string, RuleWords> = new Map(
  RULES.map(({ id, title, needsALook }) => [id, { title, needsALook }]),
)
