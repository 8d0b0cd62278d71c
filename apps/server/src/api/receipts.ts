import { z } from 'zod'
import type { Routes } from '../http/door.ts'
import type { FileAnswer } from '../http/read.ts'
import type { ReceiptAnswer, ReceiptShows } from '../service/log/receipt.ts'
import { ApiError } from './problem.ts'

/** Receipts of the register's own events, for anyone. Those of a case come by the person's door, never from here. */
export interface PublicReceipts {
  make(record: string, shows: ReceiptShows): Promise<ReceiptAnswer>
}

const RETRY_SECONDS = 2
const PROOF = '.tlog-proof'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const params = z.object({
  record: z.string().meta({ description: 'Id of a record in the log; with .tlog-proof at its end, the bare proof' }),
})
const query = z.object({
  form: z.enum(['whole', 'plain']).default('whole').meta({
    description: 'plain: leaf hash and proof, no record; the one to carry',
  }),
})

/** `/api/v1/receipts/ID`: the receipt of a public record, its bare proof, or its plain form. */
export function receiptRoutes(receipts: PublicReceipts): Routes {
  return ({ file }) => {
    file({
      url: '/api/v1/receipts/:record',
      params,
      query,
      // Not by the register's version: it is there from one checkpoint to the next.
      keep: () => false,
      documented: {
        operationId: 'getReceipt',
        summary: 'The receipt of a public record, which verifies offline',
        description:
          'recourse-receipt@v1, or with .tlog-proof behind the id its proof alone (C2SP tlog-proof). 404 receipt_pending with Retry-After until a checkpoint with a quorum covers it.',
        tag: 'log',
        types: ['application/json', 'text/plain'],
      },
      async answer({ params: { record }, query: { form } }): Promise<FileAnswer> {
        const isProof = record.endsWith(PROOF)
        const id = isProof ? record.slice(0, -PROOF.length) : record
        if (!UUID.test(id)) throw new ApiError('not_found')
        const made = await receipts.make(id, { kind: form })
        if (made.kind === 'absent') throw new ApiError('not_found')
        if (made.kind === 'pending') throw new ApiError('receipt_pending', { retryAfterSeconds: RETRY_SECONDS })
        const { bytes, proof, fileName } = made
        return isProof
          ? { type: 'text/plain; charset=utf-8', body: proof, fileName: fileName.replace(/\.json$/, PROOF) }
          : { type: 'application/json; charset=utf-8', body: bytes, fileName }
      },
    })
  }
}
