/** The law or instruction a rule rests on. */
export interface Citation {
  /** `OMB Memorandum M-25-21`. */
  readonly what: string
  /** `section 4(b)(vi)`; '' where the whole is meant. */
  readonly clause: string
  /** Short, for a link or a mark: `M-25-21 s.4(b)(vi)`. */
  readonly linkText: string
  /** Not yet read at its source: such rules stay out of headline counts (abuse reference, G06). */
  readonly unverified: boolean
  /** No longer in force: the rule tells what was asked at the time. */
  readonly rescinded: boolean
  /** Further clauses the same rule rests on. */
  readonly also: readonly Citation[]
}

interface Standing {
  readonly unverified?: boolean
  readonly rescinded?: boolean
}

function citation(what: string, clause: string, linkText: string, standing: Standing = {}): Citation {
  return {
    what,
    clause,
    linkText,
    unverified: standing.unverified ?? false,
    rescinded: standing.rescinded ?? false,
    also: [],
  }
}

function sections(clauses: readonly string[]): string {
  return `section${clauses.length > 1 ? 's' : ''} ${clauses.join(' and ')}`
}

/** OMB Memorandum M-25-21, appendix, by its sections: `memo('4(b)(vi)')`. */
export function memo(...clauses: readonly string[]): Citation {
  return citation('OMB Memorandum M-25-21', sections(clauses), `M-25-21 s.${clauses.join(', s.')}`)
}

/** OMB reporting guidance and data dictionary of 2025, with its clause where one is meant. */
export function guidance(clause = ''): Citation {
  const mark = clause === '' ? '' : ` ${clause}`
  return citation('OMB guidance on 2025 inventories', clause, `2025 reporting guidance${mark}`)
}

/** OMB Memorandum M-24-10 section 5(c), in force until M-25-21 replaced it: the legacy pack. */
export function rescindedMemo(clause = '5(c)'): Citation {
  return citation('OMB Memorandum M-24-10 (rescinded)', sections([clause]), `M-24-10 s.${clause}`, { rescinded: true })
}

/** The duty to list uses each year, with its exceptions; the order's text was not read yet. */
export function inventoryDuty(): Citation {
  return unverified(law('Executive Order 13960', 'section 5 (yearly inventory)', 'EO 13960 s.5'))
}

/** OMB reporting guidance of 2024, replaced by that of 2025 and not read at its source: the legacy pack. */
export function earlierGuidance(): Citation {
  return citation('OMB guidance on 2024 inventories (replaced)', '', '2024 reporting guidance', {
    unverified: true,
    rescinded: true,
  })
}

/** Any other law or instrument. */
export function law(what: string, clause: string, linkText: string): Citation {
  return citation(what, clause, linkText)
}

/** The same citation, marked as not yet read at its source. */
export function unverified(cited: Citation): Citation {
  return { ...cited, unverified: true }
}

/** A rule that rests on more than one text: the first leads. */
export function withAlso(cited: Citation, ...also: readonly Citation[]): Citation {
  return { ...cited, also }
}

/** One line for lists and exports: `OMB Memorandum M-25-21, section 4(b)(vi)`. */
export function citationLine(cited: Citation): string {
  const one = (part: Citation) =>
    `${part.what}${part.clause === '' ? '' : `, ${part.clause}`}${part.unverified ? ' (to be confirmed)' : ''}`
  return [cited, ...cited.also].map(one).join('; ')
}
