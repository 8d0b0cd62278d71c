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
