/**
 * Events that any stream may hold, whatever it is about. A code is never used again for anything else, and a version of
 * an event only ever appends slots. Slots 0 to 4 are the log's own; `slots` names those from 5 on.
 * The register's events (group 8) are `REGISTER_EVENTS`; those of a case (groups 1 to 7) come with the core.
 */
export const LOG_EVENTS = {
  /** A report of pressure or of a fault, and an oversight body's read: in its own stream, and told apart by nobody. */
  Oversight: { code: 0x2f, version: 1, slots: ['about', 'words'] },
  /** Fields of an earlier record of the stream were withheld when it was disclosed: which, why, and on whose authority. */
  FieldsWithheld: { code: 0x62, version: 1, slots: ['leaf', 'slots', 'reason', 'authority'] },
  /** The whole case is erased next, this record with it. */
  CaseErased: { code: 0xf1, version: 1, slots: ['reason', 'authority'] },
  /** Records of this stream are erased next; the rest of it lives on. */
  RecordsErased: { code: 0xf2, version: 1, slots: ['leaves', 'reason', 'authority'] },
  KeyChanged: { code: 0xf3, version: 1, slots: ['old', 'new', 'reason'] },
  /** Something went wrong with the log itself, such as leaves whose records are lost. */
  Incident: { code: 0xf4, version: 1, slots: ['what', 'leaves'] },
} as const satisfies Readonly<Record<string, LogEvent>>

interface LogEvent {
  /** The public byte. */
  readonly code: number
  readonly version: number
  readonly slots: readonly string[]
}

/** u16 of the commitment: the event's code, then its version (log.md section 2). */
export function schemaOf(code: number, version: number): number {
  return code * 256 + version
}

/** The byte a log of `kinds` shows: the code, or its group alone. */
export function publicKind(kinds: 'full' | 'groups', code: number): number {
  return kinds === 'full' ? code : code | 0x0f
}
