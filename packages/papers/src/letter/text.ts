import { bindCitations } from './bind.ts'
import type { Block } from './block.ts'
import { draftLetter } from './draft.ts'
import type { LetterRequest } from './request.ts'

const WIDTH = 72
const CUT = '- '.repeat(WIDTH / 2).trimEnd()

/**
 * The letter as plain text, lines of at most 72 characters (a longer word stands on a line of its own), LF, the warning
 * sheet first, then the letter below a line to cut along. The same request always gives the same text.
 */
export function letterText(request: LetterRequest): string {
  const draft = draftLetter(request)
  return [
    draft.cover.title.toUpperCase(),
    '',
    ...draft.cover.blocks.flatMap(blockLines),
    CUT,
    '',
    draft.letter.title.toUpperCase(),
    '',
    ...draft.letter.blocks.flatMap(blockLines),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [...wrap(block.text.toUpperCase(), '', ''), '']
    case 'paragraph':
    case 'strong':
      return [...wrap(block.text, '', ''), '']
    case 'lines':
      return [...block.lines.flatMap((line) => wrap(line, '', '  ')), '']
    case 'bullets':
      return block.items.flatMap((item) => [...wrap(item, '* ', '  '), ''])
    case 'numbered':
      return block.items.flatMap((item, at) => {
        const lead = `${at + 1}. `
        return [...wrap(item, lead, ' '.repeat(lead.length)), '']
      })
    case 'facts':
      return [...block.items.flatMap(({ term, text }) => wrap(`${term}: ${text}`, '', '  ')), '']
    case 'closing':
      return [...wrap(block.text, '', ''), '', ...block.labels.flatMap((label) => [...blank(label), ''])]
    case 'blanks':
      return block.labels.flatMap((label) => [...blank(label), ''])
  }
}

/** A label with a line after it, or under it where too little room is left; '' continues the line above. */
function blank(label: string): string[] {
  if (label === '') return ['_'.repeat(WIDTH)]
  const room = WIDTH - label.length - 2
  return room >= 30 ? [`${label}: ${'_'.repeat(room)}`] : [`${label}:`, '', '_'.repeat(WIDTH)]
}

/** Breaks at blanks so that no line is longer than the width; `first` leads the first line, `rest` the others. */
function wrap(text: string, first: string, rest: string): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of bindCitations(text).split(' ')) {
    if (!empty && Array.from(line).length + 1 + Array.from(word).length > WIDTH) {
      lines.push(line)
      line = rest
      empty = true
    }
    line = empty ? line + word : `${line} ${word}`
    empty = false
  }
  return [...lines, line].map((filled) => filled.replaceAll('\u00A0', ' '))
}
