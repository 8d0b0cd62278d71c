import { EXPORT_FORMS, ExportError } from '@recourse/register'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ApiError } from '../../http/refusal.ts'
import { exportStored } from '../../service/register/export-register.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { renderPage } from '../shell.tsx'
import { dataPage } from './page.tsx'

export function dataRoutes({ site, store, clock }: SiteDeps): Routes {
  const inTurn = oneAtATime()
  return ({ page, file }) => {
    page({
      url: '/data',
      params: nothing,
      query: z.object(langQuery),
      answer: async ({ query }) => ({
        kind: 'page',
        html: renderPage(site, dataPage(query.lang, { imported: (await store.inventories()).length > 0 })),
      }),
    })
    file({
      url: '/data/:form',
      params: z.object({ form: z.string().max(60) }),
      query: nothing,
      async answer({ params }) {
        const form = EXPORT_FORMS.find((one) => one === params.form)
        if (form === undefined) throw new ApiError('not_found')
        try {
          const { mediaType, fileName, chunks } = await inTurn(() =>
            exportStored({ store, clock }, form, site.origin ?? ''),
          )
          return { type: mediaType, fileName, body: unhurried(chunks) }
        } catch (error) {
          if (error instanceof ExportError) throw new ApiError('not_found', { detail: error.message, cause: error })
          throw error
        }
      },
    })
  }
}

/** Gathering an export reads the whole register: readers who ask for several wait for one another, not all others for them. */
function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

const AT_ONCE = 65_536

/** Pieces of some size, and other readers' turn between them: a piece is made when it is asked for. */
async function* unhurried(chunks: Iterable<string>): AsyncGenerator<string> {
  let piece = ''
  for (const chunk of chunks) {
    piece += chunk
    if (piece.length < AT_ONCE) continue
    yield piece
    piece = ''
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (piece !== '') yield piece
}
