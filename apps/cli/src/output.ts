/** Where a command speaks: results on stdout, notes and progress on stderr. */
export interface Output {
  readonly json: boolean
  /** The result: one JSON document with `--json`, else the lines. */
  result(document: unknown, lines: () => readonly string[]): Promise<void>
  /** Raw text on stdout, whatever `--json` says (a document that is the result). False: nobody reads any more. */
  text(chunk: string): Promise<boolean>
  note(text: string): void
  /** Redraws one line on a terminal; says nothing elsewhere. */
  progress(text: string): void
}

export function output(
  streams: { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream },
  json: boolean,
): Output {
  const { stdout: out, stderr: err } = streams
  let drawn = false
  const clear = (): void => {
    if (drawn) err.write('\r\x1b[K')
    drawn = false
  }
  const write = (chunk: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      out.write(chunk, (error) => {
        if (!error) resolve(true)
        else if (isClosedPipe(error)) resolve(false)
        else reject(error)
      })
    })
  return {
    json,
    async result(document, lines) {
      clear()
      await write(json ? `${JSON.stringify(document)}\n` : `${lines().join('\n')}\n`)
    },
    async text(chunk) {
      clear()
      return write(chunk)
    },
    note(text) {
      clear()
      err.write(`${text}\n`)
    },
    progress(text) {
      if (!err.isTTY) return
      clear()
      err.write(text.slice(0, (err.columns ?? 80) - 1))
      drawn = true
    },
  }
}

/** Whoever read us has seen enough, as `head` does: no fault of anybody. */
export function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
}

/** Columns padded to their widest cell, two blanks apart; the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
