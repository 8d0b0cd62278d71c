export type Json = string | number | boolean | null | readonly Json[] | JsonObject

/** An absent value (`undefined`) is left out, as `JSON.stringify` does. */
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/** A document whose long arrays are made item by item. */
export interface JsonDocument {
  readonly [name: string]: Json | undefined | JsonDocument | LongArray
}

/** An array that is made while it is written; each writing starts it anew. */
export type LongArray =
  | { readonly [LONG]: 'items'; readonly make: () => Iterable<Json> }
  | { readonly [LONG]: 'documents'; readonly make: () => Iterable<JsonDocument> }

const LONG = Symbol('long array')

export function items(make: () => Iterable<Json>): LongArray {
  return { [LONG]: 'items', make }
}

/** An array with one item for each value, made as it is written. */
export function itemsFrom<From>(values: Iterable<From>, make: (value: From) => Json): LongArray {
  return items(function* () {
    for (const value of values) yield make(value)
  })
}

/** An array whose items hold long arrays themselves. */
export function documents(make: () => Iterable<JsonDocument>): LongArray {
  return { [LONG]: 'documents', make }
}

/** JSON text in pieces: members of the outer objects and items of the long arrays stand on lines of their own, LF. */
export function* jsonChunks(document: JsonDocument | LongArray): Generator<string> {
  yield* write(document)
  yield '\n'
}

function* write(value: Json | JsonDocument | LongArray): Generator<string> {
  if (isLong(value)) yield* writeItems(value)
  else if (isDocument(value)) yield* writeMembers(value)
  else yield JSON.stringify(value)
}

function* writeMembers(document: JsonDocument): Generator<string> {
  let lead = '{\n'
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue
    yield `${lead}${JSON.stringify(name)}: `
    yield* write(value)
    lead = ',\n'
  }
  yield lead === ',\n' ? '\n}' : '{}'
}

function* writeItems(long: LongArray): Generator<string> {
  let lead = '[\n'
  if (long[LONG] === 'items') {
    for (const item of long.make()) {
      yield lead + JSON.stringify(item)
      lead = ',\n'
    }
  } else {
    for (const item of long.make()) {
      yield lead
      yield* writeMembers(item)
      lead = ',\n'
    }
  }
  yield lead === ',\n' ? '\n]' : '[]'
}

function isLong(value: Json | JsonDocument | LongArray): value is LongArray {
  return typeof value === 'object' && value !== null && LONG in value
}

/** Only objects that hold a long array somewhere are opened; the others are written whole. */
function isDocument(value: Json | JsonDocument | LongArray): value is JsonDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && holdsLong(value)
}

function holdsLong(value: object): boolean {
  return Object.values(value).some(
    (member: unknown) =>
      typeof member === 'object' && member !== null && !Array.isArray(member) && (LONG in member || holdsLong(member)),
  )
}
