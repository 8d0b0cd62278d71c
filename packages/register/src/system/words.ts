/** A text for the public in both languages of the site. */
export interface Words {
  readonly en: string
  readonly es: string
}
