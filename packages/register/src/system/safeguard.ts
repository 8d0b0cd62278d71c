import type { NamedSystem, Practice, SafeguardAnswer, SystemDeclaration } from './system.ts'
import type { Words } from './words.ts'

/** Why the minimum practices of M-25-21 section 4(b) are due of a declared use, or are said not to be. */
export type SafeguardBasis =
  | 'high-impact-deployed'
  | 'high-impact-not-deployed'
  | 'presumption-overridden'
  | 'declared-not-high-impact'
  | 'status-not-declared'
  | 'no-entry'

export interface SafeguardStatus {
  /** null where no live entry of 2025 is found: then nothing is declared. */
  readonly declaration: SystemDeclaration | null
  readonly basis: SafeguardBasis
  readonly practices: readonly {
    readonly practice: Practice
    /** null where the form asked nothing of this entry. */
    readonly answer: SafeguardAnswer | null
  }[]
}

const PRACTICE_ORDER: readonly Practice[] = [
  'testing',
  'assessment',
  'review',
  'monitoring',
  'training',
  'failsafe',
  'appeal',
  'consultation',
]

/**
 * Which practices apply to a system, entry by entry of its newest inventory, and what is declared of each. A declared
 * answer is a claim of the agency: nothing here calls a practice fulfilled.
 */
export function applicableSafeguards(system: NamedSystem): readonly SafeguardStatus[] {
  const live = system.declarations.filter((one) => one.year === 2025 && one.stage !== 'retired')
  if (system.inventoryStatus === 'no-entry-found' || live.length === 0) {
    return [{ declaration: null, basis: 'no-entry', practices: practicesOf(null) }]
  }
  return live.map((declaration) => ({
    declaration,
    basis: basisOf(declaration),
    practices: practicesOf(declaration),
  }))
}

function practicesOf(declaration: SystemDeclaration | null): SafeguardStatus['practices'] {
  return PRACTICE_ORDER.map((practice) => ({ practice, answer: declaration?.practices[practice] ?? null }))
}

function basisOf({ impact, stage }: SystemDeclaration): SafeguardBasis {
  if (impact === 'high-impact') return stage === 'deployed' ? 'high-impact-deployed' : 'high-impact-not-deployed'
  if (impact === 'presumed-overridden') return 'presumption-overridden'
  return impact === 'not-high-impact' ? 'declared-not-high-impact' : 'status-not-declared'
}

/** What each practice asks for, with its clause of OMB memorandum M-25-21. */
export const PRACTICE_RULES: { readonly [practice in Practice]: { readonly clause: string; readonly asks: Words } } = {
  testing: {
    clause: 'M-25-21 s.4(b)(i)',
    asks: {
      en: 'Test it before it is used, in conditions like those of its real use.',
      es: 'Probarlo antes de usarlo, en condiciones parecidas a las de su uso real.',
    },
  },
  assessment: {
    clause: 'M-25-21 s.4(b)(ii)',
    asks: {
      en: 'Finish an assessment of its impact, with purpose, data, and possible harm.',
      es: 'Terminar una evaluación de su impacto, con su fin, sus datos y los daños posibles.',
    },
  },
  review: {
    clause: 'M-25-21 s.4(b)(ii)(F)',
    asks: {
      en: 'Have the assessment reviewed by somebody who did not build the system.',
      es: 'Hacer revisar la evaluación por alguien que no creó el sistema.',
    },
  },
  monitoring: {
    clause: 'M-25-21 s.4(b)(iii)',
    asks: {
      en: 'Watch its results and its harm for as long as it is used.',
      es: 'Vigilar sus resultados y sus daños mientras se use.',
    },
  },
  training: {
    clause: 'M-25-21 s.4(b)(iv)',
    asks: {
      en: 'Train the people who work with it.',
      es: 'Capacitar a las personas que trabajan con él.',
    },
  },
  failsafe: {
    clause: 'M-25-21 s.4(b)(v)',
    asks: {
      en: 'Keep people in charge, with a fail-safe that limits harm.',
      es: 'Mantener el control humano, con un mecanismo de seguridad que limite los daños.',
    },
  },
  appeal: {
    clause: 'M-25-21 s.4(b)(vi)',
    asks: {
      en: 'Offer people who are affected a human review and a way to appeal.',
      es: 'Ofrecer a las personas afectadas una revisión humana y una vía de apelación.',
    },
  },
  consultation: {
    clause: 'M-25-21 s.4(b)(vii)',
    asks: {
      en: 'Ask users and the public, and use what they say.',
      es: 'Consultar a quienes lo usan y al público, y tener en cuenta lo que digan.',
    },
  },
}

/** What a basis means for the reader. */
export const BASIS_WORDS: { readonly [basis in SafeguardBasis]: Words } = {
  'high-impact-deployed': {
    en: 'Declared deployed and high-impact: all minimum practices apply. What follows is what the agency declares of each.',
    es: 'Declarado en uso y de alto impacto: se aplican todas las prácticas mínimas. Abajo está lo que la agencia declara de cada una.',
  },
  'high-impact-not-deployed': {
    en: 'Declared high-impact, not yet deployed: the inventory asks for these answers once it is deployed.',
    es: 'Declarado de alto impacto, aún no en uso: el inventario pide estas respuestas cuando entra en uso.',
  },
  'presumption-overridden': {
    en: 'A use presumed high-impact; the agency has determined that this one is not, and says no more of these practices. Its determination can be requested.',
    es: 'Un uso que se presume de alto impacto; la agencia determinó que este no lo es y no dice más de estas prácticas. Se puede solicitar esa determinación.',
  },
  'declared-not-high-impact': {
    en: 'Declared not high-impact: by its own declaration the agency owes none of these practices here. Its reason can be requested.',
    es: 'Declarado de no alto impacto: según su propia declaración, la agencia no debe aquí ninguna de estas prácticas. Se puede solicitar su motivo.',
  },
  'status-not-declared': {
    en: 'The agency does not declare whether it is high-impact. Which practices apply is not known.',
    es: 'La agencia no declara si es de alto impacto. No se sabe qué prácticas se aplican.',
  },
  'no-entry': {
    en: 'No live entry is found in the 2025 inventory, so nothing is declared. If it is high-impact, these practices apply.',
    es: 'No se halla una entrada vigente en el inventario de 2025, así que no hay nada declarado. Si es de alto impacto, se aplican estas prácticas.',
  },
}
