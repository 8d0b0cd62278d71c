/**
 * The letter's look, as Typst source. It holds no text of a letter: all of it comes as data through `sys.inputs`, which
 * Typst never evaluates. Lines to fill are drawn as artifacts; a screen reader gets their label.
 */
export const LETTER_TEMPLATE = `
#let draft = json(bytes(sys.inputs.letter))
#set document(title: draft.title, date: none)
#set page(paper: "us-letter", margin: (x: 1in, top: 0.9in, bottom: 0.9in), footer: none)
#set text(font: ("Public Sans", "Libertinus Serif"), fallback: false, size: 10.5pt, lang: "en", region: "US", hyphenate: false)
#set par(leading: 0.65em, spacing: 1.1em, justify: false)
#set list(spacing: 0.9em, body-indent: 0.6em)
#set enum(numbering: "1.", spacing: 0.9em, body-indent: 0.6em)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 1): set block(below: 1.2em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.7em, below: 0.9em, sticky: true)

#let rule = pdf.artifact(line(length: 100%, stroke: 0.6pt))
#let blank(label) = {
  if label == "" { block(width: 100%, above: 2.6em, below: 1.1em, rule) }
  else { block(width: 100%, above: 1.9em, below: 1.1em, breakable: false, grid(columns: (auto, 1fr), column-gutter: 0.6em, align: bottom, par[#label:], rule)) }
}

#let show-block(b) = {
  if b.kind == "heading" { heading(level: 2, b.text) }
  else if b.kind == "paragraph" { par(b.text) }
  else if b.kind == "strong" { par(strong(b.text)) }
  else if b.kind == "lines" { block(above: 1.5em, below: 1.5em, par(b.lines.join(linebreak()))) }
  else if b.kind == "bullets" { list(..b.items) }
  else if b.kind == "numbered" { enum(..b.items) }
  else if b.kind == "facts" { par(b.items.map(f => [#f.term: #strong(f.text)]).join(linebreak())) }
  else if b.kind == "closing" { block(breakable: false, { par(b.text); for l in b.labels { blank(l) } }) }
  else if b.kind == "blanks" { for l in b.labels { blank(l) } }
}

#[
  #set text(lang: draft.cover.lang, size: 13pt)
  #set par(leading: 0.7em)
  #show heading.where(level: 1): set text(size: 24pt)
  #show heading.where(level: 2): set text(size: 15pt)
  #heading(level: 1, draft.cover.title)
  #for b in draft.cover.blocks { show-block(b) }
]
#pagebreak()
#counter(page).update(1)
#set page(footer: context align(right, text(size: 9pt, counter(page).display("1"))))
#heading(level: 1, draft.letter.title)
#for b in draft.letter.blocks { show-block(b) }
`
