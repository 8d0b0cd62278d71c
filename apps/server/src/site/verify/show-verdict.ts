import {
  canonicalJson,
  type DisclosedSlot,
  decodeUtf8,
  type JsonValue,
  parseReceipt,
  plainReceipt,
  type ReceiptFacts,
  type ReceiptStep,
  type ReceiptVerdict,
  receiptFileName,
  SLOT,
  toHex,
  writeReceipt,
} from '@recourse/log'
import { button, element, status, text } from './element.ts'

interface Shown {
  readonly verdict: ReceiptVerdict
  readonly bytes: Uint8Array
  /** `site`, `receipt` or `own`: whose policy it was checked under. */
  readonly trust: string
  /** Clears the page for another file. */
  again(): void
}

/** What was checked, what it proves and what it does not: steps, facts, fields, caveats, what to keep. */
export function showVerdict(place: HTMLElement, { verdict, bytes, trust, again }: Shown): void {
  const { ok, facts, caveats } = verdict
  const name = !ok ? 'breaks' : caveats.includes('not-independently-witnessed') ? 'alone' : 'holds'
  const tone = { breaks: 'error', alone: 'warning', holds: 'success' }[name]
  const buttons = element('p', 'verify-buttons no-print', button(text('again'), 'usa-button', again))
  if (facts !== null) {
    buttons.append(
      ' ',
      button(text('print'), 'usa-button usa-button--outline', () => window.print()),
    )
  }
  place.replaceChildren(
    notice(name, tone),
    element('h2', '', text('result-title')),
    element('ol', 'verify-steps', ...verdict.steps.map(stepItem)),
    ...(facts === null ? [] : [factList(facts, trust), ...fieldTable(facts, verdict), ...caveatList(verdict)]),
    ...(facts === null ? [] : [neverList(), keepList(facts, bytes)]),
    buttons,
  )
}

/** A notice instead of a result: nothing to check, or a policy that cannot be read. */
export function showNotice(place: HTMLElement, name: 'no-policy' | 'nothing', said: string | null): void {
  place.replaceChildren(notice(name, 'warning', said))
}

function notice(name: string, tone: string, said: string | null = null): HTMLElement {
  const body = element(
    'div',
    'usa-alert__body',
    element('h2', 'usa-alert__heading', text(name)),
    element('p', 'usa-alert__text', text(`${name}-about`)),
  )
  if (said !== null) body.append(saidLine(said))
  const made = element('div', `usa-alert usa-alert--${tone} usa-alert--no-icon`, body)
  made.setAttribute('data-verdict', name)
  return made
}

/** What the check itself says is English: for whoever is asked for help. */
function saidLine(said: string): HTMLElement {
  const words = element('span', 'proof', said)
  words.lang = 'en'
  return element('p', 'verify-said', `${text('said')}: `, words)
}

function stepItem(step: ReceiptStep): HTMLElement {
  const words = step.state === 'not-reached' ? text('not-reached') : text(`${step.name}-${step.state}`)
  const item = element(
    'li',
    '',
    element('span', 'verify-step-name', text(`${step.name}-name`)),
    status(step.state),
    element('p', '', words),
  )
  if (step.state === 'failed') item.append(saidLine(`${step.message} (${step.code})`))
  item.setAttribute('data-step', step.name)
  item.setAttribute('data-state', step.state)
  return item
}

/** Date and time in the page's language, in UTC; the bare number where no calendar reaches so far. */
function timeText(seconds: bigint): string {
  const time = new Date(Number(seconds) * 1000)
  if (Number.isNaN(time.getTime())) return String(seconds)
  const lang = document.documentElement.lang === 'es' ? 'es-US' : 'en-GB'
  return `${time.toLocaleString(lang, { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' })} UTC`
}

function groupText(kind: number): string {
  const group = kind >> 4
  const isKnown = (group >= 1 && group <= 8) || group === 15
  return `${text(isKnown ? `group-${group}` : 'group-other')} (${toHex(Uint8Array.of(kind))})`
}

function factList(facts: ReceiptFacts, trust: string): HTMLElement {
  const list = element('dl', 'verify-facts')
  const row = (name: string, ...values: readonly (string | Node)[]): void => {
    list.append(element('dt', '', text(`fact-${name}`)), ...values.map((value) => element('dd', '', value)))
  }
  row('origin', facts.origin)
  row('by', facts.publishedBy === null ? text('fact-no-time') : timeText(facts.publishedBy))
  if (facts.event !== null) {
    row('kind', groupText(facts.event.kind))
    row('day', dayText(facts.event.hours))
  }
  if (facts.seq !== null) row('number', String(facts.seq))
  row('index', String(facts.index))
  row('size', String(facts.size))
  const witnesses = facts.cosignatures.map(({ name, time }) => `${name}: ${timeText(time)}`)
  row('witnesses', ...(witnesses.length === 0 ? [text('fact-none')] : witnesses))
  row(
    'signed',
    ...facts.signedBy.map(({ name, type }) => `${name} (${type.startsWith('ml') ? 'ML-DSA-44' : 'Ed25519'})`),
  )
  row('leaf', element('span', 'proof', toHex(facts.leaf)))
  row('policy', text(`trust-${trust}`))
  return element('section', '', element('h2', '', text('facts-title')), list)
}

function dayText(hours: number): string {
  const lang = document.documentElement.lang === 'es' ? 'es-US' : 'en-GB'
  return new Date(hours * 3_600_000).toLocaleDateString(lang, { dateStyle: 'long', timeZone: 'UTC' })
}

const SLOT_NAMES: Readonly<Record<number, string>> = {
  [SLOT.kind]: 'field-kind',
  [SLOT.origin]: 'field-origin',
  [SLOT.seq]: 'field-seq',
  [SLOT.previousLeaf]: 'field-previous',
  [SLOT.time]: 'field-time',
}

function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : decodeUtf8(canonicalJson(value))
}

function slotContent(slot: DisclosedSlot | undefined): Node | string {
  if (slot === undefined) return text('field-withheld')
  switch (slot.kind) {
    case 'absent':
      return text('field-absent')
    case 'value':
      return jsonText(slot.value)
    case 'list':
      return `(${slot.count})`
    case 'items': {
      const items = Array.from({ length: slot.count }, (_, at) => slot.items.get(at))
      const shown = items.map((item) => element('li', '', item === undefined ? text('field-withheld') : jsonText(item)))
      return element('ol', '', ...shown)
    }
  }
}

function fieldTable({ slots }: ReceiptFacts, { form }: ReceiptVerdict): readonly HTMLElement[] {
  if (slots === null || form === 'plain') return []
  const last = Math.max(...slots.keys())
  const rows = Array.from({ length: last + 1 }, (_, at) => {
    const named = SLOT_NAMES[at]
    const head = element('th', '', named === undefined ? `${text('field-number')} ${at}` : text(named))
    head.setAttribute('scope', 'row')
    const slot = slots.get(at)
    const isKind = at === SLOT.kind && slot?.kind === 'value' && typeof slot.value === 'number'
    return element('tr', '', head, element('td', '', isKind ? groupText(Number(slot.value)) : slotContent(slot)))
  })
  const table = element('table', 'data-table verify-fields', element('tbody', '', ...rows))
  const section = element(
    'section',
    '',
    element('h2', '', text('fields-title')),
    element('p', '', text('fields-about')),
    table,
  )
  return [section]
}

function caveatList({ caveats }: ReceiptVerdict): readonly HTMLElement[] {
  if (caveats.length === 0) return []
  const items = caveats.map((caveat) => element('li', '', text(`caveat-${caveat}`)))
  return [element('section', '', element('h2', '', text('caveats-title')), element('ul', '', ...items))]
}

function neverList(): HTMLElement {
  const items = ['not-right', 'not-status', 'not-case', 'not-all'].map((name) => element('li', '', text(name)))
  return element('section', '', element('h2', '', text('not-title')), element('ul', '', ...items))
}

function keepList(facts: ReceiptFacts, bytes: Uint8Array): HTMLElement {
  const { proof, form } = parseReceipt(bytes)
  const plain = element('li', '', text('keep-plain'))
  const items = [element('li', '', text('keep-file')), plain]
  if (form !== 'plain') {
    const save = button(text('keep-plain-save'), 'usa-button usa-button--outline', () => {
      saveFile(receiptFileName(facts.leaf), writeReceipt(plainReceipt(facts.leaf, proof)))
    })
    plain.append(element('p', 'no-print', save))
    items.push(element('li', '', text('keep-whole')))
  }
  items.push(element('li', '', text('keep-policy')))
  return element('section', '', element('h2', '', text('keep-title')), element('ul', 'verify-keep', ...items))
}

/** From the browser's memory to the reader's disk; nothing in between. */
function saveFile(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes.slice().buffer], { type: 'application/json' }))
  const link = element('a', '')
  link.setAttribute('href', address)
  link.setAttribute('download', name)
  link.click()
  URL.revokeObjectURL(address)
}
