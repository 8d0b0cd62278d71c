import type { Block } from '@recourse/papers'
import type { VNode } from 'preact'
import { useSay } from '../frame.ts'

/** A drafted letter's blocks as a page shows them: the same words as its text and its PDF. */
export function LetterBlock({
  block,
  heading: Heading,
}: {
  readonly block: Block
  readonly heading: 'h3' | 'h4'
}): VNode {
  switch (block.kind) {
    case 'heading':
      return <Heading>{block.text}</Heading>
    case 'paragraph':
      return <p>{block.text}</p>
    case 'strong':
      return (
        <p>
          <b>{block.text}</b>
        </p>
      )
    case 'closing':
      return (
        <div class="letter-closing">
          <p>{block.text}</p>
          <Blanks labels={block.labels} />
        </div>
      )
    case 'lines':
      return (
        <p>
          {block.lines.map((line, at) => (
            <>
              {at > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      )
    case 'bullets':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'numbered':
      return (
        <ol>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )
    case 'facts':
      return (
        <dl class="letter-facts">
          {block.items.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'blanks':
      return <Blanks labels={block.labels} />
  }
}

function Blanks({ labels }: { readonly labels: readonly string[] }): VNode {
  return (
    <div class="letter-blanks">
      {labels.map((label, at) => (
        <Blank key={`${at} ${label}`} label={label} />
      ))}
    </div>
  )
}

/** A line to fill by hand; never a field. */
function Blank({ label }: { readonly label: string }): VNode {
  const say = useSay()
  return (
    <p class="letter-blank">
      {label !== '' && <span>{label}:</span>}
      <span class="letter-line">
        <span class="visually-hidden">{say('letters.by-hand')}</span>
      </span>
    </p>
  )
}
