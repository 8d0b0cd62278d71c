import { maskPersonalData } from '../entry/mask.ts'
import type { HeaderPlan } from './format/header.ts'
import type { TableRecord } from './table-record.ts'

/**
 * What is kept of a record that cannot be read: its text, masked, without its contact cells. In a record of the wrong
 * width the contact cell may stand as many places off as cells are missing or too many: all of these are left out.
 */
export function quarantinedText({ cells, text }: TableRecord, plan: HeaderPlan): string {
  if (text !== undefined) return maskPersonalData(text)
  const shift = cells.length - plan.width
  const isContact = (at: number) =>
    plan.droppedAt.some((dropped) => at >= dropped + Math.min(shift, 0) && at <= dropped + Math.max(shift, 0))
  return cells.map((cell, at) => (isContact(at) ? CONTACT_REMOVED : csvCell(maskPersonalData(cell ?? '')))).join(',')
}

const CONTACT_REMOVED = '[contact removed]'

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
