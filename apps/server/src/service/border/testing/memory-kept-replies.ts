import { type KeptReplies, type KeptReply, type KeyedRequest, REPLY_KEPT_MS } from '../kept-replies.ts'

interface Kept {
  readonly digest: string
  readonly at: number
  readonly reply: KeptReply
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** For tests without a database. What `perform` wrote elsewhere is not taken back: that takes a transaction. */
export function memoryKeptReplies(): KeptReplies {
  const kept = new Map<string, Kept>()
  const inProgress = new Set<string>()
  return {
    async once(request: KeyedRequest, perform) {
      const key = textOf(request.keyDigest)
      if (inProgress.has(key)) return { kind: 'in_progress' }
      const known = kept.get(key)
      if (known !== undefined && known.at >= request.at - REPLY_KEPT_MS) {
        return known.digest === textOf(request.requestDigest)
          ? { kind: 'kept', reply: known.reply }
          : { kind: 'other_request' }
      }
      inProgress.add(key)
      try {
        const { keep, reply } = await perform()
        if (keep) kept.set(key, { digest: textOf(request.requestDigest), at: request.at, reply })
        return { kind: 'performed', reply }
      } finally {
        inProgress.delete(key)
      }
    },
    async forgetOld(now) {
      const old = [...kept].filter(([, { at }]) => at < now - REPLY_KEPT_MS)
      for (const [key] of old) kept.delete(key)
      return old.length
    },
  }
}
