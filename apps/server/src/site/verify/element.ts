/** A text of the page, in its language. An unknown name is a defect. */
export function text(name: string): string {
  const found = document.querySelector<HTMLTemplateElement>(`template[data-text="${name}"]`)
  if (found === null) throw new Error(`the page has no text '${name}'`)
  return found.content.textContent ?? ''
}

export type Child = Node | string | null

/** An element with its class and children; strings become text, never markup. */
export function element(name: string, className: string, ...children: readonly Child[]): HTMLElement {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...children.filter((child) => child !== null))
  return made
}

export function button(label: string, className: string, act: () => void): HTMLElement {
  const made = element('button', className, label)
  made.setAttribute('type', 'button')
  made.addEventListener('click', act)
  return made
}

/** The mark of a state: word, shape and tone, as the page drew it. */
export function status(state: string): Node {
  const found = document.querySelector<HTMLTemplateElement>(`template[data-status="${state}"]`)
  if (found === null) throw new Error(`the page has no mark '${state}'`)
  return found.content.cloneNode(true)
}
