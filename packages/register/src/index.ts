export type { Agreement } from './agreement/agreement.ts'
export { AGREEMENTS } from './agreement/agreements.ts'
export { monthInZone } from './agreement/month-in-zone.ts'
export type { MonthUsage } from './agreement/usage-by-month.ts'
export { usageByMonth } from './agreement/usage-by-month.ts'
export type { Award } from './contract/award.ts'
export {
  AN_INDIVIDUAL,
  awardVendor,
  isIndividual,
  isIndividualCell,
  shownVendor,
  vendorCell,
} from './contract/individual.ts'
export { bureauOfOffice } from './contract/office.ts'
export { piidTokens, plainPiid } from './contract/piid.ts'
export { TELLING_VENDOR_LENGTH, vendorFinder, vendorName } from './contract/vendor.ts'
export { agencyCode, agencyName, canonicalAgency, sameAgency } from './entry/agency.ts'
export { clean, isNotApplicable, normalName, sameText } from './entry/clean.ts'
export type {
  Entry,
  EntryFormat,
  EntryKey,
  Evidence,
  Field,
  FieldState,
  Format,
  Layout,
  LayoutColumn,
  Year,
} from './entry/entry.ts'
export { text } from './entry/entry.ts'
export { field } from './entry/field.ts'
export { entryDigest, sameCells } from './entry/key.ts'
export { EMAIL_REMOVED, maskPersonalData, TELEPHONE_REMOVED } from './entry/mask.ts'
export { namesNobody } from './entry/names-nobody.ts'
export type { StageGroup } from './entry/stage.ts'
export type { EntrySummary } from './entry/summary.ts'
export { summary } from './entry/summary.ts'
export { exportChunks, exportRegister } from './export/export.ts'
export type { ExportDocument, ExportFacts, ExportForm, ExportStream, LeftOut } from './export/form.ts'
export { EXPORT_FORMS, ExportError } from './export/form.ts'
export type { ChangeFigures, Transition } from './figure/change.ts'
export { readPublishedFigures } from './figure/codec.ts'
export type { Figures } from './figure/figures.ts'
export { figures } from './figure/figures.ts'
export type { FindingFigures } from './figure/finding-count.ts'
export type { PracticeFigures } from './figure/practice.ts'
export type { AskedPractice, PracticeAnswer } from './figure/practice-answer.ts'
export { PRACTICE_ANSWERS, PRACTICE_COLUMNS, practiceAnswer } from './figure/practice-answer.ts'
export type { FigureSource, PublishedFigures } from './figure/published.ts'
export { publishedFigures } from './figure/published.ts'
export { PUBLISHED_FIGURES } from './figure/shipped.ts'
export type { SpendingFigures } from './figure/spending.ts'
export type { ImpactStatus, StageStatus } from './figure/status.ts'
export { IMPACT_ORDER, impactStatus, STAGE_ORDER, stageStatus } from './figure/status.ts'
export type { Tally } from './figure/tally.ts'
export type { YearFigures } from './figure/year.ts'
export type { Citation } from './finding/citation.ts'
export { citationLine } from './finding/citation.ts'
export type { Evaluation } from './finding/evaluate.ts'
export { evaluate, evaluateByRule, evaluateWithSilences } from './finding/evaluate.ts'
export type { RegisterFacts } from './finding/facts.ts'
export type { Finding, FindingState, FindingUseCase, Severity, Subject } from './finding/finding.ts'
export type { Question } from './finding/question.ts'
export { QUESTIONS } from './finding/question.ts'
export type { Rule, RuleUnit } from './finding/rule.ts'
export { isUnverified } from './finding/rule.ts'
export { RULES, rule } from './finding/rules.ts'
export type { DateInterval } from './inventory/date-interval.ts'
export { dateInterval } from './inventory/date-interval.ts'
export { neutraliseFormula } from './inventory/formula.ts'
export { LIMITS } from './inventory/limits.ts'
export { readListLiteral, writeListLiteral } from './inventory/list-literal.ts'
export { readInventory } from './inventory/read-inventory.ts'
export type {
  AgencySource,
  ColumnStatus,
  ReadResult,
  Rejection,
  RejectionCode,
  Warning,
  WarningCode,
} from './inventory/read-result.ts'
export type { RegisterEventName, RegisterSlot, RegisterSlots, RegisterStream } from './log/event-kind.ts'
export { REGISTER_EVENTS, registerSlots, registerStreamName } from './log/event-kind.ts'
export type { ExactNamePair } from './match/exact-name.ts'
export { exactNamePairs } from './match/exact-name.ts'
export type { HistoryEnd, HistoryLink, HistoryRelation, UseCaseHistory } from './match/history.ts'
export { history } from './match/history.ts'
export type { MatchEnd, MatchPair, MatchResult, MatchReview, MatchWhy } from './match/match.ts'
export { matchYears } from './match/match-years.ts'
export type { LinkableEntry, LinkedDeclaration } from './system/link.ts'
export { linkedEntries, systemsOfEntries } from './system/link.ts'
export type { NextStep, StepReader } from './system/next-steps.ts'
export { nextSteps } from './system/next-steps.ts'
export type { SafeguardBasis, SafeguardStatus } from './system/safeguard.ts'
export { applicableSafeguards, BASIS_WORDS, PRACTICE_RULES } from './system/safeguard.ts'
export { PRESS_SOURCES } from './system/source.ts'
export type {
  InventoryStatus,
  LegacyAnswers,
  NamedSystem,
  Practice,
  PressSource,
  SafeguardAnswer,
  Standing,
  SystemContract,
  SystemDeclaration,
  SystemStatement,
  YesNo,
} from './system/system.ts'
export { NAMED_SYSTEMS } from './system/systems.ts'
export type { Words } from './system/words.ts'
