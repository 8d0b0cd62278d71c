type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T

/** Our shapes are readonly, the schema library's are not; the value is the same. */
export function mutable<T>(value: T): Mutable<T> {
  return value as Mutable<T>
}
