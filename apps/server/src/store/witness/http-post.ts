import type { WitnessPost } from '../../service/log/witness-client.ts'

const MOST_BYTES = 256 * 1024

/** One POST to a witness. No redirect, no cookie, at most 256 KiB of answer. */
export const httpPost: WitnessPost = async (url, body, signal) => {
  const reply = await fetch(url, {
    method: 'POST',
    body: Buffer.from(body),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal,
  })
  const type = (reply.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return { status: reply.status, type, body: await bounded(reply) }
}

async function bounded(reply: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of reply.body ?? []) {
    parts.push(part)
    length += part.length
    if (length > MOST_BYTES) throw new Error(`the witness answers with more than ${MOST_BYTES} bytes`)
  }
  return new Uint8Array(Buffer.concat(parts))
}
