/**
 * With JavaScript the picture is one stop of the Tab key, and arrows walk through its squares: down and up a column, left
 * and right across columns. Without it every square is a stop, and a link before the picture skips it.
 */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
}

for (const picture of document.querySelectorAll<HTMLElement>('[data-squares]')) {
  const squares = [...picture.querySelectorAll<SVGAElement>('a')]
  squares.forEach((square, at) => {
    square.setAttribute('tabindex', at === 0 ? '0' : '-1')
  })
  picture.addEventListener('focusin', (event) => {
    for (const square of squares) square.setAttribute('tabindex', square === event.target ? '0' : '-1')
  })
  picture.addEventListener('keydown', (event) => {
    const here = squares.find((square) => square === document.activeElement)
    const next = here && nextOf(here, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  })

  function nextOf(here: SVGAElement, key: string): SVGAElement | undefined {
    if (key === 'Home') return squares[0]
    if (key === 'End') return squares.at(-1)
    const step = STEPS[key]
    return step && nearest(here, step)
  }

  /** The closest square in that direction, as it is laid out now: columns wrap differently on every screen. */
  function nearest(here: SVGAElement, [right, down]: readonly [number, number]): SVGAElement | undefined {
    const from = middle(here)
    let best: SVGAElement | undefined
    let least = Number.POSITIVE_INFINITY
    for (const square of squares) {
      const to = middle(square)
      const ahead = (to.x - from.x) * right + (to.y - from.y) * down
      const aside = Math.abs((to.x - from.x) * down) + Math.abs((to.y - from.y) * right)
      const distance = ahead + 4 * aside
      if (ahead > 1 && distance < least) {
        best = square
        least = distance
      }
    }
    return best
  }
}

function middle(element: Element): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
