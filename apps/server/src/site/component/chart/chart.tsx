import type { ComponentChildren, VNode } from 'preact'
import { em } from './scale.ts'

export interface ChartProps {
  /** What is seen, in a sentence: the picture's name for those who cannot see it. */
  readonly alt: string
  /** Height in em of the chart's text. */
  readonly height: number
  /** true: no wider than 32rem, where distance would tear words from their marks. */
  readonly narrow?: boolean
  readonly children: ComponentChildren
}

/**
 * The drawing itself: as wide as its place, across in percent and down in em, so that text keeps its size at 360 px, at
 * 200 % and in print. Colours by class only: they follow the scheme, and the content policy forbids style attributes.
 */
export function Chart({ alt, height, narrow = false, children }: ChartProps): VNode {
  return (
    <svg class={narrow ? 'chart chart-narrow' : 'chart'} width="100%" height={em(height)} role="img" aria-label={alt}>
      {children}
    </svg>
  )
}

/** Words cut into lines of at most `most` characters, for text that SVG does not wrap; a longer word keeps its own line. */
export function linesOf(text: string, most: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
