import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { bindCitations } from './letter/bind.ts'
import { draftLetter } from './letter/draft.ts'
import { printable } from './letter/printable.ts'
import type { LetterRequest } from './letter/request.ts'
import { LETTER_TEMPLATE } from './letter/template.ts'

/** A paper that could not be made; nothing of it was written. */
export class PaperError extends Error {
  readonly code: 'typst_failed'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PaperError'
    this.code = 'typst_failed'
  }
}

/** Public Sans (SIL Open Font License 1.1), as the USWDS package ships it. */
const FONTS = ['PublicSans-Regular.ttf', 'PublicSans-Bold.ttf']

/** What a PDF says about when it was made: nothing, so that the same letter always has the same bytes. */
const NO_TIME = 0

let known: Promise<NodeCompiler> | undefined

/** One compiler a process, loaded with its fonts by the first paper and not before: commands without a paper never pay. */
function compiler(): Promise<NodeCompiler> {
  known ??= load().catch((cause) => {
    known = undefined
    throw new PaperError('Typst or its fonts cannot be loaded; run npm ci again', { cause })
  })
  return known
}

async function load(): Promise<NodeCompiler> {
  const typst = await import('@myriaddreamin/typst-ts-node-compiler')
  const resolve = createRequire(import.meta.url).resolve
  const fontBlobs = FONTS.map((font) => readFileSync(resolve(`@uswds/uswds/fonts/public-sans/${font}`)))
  return typst.NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs }] })
}

/**
 * The letter as a PDF that keeps PDF/UA-1 (title, language, headings, lists, artifacts; Typst refuses to write it
 * otherwise): the warning sheet, then the letter. Same request, same bytes. Throws `PaperError`.
 */
export async function letterPdf(request: LetterRequest): Promise<Uint8Array> {
  const letter = JSON.stringify(draftLetter(request), (_key, value: unknown) =>
    typeof value === 'string' ? printable(bindCitations(value)) : value,
  )
  const typst = await compiler()
  const made = typst.compile({ mainFileContent: LETTER_TEMPLATE, inputs: { letter } })
  const document = made.result
  if (document === null) {
    const why = made.takeDiagnostics()?.shortDiagnostics ?? []
    throw new PaperError(`Typst did not compile the letter: ${JSON.stringify(why)}`)
  }
  try {
    return typst.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: NO_TIME })
  } catch (cause) {
    throw new PaperError(
      `the letter cannot be written as PDF/UA-1: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}
