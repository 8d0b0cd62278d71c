import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FIGURES = fileURLToPath(new URL('../docs/figures.md', import.meta.url))

/** Replaces measured blocks of docs/figures.md, each with where it was measured: `blocks` by name, as lines. */
export function writeFigures(where, blocks) {
  let text = readFileSync(FIGURES, 'utf8')
  const on = `${where.cpu}, ${where.cores} cores, ${where.memoryGB} GB, ${where.system}, Node ${where.node}`
  for (const [name, lines] of Object.entries(blocks)) {
    const [begin, end] = [`<!-- measured:${name} -->`, `<!-- /measured:${name} -->`]
    const [from, to] = [text.indexOf(begin), text.indexOf(end)]
    if (from === -1 || to === -1) throw new Error(`docs/figures.md lacks the block ${name}`)
    text = `${text.slice(0, from + begin.length)}\n${[...lines, '', `Measured on ${on}.`].join('\n')}\n${text.slice(to)}`
  }
  writeFileSync(FIGURES, text)
}
