import { clean } from '../entry/clean.ts'
import type { Award } from './award.ts'

/** What is shown where a supplier is a natural person (register reference 3.8, abuse reference G03). */
export const AN_INDIVIDUAL = 'an individual'

/** Legal forms and other words that a person's name does not carry. */
const ORGANISATION_WORD =
  /\b(?:INC|INCORPORATED|LLC|L ?L ?C|CORP|CORPORATION|LTD|LIMITED|CO|COMPANY|LP|L P|LLP|PLC|PLLC|PC|GMBH|BV|NV|AG|SA|SARL|OY|AB|JV|USA|US|COLLEGE|SCHOOL|COUNCIL|CENTER|CENTRE|AGENCY|DEPARTMENT|OFFICE|BUREAU|CITY|COUNTY|TRIBE|UNITED|GROUP|TEAM|LABS?|DATA|DIGITAL|GLOBAL|INTERNATIONAL|FEDERAL|DEFENSE|MEDIA|HEALTH|CAPITAL|BANK|TRUST|FUND|STUDIOS?|WORKS|AI|AND|OF)\b/
/** Stems of words that organisations carry. */
const ORGANISATION_STEM =
  /\b(?:UNIVERSIT|INSTITUT|ACADEM|FOUNDATION|ASSOCIAT|ENTERPRIS|INDUSTR|SYSTEM|SOLUTION|SERVICE|TECHNOLOG|SOFTWARE|CONSULT|RESEARCH|LABORATOR|ENGINEER|ANALYTIC|GOVERNMENT|SECURIT|NETWORK|HOLDING|VENTURE|PARTNER|COMPUT|LOGISTIC|COMMUNICAT|PUBLISH)/

const NAME = "\\p{L}[\\p{L}'\u2019-]*"
/** `DOE, JANE`, `VAN DOE JR, JANE Q.`: family name, comma, given names or initials. */
const FAMILY_FIRST = new RegExp(
  `^${NAME}(?: ${NAME}){0,2}(?: (?:JR|SR|II|III|IV)\\.?)?, ?${NAME}\\.?(?: ${NAME}\\.?){0,2}$`,
  'u',
)
/** `MS JANE DOE`, `DR. JANE Q. DOE`. */
const ADDRESSED = /^(?:MR|MRS|MS|MISS|DR|PROF)\.? \p{L}/u
/** `JANE DOE`, `JANE Q. DOE JR`: two to four words, the first a common given name. */
const GIVEN_FIRST = new RegExp(`^(${NAME})(?: ${NAME}\\.?){1,3}$`, 'u')

/** The most common given names of the United States: a firm that begins with one and says nothing else hides its name. */
const GIVEN_NAMES = new Set(
  `JAMES JOHN ROBERT MICHAEL WILLIAM DAVID RICHARD JOSEPH THOMAS CHARLES CHRISTOPHER DANIEL MATTHEW ANTHONY MARK DONALD
  STEVEN PAUL ANDREW JOSHUA KENNETH KEVIN BRIAN GEORGE EDWARD RONALD TIMOTHY JASON JEFFREY RYAN JACOB GARY NICHOLAS ERIC
  JONATHAN STEPHEN LARRY JUSTIN SCOTT BRANDON BENJAMIN SAMUEL GREGORY FRANK ALEXANDER RAYMOND PATRICK JACK DENNIS JERRY
  TYLER AARON JOSE ADAM NATHAN HENRY DOUGLAS ZACHARY PETER KYLE WALTER ETHAN JEREMY HAROLD KEITH CHRISTIAN ROGER NOAH
  GERALD CARL TERRY SEAN ARTHUR LAWRENCE JESSE DYLAN BRYAN JOE JORDAN BILLY BRUCE ALBERT WILLIE GABRIEL LOGAN ALAN JUAN
  WAYNE ROY RALPH RANDY EUGENE VINCENT RUSSELL LOUIS PHILIP BOBBY JOHNNY BRADLEY LUIS CARLOS MIGUEL ANTONIO AHMED ALI
  MOHAMMED MARY PATRICIA JENNIFER LINDA ELIZABETH BARBARA SUSAN JESSICA SARAH KAREN LISA NANCY BETTY SANDRA MARGARET
  ASHLEY KIMBERLY EMILY DONNA MICHELLE CAROL AMANDA MELISSA DEBORAH STEPHANIE REBECCA LAURA SHARON CYNTHIA KATHLEEN AMY
  ANGELA SHIRLEY ANNA BRENDA PAMELA EMMA NICOLE HELEN SAMANTHA KATHERINE CHRISTINE DEBRA RACHEL CAROLYN JANET CATHERINE
  MARIA HEATHER DIANE RUTH JULIE OLIVIA JOYCE VIRGINIA VICTORIA KELLY LAUREN CHRISTINA JOAN EVELYN JUDITH MEGAN ANDREA
  CHERYL HANNAH JACQUELINE MARTHA GLORIA TERESA ANN SARA MADISON FRANCES KATHRYN JANICE JEAN ABIGAIL ALICE JULIA JUDY
  SOPHIA GRACE DENISE AMBER DORIS MARILYN DANIELLE BEVERLY ISABELLA THERESA DIANA NATALIE BRITTANY CHARLOTTE MARIE KAYLA
  ALEXIS LORI JANE ANNE FATIMA CARMEN ROSA`.split(/\s+/),
)

/**
 * Whether an award's supplier is written as a natural person's name is: `FAMILY, GIVEN`, with a form of address, or led
 * by a common given name; and no word that only organisations carry. It errs towards hiding: a firm called after
 * persons and nothing else (`GRAY, SMITH`) is shown as an individual too, which costs its name on a page and nobody a
 * right. A person with a rare given name first cannot be told from a firm: such a name is hidden on report.
 */
export function isIndividual(name: string): boolean {
  const written = clean(name).toUpperCase()
  if (isOrganisation(written)) return false
  return FAMILY_FIRST.test(written) || ADDRESSED.test(written) || isGivenFirst(written)
}

/**
 * The same for a vendor cell of an inventory, where a comma more often parts two firms (`Palantir, OpenAI`): only a
 * common given name, in its place, makes a person of it.
 */
export function isIndividualCell(cell: string): boolean {
  const written = clean(cell).toUpperCase()
  if (isOrganisation(written)) return false
  const [, given = ''] = written.split(', ')
  return isGivenFirst(written) || (FAMILY_FIRST.test(written) && GIVEN_NAMES.has(given.split(' ')[0] ?? ''))
}

function isOrganisation(written: string): boolean {
  const words = written.replace(/[.,&]/g, ' ').replace(/ +/g, ' ')
  return written === '' || ORGANISATION_WORD.test(words) || ORGANISATION_STEM.test(words)
}

function isGivenFirst(written: string): boolean {
  return GIVEN_NAMES.has(GIVEN_FIRST.exec(written)?.[1] ?? '')
}

/** A single supplier's name as it may be shown, in pages, evidence and exports; for inventory cells see `vendorCell`. */
export function shownVendor(name: string): string {
  return isIndividual(name) ? AN_INDIVIDUAL : name
}

/** Vendor of an award as it may be shown. */
export function awardVendor(award: Award): string {
  return shownVendor(award.vendor)
}

/** A vendor cell of an inventory as it may be shown. */
export function vendorCell(cell: string): string {
  return isIndividualCell(cell) ? AN_INDIVIDUAL : cell
}
