import { type LetterLaw, type LetterRequest, letterPdf, letterText } from '@recourse/papers'
import { agencyName } from '@recourse/register'
import type { Clock, RegisterStore } from '../ports.ts'
import type { FindingView } from './view.ts'

export interface LetterChoice {
  /** Key of a use case or of any of its entries. */
  readonly key: string
  /** The rule whose finding the letter is about. */
  readonly rule: string
  readonly law: LetterLaw
  readonly expedited?: boolean
  readonly coverLang?: 'en' | 'es'
}

export type Letter =
  | { readonly ok: true; readonly request: LetterRequest; readonly text: string; readonly finding: FindingView }
  | { readonly ok: false; readonly code: 'use_case_unknown' | 'finding_unknown' }

/**
 * Drafts a request letter from a finding. Nothing of the requester is asked for or kept: their particulars are blank
 * lines, and so is the date.
 */
export async function draftRequestLetter(
  deps: { readonly store: RegisterStore; readonly clock: Clock },
  choice: LetterChoice,
): Promise<Letter> {
  const found = await deps.store.findUseCase(choice.key.toLowerCase())
  if (!found) return { ok: false, code: 'use_case_unknown' }
  const finding = found.findings.find((one) => one.rule === choice.rule.toUpperCase() && one.endedAt === null)
  if (!finding) return { ok: false, code: 'finding_unknown' }
  const suppliers = await deps.store.suppliers()
  const request: LetterRequest = {
    law: choice.law,
    finding,
    useCase: finding.useCase,
    agencyName: agencyName(found.summary.agency) ?? found.summary.agencyName,
    dateLine: '',
    contracts: suppliers.find((one) => one.key === found.summary.key)?.piids ?? [],
    ...(choice.expedited === undefined ? {} : { expedited: choice.expedited }),
    ...(choice.coverLang === undefined ? {} : { coverLang: choice.coverLang }),
  }
  return { ok: true, request, text: letterText(request), finding }
}

/** The drafted letter as PDF/UA. Same request, same bytes. @throws PaperError */
export function letterAsPdf(request: LetterRequest): Promise<Uint8Array> {
  return letterPdf(request)
}
