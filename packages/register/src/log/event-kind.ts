/**
 * Events of the register in the public log: group 8. A code is never used again for anything else, and a version of an
 * event only ever appends slots. Slots 0 to 4 are the log's own; `slots` names those from 5 on.
 */
export const REGISTER_EVENTS = {
  /** A file was imported. Stream `inventory/<format>/<year>`. */
  InventoryImported: {
    code: 0x80,
    version: 1,
    slots: [
      'format',
      'year',
      'sha256',
      'sizeBytes',
      'records',
      'quarantined',
      'added',
      'updated',
      'unchanged',
      'absent',
    ],
  },
  /** An inventory lists a use case for the first time in a year. Streams `use-case/<entry key>`, as the next three. */
  UseCaseListed: { code: 0x81, version: 1, slots: ['key', 'year', 'format', 'file', 'row', 'cells', 'columns'] },
  /** A corrected file says something else of it. */
  DeclarationChanged: { code: 0x82, version: 1, slots: ['key', 'year', 'format', 'file', 'row', 'cells', 'columns'] },
  /** The newest file that covers its agency lacks it. */
  UseCaseNoLongerListed: {
    code: 0x83,
    version: 1,
    slots: ['key', 'year', 'format', 'file', 'row', 'cells', 'columns'],
  },
  UseCaseListedAgain: { code: 0x84, version: 1, slots: ['key', 'year', 'format', 'file', 'row', 'cells', 'columns'] },
  /** A person settled whether two years' entries are one use case. In the streams of both. */
  MatchSettled: { code: 0x85, version: 1, slots: ['from', 'to', 'verdict', 'settledAt'] },
  /** An agency, a vendor or the register answered a finding. Words and source by their SHA-256 alone. */
  FindingAnswered: { code: 0x86, version: 1, slots: ['finding', 'rule', 'by', 'state', 'saidOn', 'words', 'source'] },
} as const satisfies Readonly<Record<string, RegisterEvent>>

interface RegisterEvent {
  /** The public byte: high nibble 8. */
  readonly code: number
  readonly version: number
  readonly slots: readonly string[]
}

export type RegisterEventName = keyof typeof REGISTER_EVENTS

/** What a slot of a register's event holds: a text, a whole number, a list of texts, or nothing. */
export type RegisterSlot = string | number | readonly string[] | null

/** Values of the slots of one event, in the order of their names. */
export type RegisterSlots<Name extends RegisterEventName> = Readonly<
  Record<(typeof REGISTER_EVENTS)[Name]['slots'][number], RegisterSlot>
>

/** The values in the order of the slots: `slots[0]` stands in slot 5 of the record. */
export function registerSlots<Name extends RegisterEventName>(
  name: Name,
  values: RegisterSlots<Name>,
): readonly RegisterSlot[] {
  const held: Readonly<Record<string, RegisterSlot>> = values
  return REGISTER_EVENTS[name].slots.map((slot) => held[slot] ?? null)
}

/** Who a public stream may be about: things that are declared, never a person, a case or a representative. */
export type RegisterStream =
  | { readonly about: 'use-case'; readonly key: string }
  | { readonly about: 'inventory'; readonly format: string; readonly year: number }
  | { readonly about: 'agency'; readonly agency: string }

/** The name from which anyone makes the stream's key. */
export function registerStreamName(stream: RegisterStream): `${'use-case' | 'inventory' | 'agency'}/${string}` {
  switch (stream.about) {
    case 'use-case':
      return `use-case/${stream.key}`
    case 'inventory':
      return `inventory/${stream.format}/${stream.year}`
    case 'agency':
      return `agency/${stream.agency}`
  }
}
