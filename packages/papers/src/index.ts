export type { Block, LetterDraft } from './letter/block.ts'
export { draftLetter } from './letter/draft.ts'
export {
  LETTER_LAWS,
  type LetterEvidence,
  type LetterFinding,
  type LetterLaw,
  type LetterRequest,
  type LetterUseCase,
} from './letter/request.ts'
export { letterText } from './letter/text.ts'
export { spokenDate } from './message/date.ts'
export {
  CATALOGUE,
  LANGS,
  type Lang,
  LOCALE,
  type MessageArgs,
  type MessageKey,
  type MessageRest,
  type MessageValue,
  message,
  messageParts,
} from './message/message.ts'
export { spokenDollars, spokenNumber, spokenShare } from './message/number.ts'
export { letterPdf, PaperError } from './typst.ts'
