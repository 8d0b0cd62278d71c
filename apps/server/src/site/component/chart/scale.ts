/** Places along one axis in percent of the drawing's width, so that a chart fits any width and its text keeps its size. */
export interface Scale {
  /** Percent for a value, `37.5%`. */
  at(value: number): string
  /** Percent between two values: a bar's length. */
  span(from: number, to: number): string
  readonly ticks: readonly number[]
}

/** Linear from zero to a round number at or above the largest value. `left` and `right` are percent of the width. */
export function zeroScale(values: readonly number[], left: number, right: number, steps = 4): Scale {
  const most = Math.max(0, ...values)
  const step = roundStep(most / steps)
  const end = Math.max(step, Math.ceil(most / step - 1e-9) * step)
  const place = (value: number) => left + ((right - left) * value) / end
  return {
    at: (value) => percent(place(value)),
    span: (from, to) => percent(place(to) - place(from)),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, at) => at * step),
  }
}

/** 1, 2 or 5 times a power of ten; never below 1, since our charts count things. */
function roundStep(least: number): number {
  if (least <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find((factor) => factor * power >= least - 1e-9) ?? 10) * power
}

/** Percent with at most two decimals, without trailing zeros. */
export function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`
}

/** Em with at most two decimals. Heights are in em, so they grow with the text. */
export function em(value: number): string {
  return `${Number(value.toFixed(2))}em`
}

/** Percent of the width that words of this length need beside the marks on the narrowest screen (328 px of chart, 14 px text). */
export function roomFor(words: readonly string[], most: number): number {
  const longest = Math.max(0, ...words.map((word) => word.length))
  return longest === 0 ? 0 : Math.min(most, 2 + 2.9 * longest)
}
